import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import { isDuplicateKey } from '../../database/errors.ts'
import type { Id } from '../../database/ids.ts'
import type { Database, Tx } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'
import { dayBookOf, noteChange } from '../../jobs/changes.ts'
import { holdClosedTime } from '../closures/closed-time.ts'
import { candidatesAt, type NotOffered } from '../free/candidates.ts'
import { type Choice, choose, roomsFor } from '../free/choose.ts'
import { type Opening, type Slot, slotOf } from '../free/free.ts'
import { hold, holdsOf } from '../free/holds.ts'
import { cellsAround } from '../free/minutes.ts'
import { nearestTimes } from '../free/nearest-times.ts'
import { offersFor, type Wish } from '../free/offers.ts'
import { changeVisit } from './change-visit.ts'
import { isTooLateForPatients } from './patient-limit.ts'
import { recordStep } from './record-step.ts'
import { refusalOf, type WrongStep } from './steps.ts'
import { tellPatient } from './tell.ts'
import { stepVisit, type VisitRow, visitRow } from './visit-row.ts'

export interface Move {
  receipt: Id<'receipt'>
  appointment: Id<'appointment'>
  version: number
  start: Temporal.Instant
  doctor: Id<'staff'>
  location: Id<'location'>
  through: 'patient' | 'staff'
  /** A visit whose own time is taken is restored at another one. */
  step?: 'time' | 'restoration'
  /** The doctor does not come: the patient is told so. */
  doctorAway?: true
}

export type Moved =
  | { ok: true }
  /** Somebody has the time: the free times nearest to it, in order. */
  | { ok: false; reason: 'taken'; others: Slot[] }
  | { ok: false; reason: WrongStep | NotOffered | 'not-found' | 'changed' | 'own-visit' | 'too-late' | 'same-time' }

type Refused = Exclude<Moved, { ok: true }>['reason']
type Answer = { ok: true } | { ok: false; reason: Refused | 'held' }

/**
 * Moves a visit to another time, also of another doctor: it is the same visit, with its number, reason and payment. The old time is
 * given back and the new one taken in one transaction, so that the two may overlap. Patients until the clinic's limit before the start.
 */
export async function move(db: Database, actor: Actor, asked: Move): Promise<Moved> {
  const action = { receipt: asked.receipt, name: `appointment.${asked.step ?? 'time'}`, user: actor.user, subject: asked.appointment }
  const unlessDone = async (reason: Refused): Promise<Moved> => {
    const answer = await transact<Answer>(db, action, async () => ({ ok: false, reason }))
    return answer.ok ? { ok: true } : refusedAs(reason)
  }
  const row = await visitRow(db, asked.appointment)
  if (!row) return unlessDone('not-found')
  const wish: Wish = { visitType: row.visit_type_id, doctor: asked.doctor, doctors: { location: asked.location }, through: asked.through }
  const refused = await refusal(db, actor, row, asked)
  if (refused) return unlessDone(refused)
  const found = await offersFor(db, wish)
  const candidates = await candidatesAt(db, found, wish, asked.start)
  if (!candidates.ok) return unlessDone(candidates.reason)
  const openings = inSameDepartmentFirst(candidates.openings, row)
  const rooms = await roomsFor(db, openings)
  const taken = async (): Promise<Moved> => {
    const answer = await unlessDone('taken')
    return answer.ok ? answer : { ok: false, reason: 'taken', others: await nearestTimes(db, found, asked.start, row.patient_id) }
  }
  // In each turn somebody else was quicker, whom the next plain read sees; so the turns end.
  for (let turn = 0; turn < 20; turn += 1) {
    const choice = await choose(db, openings, row.patient_id, rooms, row.id)
    if (!choice.ok) return choice.reason === 'taken' ? taken() : unlessDone(choice.reason)
    const answer = await transact<Answer>(db, action, (tx) => moveIn(tx, actor, asked, choice))
    if (answer.ok) return { ok: true }
    if (answer.reason !== 'held') return refusedAs(answer.reason)
  }
  return taken()
}

const refusedAs = (reason: Refused): Moved => (reason === 'taken' ? { ok: false, reason, others: [] } : { ok: false, reason })

/** A doctor with two roles at that time keeps the visit in its department. */
const inSameDepartmentFirst = (openings: Opening[], { department_id }: VisitRow): Opening[] =>
  openings.toSorted((a, b) => Number(b.offer.department === department_id) - Number(a.offer.department === department_id))

async function refusal(db: Database, actor: Actor, row: VisitRow, asked: Move): Promise<Refused | null> {
  const { version, start, doctor, step = 'time' } = asked
  if (row.version !== version) return 'changed'
  const wrong = refusalOf(actor, step, stepVisit(row), row.now)
  if (wrong) return wrong
  if (step === 'time' && row.starts_at.equals(start) && row.doctor_id === doctor) return 'same-time'
  if (actor.site !== 'patient') return null
  return row.status !== 'booked' || (await isTooLateForPatients(db, row)) ? 'too-late' : null
}

async function moveIn(tx: Tx, actor: Actor, asked: Move, choice: Choice & { ok: true }): Promise<Answer> {
  const row = await visitRow(tx, asked.appointment)
  if (!row) return { ok: false, reason: 'not-found' }
  const refused = await refusal(tx, actor, row, asked)
  if (refused) return { ok: false, reason: refused }
  const place = placeOf(choice)
  if (!(await changeVisit(tx, row, { ...place, ...stateAfter(row, choice) }))) return { ok: false, reason: 'changed' }
  if (!(await holdInstead(tx, row, { ...row, ...place }))) return { ok: false, reason: 'held' }
  await recordStep(tx, actor, {
    appointment_id: row.id,
    step: asked.step ?? 'time',
    from_status: row.status,
    to_status: stateAfter(row, choice).status,
    from_starts_at: row.starts_at,
    from_doctor_id: row.doctor_id,
    to_starts_at: place.starts_at,
    to_doctor_id: place.doctor_id,
  })
  await tellPatient(tx, 'appointment-moved', row.id, { ...row, doctorAway: asked.doctorAway ?? false })
  await audit(tx, actor, {
    action: `appointment.${asked.step ?? 'time'}`,
    subject: { type: 'appointment', id: row.id },
    patient: row.patient_id,
  })
  await noteChange(tx, dayBookOf(row.clinic_day))
  if (!place.clinic_day.equals(row.clinic_day)) await noteChange(tx, dayBookOf(place.clinic_day))
  return { ok: true }
}

function placeOf(choice: Choice & { ok: true }) {
  const { offer } = choice.opening
  const slot = slotOf(choice.opening)
  return {
    doctor_id: slot.doctor,
    practitioner_role_id: slot.role,
    department_id: slot.department,
    location_id: slot.location,
    room_id: choice.room,
    mode: offer.mode,
    lane: 0,
    kind: 'booked' as const,
    clinic_day: slot.clinicDay,
    starts_at: slot.starts,
    ends_at: slot.ends,
    blocked_from: slot.blockedFrom,
    blocked_until: slot.blockedUntil,
  }
}

const notCancelled = { cancelled_at: null, cancel_reason: null, cancel_note: null }

/** Who waits already goes on waiting on the same day. What is paid stays at its price; the rest costs what the new doctor takes. */
function stateAfter(row: VisitRow, { opening: { offer, time } }: Choice & { ok: true }) {
  const stays = row.status === 'arrived' && slotOf({ offer, time }).clinicDay.equals(row.clinic_day)
  return {
    ...(stays ? { status: 'arrived' as const } : { status: 'booked' as const, arrived_at: null, ...notCancelled }),
    ...(row.payment_state === 'unpaid' ? { price_minor: offer.priceMinor, currency: offer.currency } : {}),
  }
}

/** The primary key judges the new cells; closures have what the old ones leave behind. */
async function holdInstead(tx: Tx, before: VisitRow, after: VisitRow): Promise<boolean> {
  await tx.deleteFrom('reservations').where('appointment_id', '=', before.id).execute()
  try {
    await hold(tx, holdsOf(after), { appointment_id: before.id })
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
  await holdClosedTime(tx, [before.doctor_id], cellsAround(before.blocked_from, before.blocked_until))
  return true
}

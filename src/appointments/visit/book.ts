import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import { NotYours } from '../../database/errors.ts'
import { type Id, idOf, newId } from '../../database/ids.ts'
import type { Database, Tx } from '../../database/pool.ts'
import type { AskedFor } from '../../database/tables.ts'
import { type Action, type Repeated, transact } from '../../database/transact.ts'
import { dayBookOf, noteChange } from '../../jobs/changes.ts'
import { candidatesAt, type NotOffered } from '../free/candidates.ts'
import { type Choice, choose, leastBusyFirst, roomsFor } from '../free/choose.ts'
import { type Opening, type Slot, slotOf } from '../free/free.ts'
import { nearestTimes } from '../free/nearest-times.ts'
import { offersFor, type Wish } from '../free/offers.ts'
import { tellPatient } from './tell.ts'
import { mayHoldAnother } from './visits-at-once.ts'
import { writeAppointment } from './write-appointment.ts'

export interface Booking {
  receipt: Id<'receipt'>
  patient: Id<'patient'>
  visitType: Id<'visit-type'>
  start: Temporal.Instant
  doctor: Id<'staff'> | 'any' | 'woman'
  /** Where a time was chosen among those of several doctors: what was asked for, unlike what `doctor` says. */
  askedFor?: AskedFor | undefined
  department?: Id<'department'> | undefined
  location?: Id<'location'> | undefined
  /** In the patient's words, at most 500 characters. */
  reason?: string | undefined
  through: 'patient' | 'staff'
}

export type Booked =
  | { ok: true; appointment: Id<'appointment'> }
  /** Somebody has the time: the free times nearest to it, in order. */
  | { ok: false; reason: 'taken'; others: Slot[] }
  /** The patient has another visit then. */
  | { ok: false; reason: 'own-visit' }
  /** Nobody at the clinic has seen yet who registered, and two visits are held already. */
  | { ok: false; reason: 'two-held' }
  | { ok: false; reason: NotOffered }

/**
 * Books a visit, once for each receipt: a form sent again is answered with the appointment that it made. The time must be
 * one that `freeTimes` offers; who may book for the patient is for the route to know.
 */
export async function book(db: Database, actor: Actor | null, booking: Booking): Promise<Booked> {
  const action = {
    receipt: booking.receipt,
    name: 'appointment.book',
    user: actor?.user ?? null,
    subject: newId<'appointment'>(),
    makes: true as const,
  }
  const wish = wishOf(booking)
  const found = await offersFor(db, wish)
  const candidates = await candidatesAt(db, found, wish, booking.start)
  const answer = candidates.ok ? await bookOneOf(db, actor, booking, action, candidates.openings) : await unlessDone(db, action, candidates)
  if (answer.ok) return { ok: true, appointment: 'repeated' in answer ? await madeBefore(db, booking, answer) : answer.appointment }
  const { reason } = answer
  if (reason !== 'taken') return { ok: false, reason }
  return { ok: false, reason, others: await nearestTimes(db, found, booking.start, booking.patient) }
}

type Answer = Repeated | { ok: true; appointment: Id<'appointment'> } | { ok: false; reason: 'own-visit' | 'taken' | 'two-held' }
type BookAction = Action & { subject: Id<'appointment'> }

async function bookOneOf(db: Database, actor: Actor | null, booking: Booking, action: BookAction, all: Opening[]): Promise<Answer> {
  const openings = await leastBusyFirst(db, all)
  const rooms = await roomsFor(db, openings)
  // In each turn somebody else was quicker, whom the next plain read sees; so the turns end.
  for (let turn = 0; turn < 20; turn += 1) {
    const choice = await choose(db, openings, booking.patient, rooms)
    if (!choice.ok) return unlessDone(db, action, choice)
    const answer = await transact(db, action, (tx) => write(tx, actor, booking, action.subject, choice))
    if (answer.ok || answer.reason !== 'held') return answer
  }
  return { ok: false, reason: 'taken' }
}

/** A form sent again after it was booked meets its own visit: its receipt tells, and only the first one is refused. */
const unlessDone = <Refused extends { ok: false; reason: string }>(db: Database, action: Action, refused: Refused) =>
  transact<Refused>(db, action, async () => refused)

async function write(tx: Tx, actor: Actor | null, booking: Booking, id: Id<'appointment'>, choice: Choice & { ok: true }) {
  const { offer } = choice.opening
  const slot = slotOf(choice.opening)
  if (booking.through === 'patient' && !(await mayHoldAnother(tx, booking.patient)))
    return { ok: false as const, reason: 'two-held' as const }
  const written = await writeAppointment(tx, {
    id,
    patient_id: booking.patient,
    doctor_id: offer.doctor,
    practitioner_role_id: offer.role,
    department_id: offer.department,
    location_id: offer.location,
    room_id: choice.room,
    visit_type_id: offer.visitType,
    kind: 'booked',
    mode: offer.mode,
    asked_for: booking.askedFor ?? askedFor(booking),
    status: 'booked',
    lane: 0,
    clinic_day: slot.clinicDay,
    starts_at: slot.starts,
    ends_at: slot.ends,
    blocked_from: slot.blockedFrom,
    blocked_until: slot.blockedUntil,
    reason: booking.reason?.trim() || null,
    price_minor: offer.priceMinor,
    currency: offer.currency,
    booked_by_user_id: actor?.user ?? null,
    booked_through: booking.through,
  })
  if (!written) return { ok: false as const, reason: 'held' as const }
  await tellPatient(tx, 'appointment-booked', id)
  await audit(tx, actor, { action: 'appointment.book', subject: { type: 'appointment', id }, patient: booking.patient })
  await noteChange(tx, dayBookOf(slot.clinicDay))
  return { ok: true as const, appointment: id }
}

function askedFor({ doctor }: Booking): AskedFor {
  if (doctor === 'any') return 'any'
  return doctor === 'woman' ? 'woman' : 'this-doctor'
}

const wishOf = ({ visitType, doctor, department, location, through }: Booking): Wish => ({
  visitType,
  ...(doctor === 'any' || doctor === 'woman' ? {} : { doctor }),
  doctors: { department, location, ...(doctor === 'woman' ? { sex: 'female' } : {}) },
  through,
})

/** What the receipt has booked; for another patient it is as little theirs as somebody else's. */
async function madeBefore(db: Database, { patient }: Booking, { subject }: Repeated): Promise<Id<'appointment'>> {
  const id = idOf<'appointment'>(subject)
  if (id === null) throw new Error('a receipt of a booking names its appointment')
  const made = await db.selectFrom('appointments').select('patient_id').where('id', '=', id).executeTakeFirst()
  if (made?.patient_id !== patient) throw new NotYours()
  return id
}

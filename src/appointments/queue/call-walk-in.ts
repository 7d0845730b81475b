import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import { type Id, idOf, newId } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database, Tx } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'
import { dayBookOf, noteChange } from '../../jobs/changes.ts'
import { isBusy } from '../free/busy.ts'
import { lanes } from '../free/choose.ts'
import { cellAtOrBefore, instantOf, minuteOf } from '../free/minutes.ts'
import { type Offer, offersFor } from '../free/offers.ts'
import { type Place, placeAt, type Span } from '../free/place-at.ts'
import { recordStep } from '../visit/record-step.ts'
import { finishIn, type StepAsked } from '../visit/take-step.ts'
import { writeAppointment } from '../visit/write-appointment.ts'
import type { QueueEntry } from './queue.ts'

export interface WalkInCall {
  receipt: Id<'receipt'>
  entry: QueueEntry
  /** The version that the person saw. */
  version: number
  doctor: Id<'staff'>
  /** The visit that the doctor has just finished, in the same breath. */
  finishing?: StepAsked['finishing']
}

export type WalkInCalled =
  | { ok: true; appointment: Id<'appointment'> }
  /** `full`: the doctor's time now, squeeze-ins included, is taken three times over. */
  | { ok: false; reason: 'not-waiting' | 'not-offered' | 'doctor-busy' | 'own-visit' | 'full' }

/**
 * Calls in somebody who waits without an appointment: now they hold time, so now an appointment is made, in the doctor's own lane
 * where it is free and otherwise in that of a squeeze-in. Taking the call back sends them into the queue again.
 */
export async function callWalkIn(
  db: Database,
  actor: Actor,
  { receipt, entry, version, doctor, finishing }: WalkInCall,
): Promise<WalkInCalled> {
  const id = newId<'appointment'>()
  const action = { receipt, name: 'queue.call', user: actor.user, subject: id, makes: true as const }
  const { department_id: department, location_id: location } = entry
  const found = await offersFor(db, { visitType: entry.visit_type_id, doctor, doctors: { department, location }, through: 'staff' })
  const [offer] = found.offers
  if (!offer) return { ok: false, reason: 'not-offered' }
  // In each turn somebody else was quicker, whom the next plain read sees.
  for (let turn = 0; turn < 10; turn += 1) {
    const place = await placeAt(db, offer, entry.patient_id, spanNow(offer, found.now), lanes)
    const call = { id, entry: { ...entry, version }, offer, place, now: found.now }
    const answer = await transact<Answer>(db, action, async (tx) => {
      const finished = await finishIn(tx, actor, finishing)
      // Somebody else has finished it, or taken it up again.
      return finished.ok ? callIn(tx, actor, call) : { ok: false, reason: 'not-waiting' }
    })
    if (answer.ok) return { ok: true, appointment: 'repeated' in answer ? (idOf<'appointment'>(answer.subject) ?? id) : id }
    if (answer.reason !== 'held') return { ok: false, reason: answer.reason }
  }
  return { ok: false, reason: 'full' }
}

/** From the cell that runs now; what a visit needs before it is over already. */
function spanNow({ visit }: Offer, now: Temporal.Instant): Span {
  const from = cellAtOrBefore(minuteOf(now))
  const until = from + visit.duration
  return { from, until, blockedFrom: from, blockedUntil: until + visit.after }
}

type Answer = WalkInCalled | { ok: false; reason: 'held' }

interface Call {
  id: Id<'appointment'>
  entry: QueueEntry
  offer: Offer
  place: Place
  now: Temporal.Instant
}

async function callIn(tx: Tx, actor: Actor, { id, entry, offer, place, now }: Call): Promise<Answer> {
  const { numUpdatedRows } = await tx
    .updateTable('queue_entries')
    .set((row) => ({ status: 'called', called_at: sqlNow, version: row('version', '+', 1) }))
    .where('id', '=', entry.id)
    .where('status', '=', 'waiting')
    .where('version', '=', entry.version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return { ok: false, reason: 'not-waiting' }
  if (!place.ok) return place
  if (await isBusy(tx, offer.doctor, entry.clinic_day)) return { ok: false, reason: 'doctor-busy' }
  const written = await writeAppointment(tx, {
    id,
    patient_id: entry.patient_id,
    doctor_id: offer.doctor,
    practitioner_role_id: offer.role,
    department_id: offer.department,
    location_id: offer.location,
    room_id: place.room,
    visit_type_id: offer.visitType,
    kind: 'walk-in',
    mode: offer.mode,
    asked_for: entry.doctor_id ? 'this-doctor' : 'any',
    status: 'in-consultation',
    lane: place.lane,
    clinic_day: entry.clinic_day,
    starts_at: instantOf(place.span.from),
    ends_at: instantOf(place.span.until),
    blocked_from: instantOf(place.span.blockedFrom),
    blocked_until: instantOf(place.span.blockedUntil),
    arrived_at: entry.arrived_at,
    called_at: now,
    price_minor: offer.priceMinor,
    currency: offer.currency,
    booked_by_user_id: actor.user,
    booked_through: 'staff',
  })
  if (!written) return { ok: false, reason: 'held' }
  await tx.updateTable('queue_entries').set({ appointment_id: id }).where('id', '=', entry.id).execute()
  // Before its call the visit was none; so it is again when the call is taken back.
  await recordStep(tx, actor, { appointment_id: id, step: 'call', from_status: 'entered-in-error', to_status: 'in-consultation' })
  await audit(tx, actor, { action: 'queue.call', subject: { type: 'appointment', id }, patient: entry.patient_id })
  await noteChange(tx, dayBookOf(entry.clinic_day))
  return { ok: true, appointment: id }
}

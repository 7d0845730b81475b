import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import { type Id, idOf, newId } from '../../database/ids.ts'
import type { Database, Tx } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'
import { dayBookOf, noteChange } from '../../jobs/changes.ts'
import { closedIn } from '../free/calendar.ts'
import { closedFor } from '../free/free.ts'
import { dateOf, instantOf, type Minute, minuteFrom, minuteOf } from '../free/minutes.ts'
import { type Offer, offersFor } from '../free/offers.ts'
import { type Place, placeAt, type Span } from '../free/place-at.ts'
import { shiftsOf } from '../free/shifts.ts'
import { dayIn } from '../free/wall-clock.ts'
import { recordStep } from './record-step.ts'
import { tellPatient } from './tell.ts'
import { writeAppointment, writePastAppointment } from './write-appointment.ts'

/** A visit that no free time has offered: beside another one of the doctor's, or long over. */
export interface EnteredVisit {
  receipt: Id<'receipt'>
  patient: Id<'patient'>
  visitType: Id<'visit-type'>
  doctor: Id<'staff'>
  location: Id<'location'>
  start: Temporal.Instant
  /** Why it is entered like this: for colleagues and the audit. */
  why: string
  /** What the visit is about, in the patient's words. */
  reason?: string | undefined
}

export type Entered =
  | { ok: true; appointment: Id<'appointment'> }
  /** `full`: three beside each other already. `not-past`, `past`: it is the other kind of entry that is wanted. */
  | { ok: false; reason: 'not-offered' | 'own-visit' | 'full' | 'closed' | 'past' | 'not-past' | 'too-far' | 'not-whole' }

/** How far back and ahead a visit may be written down. */
const yearsBack = 10
const daysAhead = 400

const squeezeLanes = [1, 2, 3]

/** A time outside everything that is offered: in the doctor's second to fourth lane, for the patient and the room as usual. */
export async function squeezeIn(db: Database, actor: Actor, visit: EnteredVisit): Promise<Entered> {
  return enter(db, actor, visit, 'appointment.squeeze-in', async (offer, now) => {
    const span = spanOf(offer, minuteOf(visit.start))
    if (minuteOf(visit.start) < minuteFrom(now) - hoursBack * 60) return { ok: false, reason: 'past' }
    if (minuteOf(visit.start) > minuteFrom(now) + daysAhead * 1440) return { ok: false, reason: 'too-far' }
    if (await isClosed(db, offer, span)) return { ok: false, reason: 'closed' }
    return placeAt(db, offer, visit.patient, span, squeezeLanes)
  })
}

/** The desk writes down what began earlier in the day, as when booking. */
const hoursBack = 12

/** A visit that took place and was not in the book: it holds no time, and is finished. */
export async function enterPastVisit(db: Database, actor: Actor, visit: EnteredVisit): Promise<Entered> {
  return enter(db, actor, visit, 'appointment.past', async (offer, now) => {
    const span = spanOf(offer, minuteOf(visit.start))
    if (span.until > minuteFrom(now)) return { ok: false, reason: 'not-past' }
    if (span.from < minuteFrom(now) - yearsBack * 366 * 1440) return { ok: false, reason: 'too-far' }
    if (await hasVisitThen(db, visit.patient, span)) return { ok: false, reason: 'own-visit' }
    return { ok: true, span, lane: null, room: null }
  })
}

type Where = Exclude<Place, { ok: false }> | { ok: true; span: Span; lane: null; room: null }
type Found = Where | Exclude<Entered, { ok: true }>
type Answer = Entered | { ok: false; reason: 'held' }

async function enter(
  db: Database,
  actor: Actor,
  visit: EnteredVisit,
  name: 'appointment.squeeze-in' | 'appointment.past',
  placeFor: (offer: Offer, now: Temporal.Instant) => Promise<Found>,
): Promise<Entered> {
  const id = newId<'appointment'>()
  const action = { receipt: visit.receipt, name, user: actor.user, subject: id, makes: true as const }
  const { visitType, doctor, location, start } = visit
  const found = await offersFor(db, { visitType, doctor, doctors: { location }, through: 'staff' })
  const [offer] = found.offers
  // In each turn somebody else was quicker, whom the next plain read sees.
  for (let turn = 0; turn < 10; turn += 1) {
    const place: Found = !offer
      ? { ok: false, reason: 'not-offered' }
      : minuteOf(start) % 5 !== 0
        ? { ok: false, reason: 'not-whole' }
        : await placeFor(offer, found.now)
    const answer = await transact<Answer>(db, action, async (tx) =>
      place.ok && offer ? write(tx, actor, { visit, id, offer, place, name }) : place.ok ? { ok: false, reason: 'not-offered' } : place,
    )
    if (answer.ok) return { ok: true, appointment: 'repeated' in answer ? (idOf<'appointment'>(answer.subject) ?? id) : id }
    if (answer.reason !== 'held') return { ok: false, reason: answer.reason }
  }
  return { ok: false, reason: 'full' }
}

interface Writing {
  visit: EnteredVisit
  id: Id<'appointment'>
  offer: Offer
  place: Where
  name: 'appointment.squeeze-in' | 'appointment.past'
}

async function write(tx: Tx, actor: Actor, { visit, id, offer, place, name }: Writing): Promise<Answer> {
  const { span, lane, room } = place
  const isPast = lane === null
  const clinicDay = clinicDayOf(offer, span.from)
  const columns = {
    id,
    patient_id: visit.patient,
    doctor_id: offer.doctor,
    practitioner_role_id: offer.role,
    department_id: offer.department,
    location_id: offer.location,
    room_id: room,
    visit_type_id: offer.visitType,
    kind: isPast ? ('booked' as const) : ('squeeze-in' as const),
    mode: offer.mode,
    asked_for: 'this-doctor' as const,
    status: isPast ? ('fulfilled' as const) : ('booked' as const),
    lane: lane ?? 0,
    clinic_day: clinicDay,
    starts_at: instantOf(span.from),
    ends_at: instantOf(span.until),
    blocked_from: instantOf(span.blockedFrom),
    blocked_until: instantOf(span.blockedUntil),
    finished_at: isPast ? instantOf(span.until) : null,
    reason: visit.reason?.trim() || null,
    price_minor: offer.priceMinor,
    currency: offer.currency,
    booked_by_user_id: actor.user,
    booked_through: 'staff' as const,
  }
  if (isPast) await writePastAppointment(tx, columns)
  else if (!(await writeAppointment(tx, columns))) return { ok: false, reason: 'held' }
  const { status } = columns
  await recordStep(tx, actor, { appointment_id: id, step: 'booking', from_status: status, to_status: status, note: visit.why })
  if (!isPast) await tellPatient(tx, 'appointment-booked', id)
  await audit(tx, actor, { action: name, subject: { type: 'appointment', id }, patient: visit.patient, reason: visit.why })
  await noteChange(tx, dayBookOf(clinicDay))
  return { ok: true, appointment: id }
}

function spanOf({ visit }: Offer, from: Minute): Span {
  const until = from + visit.duration
  return { from, until, blockedFrom: from - visit.before, blockedUntil: until + visit.after }
}

/** The shift that it falls into decides; outside every shift the date does. */
function clinicDayOf({ hours, zone }: Offer, from: Minute): Temporal.PlainDate {
  const day = dayIn(zone, instantOf(from))
  const shift = shiftsOf(hours, zone, day - 1, day).find((one) => one.from <= from && from < one.until)
  return dateOf(shift?.day ?? day)
}

async function isClosed(db: Database, offer: Offer, span: Span): Promise<boolean> {
  const range = { from: span.blockedFrom, until: span.blockedUntil }
  return closedFor(offer, await closedIn(db, [offer.doctor], range)).some((one) => one.from < span.until && span.from < one.until)
}

async function hasVisitThen(db: Database, patient: Id<'patient'>, { from, until }: Span): Promise<boolean> {
  const row = await db
    .selectFrom('appointments')
    .select('id')
    .where('patient_id', '=', patient)
    .where('starts_at', '<', instantOf(until))
    .where('ends_at', '>', instantOf(from))
    .where('status', 'not in', ['cancelled', 'noshow', 'entered-in-error', 'offered'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

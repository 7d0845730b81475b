import type { CancelReason, Row } from '../../database/tables.ts'
import { patientAccounts, userId } from './accounts.ts'
import { between, chance, pick } from './chance.ts'
import type { Plan } from './plan.ts'
import { reasons } from './reasons.ts'

type Columns = Pick<
  Row<'appointments'>,
  | 'status'
  | 'payment_state'
  | 'payment_method'
  | 'paid_at'
  | 'confirmed_at'
  | 'arrived_at'
  | 'called_at'
  | 'finished_at'
  | 'cancelled_at'
  | 'cancel_reason'
>

const nothingYet: Columns = {
  status: 'booked',
  payment_state: 'unpaid',
  payment_method: null,
  paid_at: null,
  confirmed_at: null,
  arrived_at: null,
  called_at: null,
  finished_at: null,
  cancelled_at: null,
  cancel_reason: null,
}

/** How far a visit has come by now: over, going on, waited for, or ahead. */
export function stateAt(plan: Plan, now: Temporal.Instant): Columns {
  const { id, starts, ends } = plan
  const fate = chance('fate', id)
  const created = createdAt(plan, now)
  if (fate < 0.06) return cancelled(plan, created, now)
  const confirmed = chance('confirmed', id) < 0.4 ? latest(created, starts.subtract({ hours: between(3, 30, 'confirmed-at', id) })) : null
  const booked = { ...nothingYet, confirmed_at: confirmed && isBefore(confirmed, now) ? confirmed : null }
  const arrived = starts.subtract({ minutes: between(3, 25, 'early', id) })
  if (isBefore(ends, now)) {
    if (fate < 0.13) return { ...booked, status: 'noshow' }
    const called = starts.add({ minutes: between(0, 2, 'called', id) })
    return {
      ...booked,
      status: 'fulfilled',
      arrived_at: arrived,
      called_at: called,
      finished_at: earliest(ends, now),
      ...payment(plan, arrived),
    }
  }
  if (isBefore(starts, now)) {
    // Five minutes past the start and not here: late.
    if (fate < 0.3) return booked
    return { ...booked, status: 'in-consultation', arrived_at: arrived, called_at: starts, ...payment(plan, arrived) }
  }
  if (isBefore(arrived, now) && fate < 0.85)
    return { ...booked, status: 'arrived', arrived_at: arrived, ...(fate < 0.5 ? payment(plan, arrived) : {}) }
  return booked
}

/** Booked at least a little while ago, whatever day it is. */
export const createdAt = ({ id, starts }: Plan, now: Temporal.Instant): Temporal.Instant =>
  earliest(starts.subtract({ hours: between(20, 24 * 20, 'created', id) }), now.subtract({ hours: between(3, 70, 'lately', id) }))

/** Cancelled before its start, however near that is; the time is free again. */
function cancelled(plan: Plan, created: Temporal.Instant, now: Temporal.Instant): Columns {
  const at = earliest(latest(created.add({ hours: 2 }), plan.starts.subtract({ hours: between(3, 20, 'cancelled', plan.id) })), now)
  const why = pick<CancelReason>(['patient', 'patient', 'patient', 'clinic', 'doctor-absent'], 'why', plan.id)
  return { ...nothingYet, status: 'cancelled', cancelled_at: at, cancel_reason: why }
}

/** At the desk, on arrival; nothing is paid for free follow-ups. */
function payment({ id, visit }: Plan, arrived: Temporal.Instant): Partial<Columns> {
  if (visit.priceMinor === 0) return {}
  return {
    payment_state: 'paid',
    payment_method: pick(['card', 'card', 'cash', 'insurance'] as const, 'method', id),
    paid_at: arrived,
  }
}

/** Who booked, how, and what for. */
export function bookingOf(plan: Plan): Pick<Row<'appointments'>, 'asked_for' | 'booked_through' | 'booked_by_user_id' | 'reason' | 'kind'> {
  const { id, patient, offer } = plan
  const online = patientAccounts.some((account) => account.key === patient.key) && chance('online', id) < 0.7
  const asked = chance('asked', id)
  return {
    kind: 'booked',
    asked_for: asked < 0.12 ? 'any' : asked < 0.2 && offer.woman ? 'woman' : 'this-doctor',
    booked_through: online ? 'patient' : 'staff',
    booked_by_user_id: online ? userId('patient', patient.key) : userId('staff', 'hana'),
    reason: chance('reason', id) < 0.35 ? pick(reasons, 'which', id)[patient.language] : null,
  }
}

const isBefore = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(a, b) < 0
const earliest = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant => (isBefore(a, b) ? a : b)
const latest = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant => (isBefore(a, b) ? b : a)

import { type Ability, scopeOf } from '../../accounts/abilities.ts'
import type { Actor } from '../../audit/actor.ts'
import type { Id } from '../../database/ids.ts'
import type { AppointmentStatus, Row } from '../../database/tables.ts'

/** What can be done with a visit at the desk; each is the noun of its address: `POST /appointments/:appointment/arrival`. */
export type Step =
  | 'arrival'
  | 'call'
  | 'completion'
  | 'no-show'
  | 'departure'
  | 'cancellation'
  | 'restoration'
  | 'time'
  | 'payment'
  | 'payment-withdrawal'

type PaymentState = Row<'appointments'>['payment_state']

/** Cash, card or insurance. */
export type PaymentMethod = NonNullable<Row<'appointments'>['payment_method']>

export const paymentMethods: readonly PaymentMethod[] = ['cash', 'card', 'insurance']

interface Rule {
  ability: Ability
  from: readonly AppointmentStatus[]
  /** Null where the status stays as it is. */
  to: AppointmentStatus | null
  /** For fifteen minutes, as long as nothing else has happened to the visit. */
  undoable?: true
}

const begun = ['arrived', 'in-consultation', 'fulfilled'] as const

/** The state machine of a visit. Nothing else changes its status, but the undoing of a step and the correcting of an error. */
export const rules = {
  arrival: { ability: 'arrivals', from: ['booked'], to: 'arrived', undoable: true },
  call: { ability: 'call-and-finish', from: ['arrived', 'booked'], to: 'in-consultation', undoable: true },
  completion: { ability: 'call-and-finish', from: ['in-consultation'], to: 'fulfilled', undoable: true },
  'no-show': { ability: 'arrivals', from: ['booked'], to: 'noshow', undoable: true },
  time: { ability: 'appointments', from: ['booked', 'arrived'], to: null },
  payment: { ability: 'mark-paid', from: ['booked', ...begun], to: null },
  departure: { ability: 'arrivals', from: ['arrived'], to: 'cancelled', undoable: true },
  restoration: { ability: 'appointments', from: ['cancelled', 'noshow'], to: 'booked' },
  cancellation: { ability: 'appointments', from: ['offered', 'booked', 'arrived'], to: 'cancelled' },
  'payment-withdrawal': { ability: 'mark-paid', from: ['booked', ...begun, 'noshow', 'cancelled'], to: null },
} as const satisfies Record<Step, Rule>

/** In the order in which they are offered: the first that somebody may do is the one that stands in the row. */
export const allSteps = Object.keys(rules).filter((name): name is Step => name in rules)

export type UndoableStep = 'arrival' | 'call' | 'completion' | 'no-show' | 'departure'

export const isUndoable = (step: Step): step is UndoableStep => 'undoable' in rules[step]

/** For so long a step can be undone. */
export const undoMinutes = 15

/** What decides about the steps of a visit. */
export interface StepVisit {
  status: AppointmentStatus
  payment: PaymentState
  doctor: Id<'staff'>
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  clinicDay: Temporal.PlainDate
  zone: string
}

/** Why a step cannot be done now; the words are in the locale files. `wrong-status` says what the visit is. */
export type WrongStep = 'not-allowed' | 'wrong-status' | 'not-its-day' | 'not-arrived' | 'too-early' | 'over' | 'already-paid' | 'not-paid'

/** What this person may do with the visit now, in the order of use; see `refusalOf` for why something is missing. */
export const stepsFor = (actor: Actor, visit: StepVisit, now: Temporal.Instant): Step[] =>
  allSteps.filter((step) => isFrom(step, visit) && refusalOf(actor, step, visit, now) === null)

function isFrom(step: Step, { status }: StepVisit): boolean {
  const from: readonly AppointmentStatus[] = rules[step].from
  return from.includes(status)
}

/** Null when this person may do this step now; otherwise the reason, the same for the page, the route and the verb. */
export function refusalOf(actor: Actor, step: Step, visit: StepVisit, now: Temporal.Instant): WrongStep | null {
  if (!mayStep(actor, step, visit)) return 'not-allowed'
  return wrongStep(step, visit, now) ?? (step === 'call' ? callRefusal(actor, visit) : null)
}

/** Whether it is this person's to do at all: a doctor only in their own calendar; a patient what the route has found to be theirs. */
export function mayStep(actor: Actor, step: Step, visit: Pick<StepVisit, 'doctor'>): boolean {
  const scope = scopeOf(actor, rules[step].ability)
  return scope === 'all' || scope === 'acts-for' || (scope === 'own' && visit.doctor === actor.staff)
}

/** What the visit itself says, whoever asks. */
function wrongStep(step: Step, visit: StepVisit, now: Temporal.Instant): WrongStep | null {
  if (!isFrom(step, visit)) return 'wrong-status'
  if (step === 'payment') return visit.payment === 'paid' ? 'already-paid' : null
  if (step === 'payment-withdrawal') return visit.payment === 'paid' ? null : 'not-paid'
  if (step === 'arrival' || step === 'call') return isItsDay(visit, now) ? null : 'not-its-day'
  if (step === 'no-show') return isBefore(now, visit.startsAt) ? 'too-early' : null
  if (step === 'restoration') return isItsDay(visit, now) || isBefore(now, visit.endsAt) ? null : 'over'
  return null
}

/** Straight from `booked` only the doctor calls, who sees that the patient is there; others check them in first. */
const callRefusal = (actor: Actor, visit: StepVisit): WrongStep | null =>
  visit.status === 'booked' && visit.doctor !== actor.staff ? 'not-arrived' : null

/** On its clinic day, and around its time where that lies on the next morning or the clinic opens before midnight. */
function isItsDay({ clinicDay, startsAt, endsAt, zone }: StepVisit, now: Temporal.Instant): boolean {
  const at = now.epochMilliseconds
  if (startsAt.epochMilliseconds - 3 * hour <= at && at <= endsAt.epochMilliseconds + 3 * hour) return true
  return todayIn(zone, now).equals(clinicDay)
}

const dates = new WeakMap<Temporal.Instant, Map<string, Temporal.PlainDate>>()

/** All visits of a list are asked about at one moment. */
function todayIn(zone: string, now: Temporal.Instant): Temporal.PlainDate {
  const known = dates.get(now) ?? new Map<string, Temporal.PlainDate>()
  const today = known.get(zone) ?? now.toZonedDateTimeISO(zone).toPlainDate()
  dates.set(now, known.set(zone, today))
  return today
}

const hour = 3_600_000

const isBefore = (one: Temporal.Instant, other: Temporal.Instant): boolean => one.epochMilliseconds < other.epochMilliseconds

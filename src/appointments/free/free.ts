import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import { type Closed, closedIn, covers, takenIn } from './calendar.ts'
import { type DayNumber, dateOf, dayNumberOf, type Interval, instantOf, minuteFrom } from './minutes.ts'
import { type Offer, type Offers, offersFor, type Wish } from './offers.ts'
import { joined, shiftsOf } from './shifts.ts'
import { type InTheWay, type OpenTime, slotsOf } from './slots.ts'
import { dayIn } from './wall-clock.ts'

export interface Question extends Wish {
  /** First clinic day; without it, from now on: an evening of yesterday that still runs included. */
  from?: Temporal.PlainDate | undefined
  /** Last clinic day; without it, as far as may be booked. */
  until?: Temporal.PlainDate | undefined
  /** Leaves out what overlaps with this patient's other visits. */
  patient?: Id<'patient'> | undefined
  /** A visit that is to be moved, whose own time counts as free. */
  except?: Id<'appointment'> | undefined
  /** Only so many, the earliest ones. */
  limit?: number | undefined
}

/** A time that can be booked. */
export interface Slot {
  role: Id<'practitioner-role'>
  doctor: Id<'staff'>
  department: Id<'department'>
  location: Id<'location'>
  visitType: Id<'visit-type'>
  /** The day that the shift began on; a visit after midnight has the date of the next. */
  clinicDay: Temporal.PlainDate
  starts: Temporal.Instant
  ends: Temporal.Instant
  blockedFrom: Temporal.Instant
  blockedUntil: Temporal.Instant
  zone: string
  priceMinor: number
  currency: string
}

/** One time of one offer, still in minutes. */
export interface Opening {
  offer: Offer
  time: OpenTime
}

/** Free times in order of time, then in the clinic's order of doctors. Three statements, whatever the number of doctors and days. */
export async function freeTimes(db: Database, question: Question): Promise<Slot[]> {
  const openings = await openingsOf(db, await offersFor(db, question), question)
  return openings.slice(0, question.limit).map(slotOf)
}

/** The free times of these offers, in order, before they become Temporal objects: a month of ten doctors has thousands. Two statements. */
export async function openingsOf(
  db: Database,
  found: Offers,
  question: Pick<Question, 'from' | 'until' | 'patient' | 'except'>,
): Promise<Opening[]> {
  const range = rangeOf(found, question)
  if (found.offers.length === 0 || range.until <= range.from) return []
  const doctors = [...new Set(found.offers.map((offer) => offer.doctor))]
  const [closed, taken] = await Promise.all([closedIn(db, doctors, range), takenIn(db, doctors, question, range)])
  return found.offers
    .flatMap((offer) => {
      const way = {
        now: minuteFrom(found.now),
        blocked: [taken.doctors.get(offer.doctor) ?? [], closedFor(offer, closed)],
        visits: taken.patient,
      }
      return openTimesOf(offer, daysOf(found, offer, question), way).map((time) => ({ offer, time }))
    })
    .sort((a, b) => a.time.from - b.time.from)
}

/** The times of an offer on these clinic days that nothing in the way takes. */
export const openTimesOf = (offer: Offer, days: { first: DayNumber; last: DayNumber }, way: InTheWay): OpenTime[] =>
  slotsOf(shiftsOf(offer.hours, offer.zone, days.first, days.last), offer.visit, way)

/** What is closed for a role, in order and without overlap. */
export const closedFor = (offer: Offer, closed: Closed[]): Interval[] =>
  joined(closed.filter((closure) => covers(closure, offer)).map(({ from, until }) => ({ from, until })))

/** The clinic days of an offer that the question, the role's dates and the clinic's limit leave. */
export function daysOf({ now, daysAhead }: Offers, offer: Offer, { from, until }: Pick<Question, 'from' | 'until'>) {
  const today = dayIn(offer.zone, now)
  return {
    first: Math.max(from ? dayNumberOf(from) : today - 1, today - 1, offer.validFrom),
    last: Math.min(until ? dayNumberOf(until) : today + daysAhead, today + daysAhead, offer.validUntil ?? Number.POSITIVE_INFINITY),
  }
}

/** All minutes that the question may be about, in any zone, shifts over midnight and buffers included. */
function rangeOf(found: Offers, question: Pick<Question, 'from' | 'until'>): Interval {
  const days = found.offers.map((offer) => daysOf(found, offer, question))
  const first = Math.min(...days.map((day) => day.first))
  const last = Math.max(...days.map((day) => day.last))
  return { from: Math.max((first - 1) * 1440, minuteFrom(found.now) - 1440), until: (last + 3) * 1440 }
}

export const slotOf = ({ offer, time }: Opening): Slot => ({
  role: offer.role,
  doctor: offer.doctor,
  department: offer.department,
  location: offer.location,
  visitType: offer.visitType,
  clinicDay: dateOf(time.day),
  starts: instantOf(time.from),
  ends: instantOf(time.until),
  blockedFrom: instantOf(time.from - offer.visit.before),
  blockedUntil: instantOf(time.until + offer.visit.after),
  zone: offer.zone,
  priceMinor: offer.priceMinor,
  currency: offer.currency,
})

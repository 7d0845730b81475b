import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import type { DeskOffers } from '../desk/desk-offers.ts'
import { closedIn, takenIn } from '../free/calendar.ts'
import { closedFor, openTimesOf } from '../free/free.ts'
import { dayNumberOf, type Interval, type Minute, minuteFrom } from '../free/minutes.ts'
import type { Offer } from '../free/offers.ts'
import { shiftsOf } from '../free/shifts.ts'
import { minuteAt } from '../free/wall-clock.ts'
import type { DayBookLine } from './day-book.ts'

/** What the calendars of a day's doctors hold, apart from visits. */
export interface DoctorDay {
  doctor: Id<'staff'>
  /** Working time, closures taken out. */
  open: Interval[]
  /** When a first visit could begin, and where. */
  free: { from: Minute; offer: Offer }[]
}

/** The working and the free time of these offers' doctors on one clinic day, in the order of the offers. Two statements. */
export async function doctorDays(db: Database, found: DeskOffers, day: Temporal.PlainDate): Promise<DoctorDay[]> {
  const number = dayNumberOf(day)
  const offers = found.offers.filter(({ validFrom, validUntil }) => validFrom <= number && number <= (validUntil ?? number))
  if (offers.length === 0) return []
  const doctors = [...new Set(offers.map(({ doctor }) => doctor))]
  const range = { from: (number - 1) * 1440, until: (number + 3) * 1440 }
  const [closed, taken] = await Promise.all([closedIn(db, doctors, range), takenIn(db, doctors, {}, range)])
  return doctors.map((doctor) => {
    const own = offers.filter((offer) => offer.doctor === doctor)
    const open = own.flatMap((offer) => without(shiftsOf(offer.hours, offer.zone, number, number), closedFor(offer, closed)))
    const free = own.flatMap((offer) =>
      openTimesOf(
        offer,
        { first: number, last: number },
        {
          now: minuteFrom(found.now),
          blocked: [taken.doctors.get(doctor) ?? [], closedFor(offer, closed)],
          visits: [],
        },
      ).map(({ from }) => ({ from, offer })),
    )
    return { doctor, open: open.sort(byStart), free: free.sort(byStart) }
  })
}

const byStart = (a: { from: Minute }, b: { from: Minute }): number => a.from - b.from

/** What is left of the intervals; both in order. */
export function without(intervals: Interval[], holes: Interval[]): Interval[] {
  return holes.reduce(
    (left, hole) =>
      left.flatMap(({ from, until }) =>
        [
          { from, until: Math.min(until, hole.from) },
          { from: Math.max(from, hole.until), until },
        ].filter((one) => one.from < one.until),
      ),
    intervals.map(({ from, until }) => ({ from, until })),
  )
}

export interface GridCell {
  visits: DayBookLine[]
  /** The first free time in the cell. */
  free: { from: Minute; offer: Offer } | null
  /** Neither worked nor visited. */
  closed: boolean
}

export interface Grid {
  doctors: Id<'staff'>[]
  /** `wall`: minutes after midnight of the clinic day. */
  rows: { wall: number; cells: GridCell[] }[]
  page: number
  pages: number
}

const columns = 5
/** Minutes of a row: so that a day of two shifts is some thirty rows, and most visits have one of their own. */
const step = 20

/** Hours down, doctors across: those who work that day or have visits, five at a time. A visit stands in the row in which it begins. */
export function gridOf(days: DoctorDay[], visits: DayBookLine[], clinicDay: Temporal.PlainDate, zone: string, wanted: number): Grid {
  const shown = visits.filter(({ status }) => status !== 'cancelled')
  const withVisits = new Set(shown.map(({ doctor }) => doctor))
  const known = days.filter(({ doctor, open }) => open.length > 0 || withVisits.has(doctor))
  const others = [...withVisits]
    .filter((doctor) => known.every((one) => one.doctor !== doctor))
    .map((doctor) => ({ doctor, open: [], free: [] }))
  const all: DoctorDay[] = [...known, ...others]
  const pages = Math.max(1, Math.ceil(all.length / columns))
  const page = Math.min(wanted, pages)
  const across = all.slice((page - 1) * columns, page * columns)
  const midnight = minuteAt(zone, dayNumberOf(clinicDay), 0)
  const ofPage = new Set(across.map(({ doctor }) => doctor))
  const times = [
    ...across.flatMap(({ open }) => open.flatMap(({ from, until }) => [from - midnight, until - midnight - 1])),
    ...shown.flatMap(({ doctor, wall }) => (ofPage.has(doctor) ? [wall] : [])),
  ]
  if (times.length === 0) return { doctors: across.map(({ doctor }) => doctor), rows: [], page, pages }
  const first = Math.floor(Math.min(...times) / step)
  const last = Math.floor(Math.max(...times) / step)
  const rows = Array.from({ length: last - first + 1 }, (_, n) => (first + n) * step)
    .map((wall) => ({ wall, cells: across.map((one) => cellAt(one, shown, midnight, wall)) }))
    // The hours between two shifts, when nobody works and nobody is there.
    .filter(({ cells }) => cells.some((cell) => !cell.closed))
  return { doctors: across.map(({ doctor }) => doctor), rows, page, pages }
}

function cellAt({ doctor, open, free }: DoctorDay, visits: DayBookLine[], midnight: Minute, wall: number): GridCell {
  const [from, until] = [midnight + wall, midnight + wall + step]
  const here = visits.filter((visit) => visit.doctor === doctor && visit.wall >= wall && visit.wall < wall + step)
  const worked = open.some((shift) => shift.from < until && from < shift.until)
  return {
    visits: here,
    free: free.find((one) => one.from >= from && one.from < until) ?? null,
    closed: !worked && here.length === 0,
  }
}

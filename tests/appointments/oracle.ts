import { type DayNumber, dateOf, type Interval, instantOf, type Minute, minuteOf, weekdayOf } from '../../src/appointments/free/minutes.ts'
import type { Hours } from '../../src/appointments/free/shifts.ts'
import type { OpenTime, Visit } from '../../src/appointments/free/slots.ts'

export interface Case {
  zone: string
  hours: Hours[]
  first: DayNumber
  days: number
  visit: Visit
  blocked: Interval[]
  visits: Interval[]
  now: Minute
}

/**
 * Free times by walking a clock minute by minute, in Temporal and without any of the engine's arithmetic: for each cell of five
 * minutes it asks what the clock on the wall shows, whether a shift is on, and who is busy.
 */
export function freeTimesByTheClock(given: Case): OpenTime[] {
  const found: OpenTime[] = []
  let worked = Number.NEGATIVE_INFINITY
  for (let day = given.first - 1; day < given.first + given.days; day += 1) {
    for (const shift of shiftsByTheClock(given, day)) {
      const from = Math.max(shift.from, worked)
      if (shift.until <= from) continue
      worked = shift.until
      if (day >= given.first) found.push(...slots({ from, until: shift.until }, day, given))
    }
  }
  return found
}

function slots(shift: Interval, day: DayNumber, { visit, blocked, visits, now }: Case): OpenTime[] {
  const result: OpenTime[] = []
  const step = visit.before + visit.duration + visit.after
  for (let from = shift.from; from < shift.until; from += step) {
    const until = from + visit.duration
    const doctorsMinutes = minutesOf(from - visit.before, until + visit.after)
    const isFree =
      until <= shift.until &&
      from >= now &&
      doctorsMinutes.every((minute) => blocked.every((one) => minute < one.from || minute >= one.until)) &&
      minutesOf(from, until).every((minute) => visits.every((one) => minute < one.from || minute >= one.until))
    if (isFree) result.push({ day, from, until })
  }
  return result
}

const minutesOf = (from: Minute, until: Minute): Minute[] => Array.from({ length: until - from }, (_, place) => from + place)

/** The cells at which a shift is on, joined where they touch within one row of hours or overlap between rows. */
function shiftsByTheClock({ zone, hours }: Case, day: DayNumber): Interval[] {
  const valid = hours.filter(
    (row) => (row.validFrom === null || row.validFrom <= day) && (row.validUntil === null || day <= row.validUntil),
  )
  const counting = valid.filter((row) => valid.every((other) => other.precedence <= row.precedence) && row.weekday === weekdayOf(day))
  const intervals = counting.map((row) => ({
    from: firstShowing(zone, day, row.starts),
    until: firstShowing(zone, row.ends > row.starts ? day : day + 1, row.ends),
  }))
  const cells = intervals.filter(({ from, until }) => from < until).toSorted((a, b) => a.from - b.from)
  const joined: Interval[] = []
  for (const cell of cells) {
    const touching = joined.find((one) => cell.from < one.until)
    if (touching) touching.until = Math.max(touching.until, cell.until)
    else joined.push({ ...cell })
  }
  return joined
}

/** The first minute at which the wall clock shows this time of this date, or a later one: found by looking at it every minute. */
function firstShowing(zone: string, day: DayNumber, wall: number): Minute {
  const wanted = dateOf(day).toPlainDateTime(new Temporal.PlainTime(Math.floor(wall / 60), wall % 60))
  const inUtc = minuteOf(wanted.toZonedDateTime('UTC').toInstant())
  const about = inUtc - instantOf(inUtc).toZonedDateTimeISO(zone).offsetNanoseconds / 60e9
  for (let minute = about - 180; ; minute += 1) {
    const shown = instantOf(minute).toZonedDateTimeISO(zone).toPlainDateTime()
    if (Temporal.PlainDateTime.compare(shown, wanted) >= 0) return minute
  }
}

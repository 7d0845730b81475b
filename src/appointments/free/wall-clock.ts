import { momentOf } from '../../clinic/hours.ts'
import { type DayNumber, dateOf, dayNumberOf, instantOf, type Minute, minuteOf } from './minutes.ts'

const dayMinutes = 1440
const starts = new Map<string, Map<DayNumber, Minute>>()

/**
 * When a clock on the wall of `zone` shows `wall` minutes after midnight of `day` (1440 and more: the next days).
 * A time that the clock skips is the moment of the skip; a time that it shows twice is the first of both:
 * so hours never reach beyond what the clock on the wall allows, and a shift across the change has its real length.
 */
export function minuteAt(zone: string, day: DayNumber, wall: number): Minute {
  const date = day + Math.floor(wall / dayMinutes)
  const time = wall - (date - day) * dayMinutes
  const start = startOfDay(zone, date)
  if (startOfDay(zone, date + 1) - start === dayMinutes) return start + time
  return onTheDayOfAChange(zone, date, time)
}

/** What that clock shows at a moment, in minutes after midnight of `day`; 1440 and more: on one of the next days. */
export function wallAt(zone: string, day: DayNumber, minute: Minute): number {
  for (const date of [day, day + 1]) {
    const since = minute - startOfDay(zone, date)
    if (since >= 0 && since < dayMinutes && startOfDay(zone, date + 1) - startOfDay(zone, date) === dayMinutes)
      return since + (date - day) * dayMinutes
  }
  const there = instantOf(minute).toZonedDateTimeISO(zone)
  return (dayNumberOf(there.toPlainDate()) - day) * dayMinutes + there.hour * 60 + there.minute
}

/** The date that a wall calendar in `zone` shows. */
export const dayIn = (zone: string, now: Temporal.Instant): DayNumber => dayNumberOf(now.toZonedDateTimeISO(zone).toPlainDate())

function startOfDay(zone: string, day: DayNumber): Minute {
  const known = starts.get(zone) ?? new Map<DayNumber, Minute>()
  starts.set(zone, known)
  const minute = known.get(day) ?? minuteOf(dateOf(day).toZonedDateTime(zone).toInstant())
  known.set(day, minute)
  return minute
}

function onTheDayOfAChange(zone: string, day: DayNumber, time: number): Minute {
  const wall = dateOf(day).toPlainDateTime(new Temporal.PlainTime(Math.floor(time / 60), time % 60))
  return minuteOf(momentOf(wall, zone).toInstant())
}

/** A row of opening or working hours; weekday 1 is Monday, `ends` at or before `starts` is on the next day. */
export interface HoursRow {
  weekday: number
  starts: Temporal.PlainTime
  ends: Temporal.PlainTime
  valid_from: Temporal.PlainDate | null
  valid_until: Temporal.PlainDate | null
  precedence: number
}

/** A stretch of time in the location's zone; it belongs to the clinic day that it began on. */
export interface Interval {
  starts: Temporal.ZonedDateTime
  ends: Temporal.ZonedDateTime
}

interface Closed {
  starts_at: Temporal.Instant
  ends_at: Temporal.Instant
}

/**
 * The intervals of one clinic day, in order. Among the rows that are valid on the day only those of the highest precedence
 * count, whatever their weekday: so Ramadan hours that leave Friday out close the Friday.
 */
export function intervalsOn(rows: HoursRow[], day: Temporal.PlainDate, zone: string): Interval[] {
  const valid = rows.filter((row) => isValidOn(row, day))
  return rowsThatCount(valid, day.dayOfWeek)
    .map((row) => ({
      starts: momentOf(day.toPlainDateTime(row.starts), zone),
      ends: momentOf((endsNextDay(row) ? day.add({ days: 1 }) : day).toPlainDateTime(row.ends), zone),
    }))
    .filter(isSome)
    .sort(byStart)
}

/** Which of the rows valid on a day are its hours. */
export function rowsThatCount<Row extends Pick<HoursRow, 'weekday' | 'precedence'>>(valid: Row[], weekday: number): Row[] {
  const highest = Math.max(...valid.map((row) => row.precedence))
  return valid.filter((row) => row.precedence === highest && row.weekday === weekday)
}

/** A wall time that the clock skips is the moment of the skip; one that it shows twice is the first of both. */
export function momentOf(wall: Temporal.PlainDateTime, zone: string): Temporal.ZonedDateTime {
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  if (earlier.toPlainDateTime().equals(wall)) return earlier
  return earlier.getTimeZoneTransition('next') ?? earlier
}

/** Intervals that touch or overlap as one: the day and the evening shift of a branch that stays open between them. In order. */
export function joined(intervals: Interval[]): Interval[] {
  const open: Interval[] = []
  for (const interval of intervals) {
    const last = open.at(-1)
    if (last && byTime(interval.starts, last.ends) <= 0) last.ends = byTime(interval.ends, last.ends) > 0 ? interval.ends : last.ends
    else open.push({ ...interval })
  }
  return open
}

/** What is left of the intervals when the clinic is closed at these times. */
export function without(intervals: Interval[], closures: Closed[]): Interval[] {
  return closures.reduce((open, closed) => open.flatMap((interval) => cut(interval, closed)), intervals)
}

/** Yesterday while an interval that began yesterday still runs: at half past midnight the evening belongs to the day before. */
export function clinicDayAt(rows: HoursRow[], now: Temporal.Instant, zone: string): Temporal.PlainDate {
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const yesterday = today.subtract({ days: 1 })
  return intervalsOn(rows, yesterday, zone).some((interval) => contains(interval, now)) ? yesterday : today
}

export const contains = (interval: Interval, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(interval.starts.toInstant(), now) <= 0 && Temporal.Instant.compare(now, interval.ends.toInstant()) < 0

function isValidOn(row: HoursRow, day: Temporal.PlainDate): boolean {
  return (
    (row.valid_from === null || Temporal.PlainDate.compare(row.valid_from, day) <= 0) &&
    (row.valid_until === null || Temporal.PlainDate.compare(day, row.valid_until) <= 0)
  )
}

const endsNextDay = (row: HoursRow): boolean => Temporal.PlainTime.compare(row.ends, row.starts) <= 0

const isSome = (interval: Interval): boolean => Temporal.ZonedDateTime.compare(interval.starts, interval.ends) < 0
const byStart = (a: Interval, b: Interval): number => Temporal.ZonedDateTime.compare(a.starts, b.starts)

function cut(interval: Interval, closed: Closed): Interval[] {
  const zone = interval.starts.timeZoneId
  const closes = closed.starts_at.toZonedDateTimeISO(zone)
  const opens = closed.ends_at.toZonedDateTimeISO(zone)
  const before = { starts: interval.starts, ends: byTime(closes, interval.ends) < 0 ? closes : interval.ends }
  const after = { starts: byTime(opens, interval.starts) > 0 ? opens : interval.starts, ends: interval.ends }
  return [before, after].filter(isSome)
}

const byTime = Temporal.ZonedDateTime.compare

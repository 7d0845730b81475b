/**
 * Free times of ten doctors' month are thousands of intervals, and a Temporal object costs most of a microsecond:
 * so intervals are whole minutes since 1970-01-01T00:00Z here, days are days since 1970-01-01, and Temporal stands
 * at both ends.
 */
export type Minute = number
export type DayNumber = number

/** From inclusive, until exclusive. */
export interface Interval {
  from: Minute
  until: Minute
}

/** The calendar is cut into cells of so many minutes. */
export const cellMinutes = 5

const dayMilliseconds = 86_400_000

export const minuteOf = (instant: Temporal.Instant): Minute => Math.floor(instant.epochMilliseconds / 60_000)

/** The first whole minute that is not before the instant. */
export const minuteFrom = (instant: Temporal.Instant): Minute => Math.ceil(instant.epochMilliseconds / 60_000)

export const instantOf = (minute: Minute): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(minute * 60_000)

export const dayNumberOf = (date: Temporal.PlainDate): DayNumber => date.toZonedDateTime('UTC').epochMilliseconds / dayMilliseconds

export const dateOf = (day: DayNumber): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(day * dayMilliseconds)
    .toZonedDateTimeISO('UTC')
    .toPlainDate()

/** ISO 8601: Monday is 1. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: DayNumber): number => ((((day + 3) % 7) + 7) % 7) + 1

export const cellAtOrBefore = (minute: Minute): Minute => Math.floor(minute / cellMinutes) * cellMinutes
export const cellAtOrAfter = (minute: Minute): Minute => Math.ceil(minute / cellMinutes) * cellMinutes

/** The cells that an instant interval touches, as minutes. */
export const cellsAround = (starts: Temporal.Instant, ends: Temporal.Instant): Interval => ({
  from: cellAtOrBefore(minuteOf(starts)),
  until: cellAtOrAfter(minuteFrom(ends)),
})

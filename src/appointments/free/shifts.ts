import { rowsThatCount } from '../../clinic/hours.ts'
import { cellAtOrAfter, cellAtOrBefore, type DayNumber, type Interval, weekdayOf } from './minutes.ts'
import { minuteAt } from './wall-clock.ts'

/** A row of working hours; wall times in minutes after midnight, validity in days, both ends included. */
export interface Hours {
  weekday: number
  starts: number
  ends: number
  precedence: number
  validFrom: DayNumber | null
  validUntil: DayNumber | null
}

/** Belongs to the clinic day that it began on, however late it ends. */
export interface Shift extends Interval {
  day: DayNumber
}

/**
 * The shifts of one role from day `first` to day `last`, in order and without overlap: hours that overlap on a day are one shift,
 * and a night shift that reaches into the next day's hours goes first.
 */
export function shiftsOf(hours: Hours[], zone: string, first: DayNumber, last: DayNumber): Shift[] {
  const shifts: Shift[] = []
  let worked = Number.NEGATIVE_INFINITY
  for (let day = first - 1; day <= last; day += 1) {
    for (const { from, until } of joined(intervalsOn(hours, zone, day))) {
      const start = Math.max(from, worked)
      if (until <= start) continue
      if (day >= first) shifts.push({ day, from: start, until })
      worked = until
    }
  }
  return shifts
}

/** Of the rows valid on a day, those of the highest precedence count, whatever their weekday: Ramadan hours may leave a day out. */
function intervalsOn(hours: Hours[], zone: string, day: DayNumber): Interval[] {
  const valid = hours.filter((row) => (row.validFrom ?? day) <= day && day <= (row.validUntil ?? day))
  return rowsThatCount(valid, weekdayOf(day)).map(({ starts, ends }) => ({
    from: cellAtOrAfter(minuteAt(zone, day, starts)),
    until: cellAtOrBefore(minuteAt(zone, day, ends > starts ? ends : ends + 1440)),
  }))
}

/** In order; overlapping ones become one, touching ones stay two. */
export function joined(intervals: Interval[]): Interval[] {
  const result: Interval[] = []
  for (const { from, until } of intervals.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1)
    if (last && from < last.until) last.until = Math.max(last.until, until)
    else if (from < until) result.push({ from, until })
  }
  return result
}

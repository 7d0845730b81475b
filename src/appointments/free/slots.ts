import type { DayNumber, Interval, Minute } from './minutes.ts'
import type { Shift } from './shifts.ts'

/** How much of the doctor's time a visit takes, in minutes. */
export interface Visit {
  duration: number
  before: number
  after: number
}

/** `from` and `until` are the visit; the doctor is held for the buffers too. */
export interface OpenTime extends Interval {
  day: DayNumber
}

/** What stands in the way; each list in order and without overlap. */
export interface InTheWay {
  now: Minute
  /** Of the doctor, in whatever role, and of closures: kept clear of the visit and its buffers. */
  blocked: Interval[][]
  /** Of the patient: kept clear of the visit alone. */
  visits: Interval[]
}

/**
 * The times of a visit: from the start of a shift in steps of what one visit takes of the doctor, so that visits of a kind
 * pack without gaps. The visit lies inside the shift; its buffers may reach out of it.
 */
export function slotsOf(shifts: Shift[], visit: Visit, way: InTheWay): OpenTime[] {
  const step = visit.before + visit.duration + visit.after
  const blocked = way.blocked.filter((list) => list.length > 0).map(clearance)
  const visits = clearance(way.visits)
  const slots: OpenTime[] = []
  for (const shift of shifts) {
    for (let from = shift.from; from + visit.duration <= shift.until; from += step) {
      const until = from + visit.duration
      if (from < way.now || !visits(from, until)) continue
      if (blocked.every((clear) => clear(from - visit.before, until + visit.after))) slots.push({ day: shift.day, from, until })
    }
  }
  return slots
}

/** Answers for ranges of ascending start whether they are clear of `intervals`, going through these once. */
function clearance(intervals: Interval[]): (from: Minute, until: Minute) => boolean {
  let place = 0
  return (from, until) => {
    let next = intervals[place]
    while (next && next.until <= from) {
      place += 1
      next = intervals[place]
    }
    return !next || until <= next.from
  }
}

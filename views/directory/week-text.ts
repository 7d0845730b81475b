import type { Interval } from '../../src/clinic/hours.ts'
import type { Texts } from '../../src/web/texts.ts'
import { hoursText } from '../clinic/week-hours.tsx'

export interface WeekDay {
  day: Temporal.PlainDate
  intervals: Interval[]
}

export interface WeekLine {
  days: string
  hours: string
}

/** "Sunday to Thursday: 8:00 am to 12:00 pm, 4:00 pm to 10:00 pm": days in a row with the same hours are one line, days off none. */
export function weekLines(t: Texts, week: WeekDay[]): WeekLine[] {
  const worked = week.filter(({ intervals }) => intervals.length > 0).map(({ day, intervals }) => ({ day, hours: hoursText(t, intervals) }))
  const runs: { first: Temporal.PlainDate; last: Temporal.PlainDate; hours: string }[] = []
  for (const { day, hours } of worked) {
    const run = runs.at(-1)
    if (run && run.hours === hours && run.last.add({ days: 1 }).equals(day)) run.last = day
    else runs.push({ first: day, last: day, hours })
  }
  return runs.map(({ first, last, hours }) => ({ days: daysText(t, first, last), hours }))
}

function daysText(t: Texts, first: Temporal.PlainDate, last: Temporal.PlainDate): string {
  if (first.equals(last)) return t.weekday(first)
  const two = first.add({ days: 1 }).equals(last)
  return two ? t.list([t.weekday(first), t.weekday(last)]) : t('hours.days', { from: t.weekday(first), to: t.weekday(last) })
}

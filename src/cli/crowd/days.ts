import { type DayNumber, dateOf, dayNumberOf } from '../../appointments/free/minutes.ts'

/*
 * A million rows have ten million dates, and a Temporal object costs a microsecond: so each day is written once, and looked up.
 */

const texts: string[] = []
const earliest = dayNumberOf(new Temporal.PlainDate(1900, 1, 1))

/** "1988-05-02" */
export function dateText(day: DayNumber): string {
  const place = day - earliest
  const text = texts[place] ?? dateOf(day).toString()
  texts[place] = text
  return text
}

const two = (number: number): string => (number < 10 ? `0${number}` : String(number))

/** Minutes since 1970 as a quoted DATETIME in UTC. */
export function timeSql(minute: number): string {
  const day = Math.floor(minute / 1440)
  const rest = minute - day * 1440
  return `'${dateText(day)} ${two(Math.floor(rest / 60))}:${two(rest % 60)}:00'`
}

const rajabs = new Map<number, DayNumber>()

/** The first of Rajab of this umm al-Qura year, on which so many were registered. */
export function firstOfRajab(year: number): DayNumber {
  const known = rajabs.get(year)
  if (known !== undefined) return known
  const day = dayNumberOf(Temporal.PlainDate.from({ calendar: 'islamic-umalqura', year, month: 7, day: 1 }).withCalendar('iso8601'))
  rajabs.set(year, day)
  return day
}

import type { Row } from '../database/tables.ts'

type BirthColumns = Pick<Row<'patients'>, 'birth_date' | 'birth_precision' | 'birth_calendar' | 'birth_entered'>

/** What is known of a birth: `entered` is what was typed, for a Hijri date or an age. */
export interface Birth {
  date: Temporal.PlainDate
  precision: 'day' | 'month' | 'year' | 'age'
  calendar: 'gregorian' | 'umalqura'
  entered: string | null
}

export interface Age {
  count: number
  unit: 'days' | 'months' | 'years'
  /** Only a year or an age was known, so it may be one off. */
  approximate: boolean
}

/** As much of the birth date as is known, in the calendar that it was entered in. Hijri years are umm al-Qura. */
export type BirthShown =
  | { known: 'day'; date: Temporal.PlainDate; hijri: boolean }
  | { known: 'month'; year: number; month: number; hijri: boolean }
  | { known: 'year'; year: number; hijri: boolean }
  | { known: 'age'; year: number }

export function birthOf(row: BirthColumns): Birth | null {
  if (row.birth_date === null) return null
  return {
    date: row.birth_date,
    precision: row.birth_precision ?? 'day',
    calendar: row.birth_calendar ?? 'gregorian',
    entered: row.birth_entered,
  }
}

/** Days up to four weeks, months up to two years (as far as the birth is known so well), then years. Null before birth. */
export function ageOn(birth: Birth | null, day: Temporal.PlainDate): Age | null {
  if (birth === null) return null
  const exact = birth.precision === 'day'
  const years = birthdays(birth.date, day)
  if (years >= 2) return { count: years, unit: 'years', approximate: birth.precision === 'year' || birth.precision === 'age' }
  if (Temporal.PlainDate.compare(birth.date, day) > 0) return null
  const days = birth.date.until(day, { largestUnit: 'days' }).days
  if (exact && days < 28) return { count: days, unit: 'days', approximate: false }
  const { months } = birth.date.until(day, { largestUnit: 'months' })
  if (exact || birth.precision === 'month') return { count: months, unit: 'months', approximate: !exact }
  return { count: years, unit: 'years', approximate: true }
}

/** How many there have been: whole years, as `until` counts them at a tenth of its price. A list asks for hundreds. */
function birthdays(birth: Temporal.PlainDate, day: Temporal.PlainDate): number {
  const ahead = birth.month > day.month || (birth.month === day.month && birth.day > day.day)
  return day.year - birth.year - (ahead ? 1 : 0)
}

export function birthShown(birth: Birth): BirthShown {
  const hijri = birth.calendar === 'umalqura'
  const date = hijri ? birth.date.withCalendar('islamic-umalqura') : birth.date
  switch (birth.precision) {
    case 'day':
      return { known: 'day', date: birth.date, hijri }
    case 'month':
      return { known: 'month', year: date.year, month: date.month, hijri }
    case 'year':
      return { known: 'year', year: date.year, hijri }
    case 'age':
      return { known: 'age', year: birth.date.year }
  }
}

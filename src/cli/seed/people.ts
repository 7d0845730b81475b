import type { Row, Sex } from '../../database/tables.ts'
import type { Branch } from './clinic.ts'

/** A birth as it was told at the desk. */
export type Birth =
  | { date: Temporal.PlainDate }
  | { hijri: [year: number, month: number, day: number] }
  | { hijriYear: number }
  | { month: Temporal.PlainDate }
  | { year: number }
  | { age: number }
  | null

export interface DemoPatient {
  key: string
  /** Empty: not known in that script. */
  ar: string
  latn: string
  parts?: { ar: Parts; latn: Parts }
  sex: Row<'patients'>['sex']
  birth: Birth
  nationality: string | null
  branch: Branch
  language: 'ar' | 'en' | null
  payer: Row<'patients'>['payer']
  phone: string | null
  whosePhone: Row<'contact_points'>['whose']
  email: string | null
  identifier: Pick<Row<'identifiers'>, 'type' | 'country' | 'value'> | null
  recordNumber?: string
  doctorSex?: Sex
  previousName?: string
  preferredName?: string
  deceased?: boolean
  archived?: boolean
}

export interface Parts {
  given: string
  father: string | null
  grandfather: string | null
  family: string | null
}

/** The first day of the birth as far as it is known, in the calendar that all is counted in. */
export function birthDate(birth: Birth, today: Temporal.PlainDate): Temporal.PlainDate | null {
  if (birth === null) return null
  if ('date' in birth) return birth.date
  if ('month' in birth) return birth.month
  if ('year' in birth) return new Temporal.PlainDate(birth.year, 1, 1)
  if ('age' in birth) return new Temporal.PlainDate(today.year - birth.age, 1, 1)
  const [year, month, day] = 'hijri' in birth ? birth.hijri : [birth.hijriYear, 1, 1]
  return Temporal.PlainDate.from({ calendar: 'islamic-umalqura', year, month, day }).withCalendar('iso8601')
}

type BirthColumns = Pick<Row<'patients'>, 'birth_date' | 'birth_precision' | 'birth_calendar' | 'birth_entered'>

/** What was typed stays beside what it means. */
export function birthColumns(birth: Birth, today: Temporal.PlainDate): BirthColumns {
  const birth_date = birthDate(birth, today)
  const gregorian = (birth_precision: BirthColumns['birth_precision'], birth_entered: string): BirthColumns => ({
    birth_date,
    birth_precision,
    birth_calendar: 'gregorian',
    birth_entered,
  })
  if (birth === null) return { birth_date, birth_precision: null, birth_calendar: null, birth_entered: null }
  if ('date' in birth) return gregorian('day', birth.date.toString())
  if ('month' in birth) return gregorian('month', birth.month.toPlainYearMonth().toString())
  if ('year' in birth) return gregorian('year', String(birth.year))
  if ('age' in birth) return gregorian('age', String(birth.age))
  if ('hijriYear' in birth) return { ...gregorian('year', String(birth.hijriYear)), birth_calendar: 'umalqura' }
  return { ...gregorian('day', birth.hijri.map((part) => String(part).padStart(2, '0')).join('-')), birth_calendar: 'umalqura' }
}

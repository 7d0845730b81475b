import { normalize } from '../../search/normalize.ts'
import type { Birth } from '../birth.ts'

/** A date as people type it; month and day may be missing. */
interface TypedDate {
  year: number
  month: number | null
  day: number | null
  calendar: Birth['calendar']
}

const monthNames: Record<Birth['calendar'], string[]> = {
  gregorian: [
    'jan january يناير كانون الثاني',
    'feb february فبراير شباط',
    'mar march مارس اذار',
    'apr april ابريل نيسان',
    'may مايو ايار',
    'jun june يونيو يونيه حزيران',
    'jul july يوليو يوليه تموز',
    'aug august اغسطس اب',
    'sep sept september سبتمبر ايلول',
    'oct october اكتوبر',
    'nov november نوفمبر',
    'dec december ديسمبر',
  ],
  umalqura: [
    'muharram محرم',
    'safar صفر',
    'rabi1 ربيعاول',
    'rabi2 ربيعثاني ربيعاخر',
    'jumada1 جماديااولي جمادياول',
    'jumada2 جماديااخره جماديثاني جماديااخر',
    'rajab رجب',
    'shaban shaaban شعبان',
    'ramadan ramadhan رمضان',
    'shawwal شوال',
    'dhulqadah dhualqadah ذوالقعده ذيالقعده',
    'dhulhijjah dhualhijjah ذوالحجه ذيالحجه',
  ],
}

const months = new Map(
  Object.entries(monthNames).flatMap(([calendar, names]) =>
    names.flatMap((spellings, place) => spellings.split(' ').map((name) => [name, { calendar, month: place + 1 }] as const)),
  ),
)

/** Months of two words become one, so that what is left is numbers and one name. */
const oneWord = (text: string): string =>
  normalize(text)
    .replace(/\b(?:ad|ah|ce)\b|(?<!\p{L})[هم](?!\p{L})/gu, ' ')
    .replace(/rabi (?:al |ul )?(?:awwal|i)(?!\p{L})/u, 'rabi1')
    .replace(/rabi (?:al |ul )?(?:thani|akhir|ii)(?!\p{L})/u, 'rabi2')
    .replace(/jumada (?:al |ul )?(?:awwal|ula|oula|i)(?!\p{L})/u, 'jumada1')
    .replace(/jumada (?:al |ul )?(?:thani|akhira|akhirah|ii)(?!\p{L})/u, 'jumada2')
    .replace(/(ربيع|جمادي) (?:ال)?(?=\p{L})/u, '$1')
    .replace(/جمادي(?=اولي|اخر)/u, 'جماديا')
    .replace(/(dhu) (?:al )?(?=\p{L})/u, 'dhul')
    .replace(/(ذو|ذي) (?=\p{L})/u, '$1')
    .trim()

/** A date in any usual way, Gregorian or Hijri by its year; null where it is none. Day before month, year first or last. */
export function dateTyped(text: string, today: Temporal.PlainDate): TypedDate | null {
  const parts = oneWord(text).split(' ')
  const named = parts.map((part) => months.get(part)).find(Boolean)
  const numbers = parts.filter((part) => /^\d+$/.test(part))
  if (parts.length !== numbers.length + (named ? 1 : 0)) return null
  if (named) return fromNumbers(numbers, named.month, today, named.calendar === 'umalqura' ? 'umalqura' : 'gregorian')
  const [only = ''] = numbers
  if (numbers.length === 1 && /^\d{8}$/.test(only)) return eightDigits(only, today)
  return fromNumbers(numbers, null, today)
}

function fromNumbers(numbers: string[], named: number | null, today: Temporal.PlainDate, calendar?: Birth['calendar']): TypedDate | null {
  const ordered = numbers[0]?.length === 4 ? numbers.toReversed() : numbers
  const year = yearOf(ordered.at(-1) ?? '', ordered.length > 1 || named !== null, today)
  if (year === null) return null
  const before = ordered.slice(0, -1).map(Number)
  const [month, day] = named === null ? [before.at(-1) ?? null, before.at(-2) ?? null] : [named, before.at(-1) ?? null]
  if (before.length > (named === null ? 2 : 1)) return null
  return checked({ year, month, day, calendar: year > 1500 ? 'gregorian' : 'umalqura' }, calendar)
}

function eightDigits(digits: string, today: Temporal.PlainDate): TypedDate | null {
  const dayFirst = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)]
  const yearFirst = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)]
  return fromNumbers(dayFirst, null, today) ?? fromNumbers(yearFirst, null, today)
}

/** Umm al-Qura is known from 1300 on. Two digits are a year only beside a month. */
function yearOf(text: string, beside: boolean, today: Temporal.PlainDate): number | null {
  const year = Number(text)
  if (text.length === 2 && beside) return year + (year > today.year % 100 ? 1900 : 2000)
  const known = text.length === 4 && ((year >= 1300 && year < 1500) || (year >= 1880 && year < 2100))
  return known ? year : null
}

function checked(date: TypedDate, wanted: Birth['calendar'] | undefined): TypedDate | null {
  if (wanted !== undefined && wanted !== date.calendar) return null
  return gregorianOf(date) === null ? null : date
}

/** The first day of what is known; null where there is no such day. */
export function gregorianOf({ year, month, day, calendar }: TypedDate): Temporal.PlainDate | null {
  try {
    const parts = { year, month: month ?? 1, day: day ?? 1, calendar: calendar === 'umalqura' ? 'islamic-umalqura' : 'iso8601' }
    return Temporal.PlainDate.from(parts, { overflow: 'reject' }).withCalendar('iso8601')
  } catch {
    return null
  }
}

const ageUnits = [
  { unit: 'days', words: /^(d|days?|يوم|ايام)$/ },
  { unit: 'weeks', words: /^(w|wk|weeks?|اسبوع|اسابيع)$/ },
  { unit: 'months', words: /^(m|mo|months?|شهر|اشهر|شهور)$/ },
  { unit: 'years', words: /^(y|yr|yrs|years?|سنه|سنوات|عام|اعوام)$/ },
] as const

/**
 * A birth as it is told at the desk: a date in either calendar, a month, a year, or an age ("35", "8 months"). What was typed
 * stays beside. Null where it cannot be read, lies ahead, or more than 130 years back.
 */
export function birthTyped(text: string, today: Temporal.PlainDate): Birth | null {
  const entered = text.trim().slice(0, 40)
  const birth = byAge(text, entered, today) ?? byDate(text, entered, today)
  if (birth === null || Temporal.PlainDate.compare(birth.date, today) > 0) return null
  return birth.date.until(today, { largestUnit: 'years' }).years > 130 ? null : birth
}

function byAge(text: string, entered: string, today: Temporal.PlainDate): Birth | null {
  const [, count, word = 'years'] = /^(\d{1,3}) ?(\p{L}+)?$/u.exec(normalize(text)) ?? []
  const unit = ageUnits.find(({ words }) => words.test(word))?.unit
  if (count === undefined || unit === undefined) return null
  const calendar = 'gregorian'
  if (unit === 'years') return { date: new Temporal.PlainDate(today.year - Number(count), 1, 1), precision: 'age', calendar, entered }
  const date = today.subtract({ [unit]: Number(count) })
  return unit === 'months'
    ? { date: date.with({ day: 1 }), precision: 'month', calendar, entered }
    : { date, precision: 'day', calendar, entered }
}

function byDate(text: string, entered: string, today: Temporal.PlainDate): Birth | null {
  const typed = dateTyped(text, today)
  const date = typed && gregorianOf(typed)
  if (!typed || !date) return null
  return { date, precision: typed.month === null ? 'year' : typed.day === null ? 'month' : 'day', calendar: typed.calendar, entered }
}

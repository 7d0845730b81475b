import { dateOf } from '../../src/appointments/free/minutes.ts'
import { drawsOf } from '../../src/cli/crowd/draws.ts'
import { peopleOfBlock, type Somebody } from '../../src/cli/crowd/people.ts'
import { passesLuhn } from '../../src/patients/registering/identifier-checks.ts'
import type { WorkbookCell } from '../support/workbook.ts'

/** A row of the list as a clinic had it, and what has to come of it: what is wrong with it, by the words that tell it. */
export interface MessyRow {
  cells: WorkbookCell[]
  expected: 'good' | 'skipped' | { bad: string[] }
}

export const headings = ['رقم الملف', 'الاسم', 'Name', 'الجنس', 'تاريخ الميلاد', 'رقم الهوية', 'الجوال', 'البريد', 'الجنسية', 'ملاحظات']

/** So many rows of a clinic's list with everything that such lists have, always the same. */
export function messyList(count: number): MessyRow[] {
  const rows: MessyRow[] = []
  const people = Array.from({ length: Math.ceil(count / 20) }, (_, block) => peopleOfBlock(1000 + block)).flat()
  for (const [place, person] of people.entries()) {
    if (rows.length >= count) break
    rows.push(rowOf(person, place))
    if (place % 97 === 40) rows.push({ cells: headings, expected: 'skipped' })
    if (place % 83 === 20) rows.push({ cells: headings.map(() => null), expected: 'skipped' })
    if (place % 71 === 30) rows.push(again(rows))
  }
  return rows.slice(0, count)
}

function rowOf(person: Somebody, place: number): MessyRow {
  const draws = drawsOf(9, person.place)
  const { given, father, grandfather, family, inArabic, inLatin, sex } = person
  const words = [given, father, grandfather ?? father, family]
  // The number in the name keeps apart those who would be taken for one: this list is about the rest of its mess.
  const arabic = inArabic || !inLatin ? `${words.map(({ ar }) => ar).join(' ')} ${inLetters(place, arabicLetters)}` : null
  const latin = inLatin ? `${words.map(({ latn }) => latn).join(' ')} ${inLetters(place, latinLetters)}` : null
  const bad: string[] = []
  const wrongly = (fault: string, cell: WorkbookCell): WorkbookCell => {
    bad.push(fault)
    return cell
  }
  const phone = phoneCell()
  const identity = identityCell()
  const birth = birthCell()
  const cells: WorkbookCell[] = [
    draws.chance(0.5) ? { number: String(10_000 + place) } : `${10_000 + place}`,
    draws.chance(0.1) && arabic ? `  ${arabic.replaceAll(' ', '  ')}\u200f` : arabic,
    draws.chance(0.1) && latin ? latin.toUpperCase() : latin,
    place % 131 === 60
      ? wrongly('sex', '1')
      : draws.pick(sex === 'female' ? ['أنثى', 'انثى', 'F', 'Female', 'امرأة'] : ['ذكر', 'M', 'male', 'رجل', 'Male']),
    birth,
    identity,
    phone,
    draws.chance(0.1) ? `${given.latn.toLowerCase().replaceAll(/\W/g, '')}@patients.example` : draws.pick(['', '-', 'لا يوجد', 'N/A', '']),
    draws.pick(['سعودي', 'Saudi', 'سعودية', '', 'SA', 'مصري']),
    draws.chance(0.05) ? `عنوان "قديم"\nشارع 5, الرياض` : null,
  ]
  return { cells, expected: bad.length === 0 ? 'good' : { bad } }

  function phoneCell(): WorkbookCell {
    const digits = `5${String((person.phone?.place ?? person.place) * 7_919 + 10_000_000).slice(-8)}`
    if (place % 67 === 11) return wrongly('phone-short', '5.01235E+08')
    if (place % 101 === 50) return wrongly('phone', '12345')
    return draws.pick<WorkbookCell>([
      { number: digits },
      `0${digits}`,
      `${digits}.0`,
      `+966 ${digits}`,
      `00966${digits}`,
      `966${digits}`,
      `0${digits.slice(0, 2)}-${digits.slice(2, 5)}-${digits.slice(5)}`,
      inArabicDigits(`0${digits}`),
      `'0${digits}`,
      `0${digits} / 0112345678`,
      { number: `${digits.slice(0, 1)}.${digits.slice(1)}E8` },
      '0000000000',
      null,
    ])
  }

  function identityCell(): WorkbookCell {
    if (place % 59 === 7) return wrongly('id-check-digit', checked(`1${nine()}`, false))
    if (place % 113 === 70) return wrongly('id-length', '12345678')
    if (draws.chance(0.2)) return draws.pick(['', '0', '-'])
    const number = checked(`${draws.pick(['1', '2'] as const)}${nine()}`, true)
    return draws.pick<WorkbookCell>([
      number,
      { number },
      `${number}.0`,
      inArabicDigits(number),
      { number: `${number.slice(0, 1)}.${number.slice(1)}E9` },
    ])
  }

  function nine(): string {
    return String(10_000_000 + place * 37).slice(0, 8)
  }

  function birthCell(): WorkbookCell {
    const day = dateOf(Math.min(person.birth.day, 20_000))
    const hijri = day.withCalendar('islamic-umalqura')
    if (place % 89 === 17) return wrongly('birth', '31/02/1990')
    if (place % 107 === 90) return wrongly('birth-future', '01/12/2031')
    const [year, month, date] = day.toString().split('-')
    return draws.pick<WorkbookCell>([
      { day },
      `${date}/${month}/${year}`,
      `${year}-${month}-${date}`,
      `${date}-${month}-${year}`,
      `${year}-${month}-${date} 00:00:00`,
      `${hijri.year}/${hijri.month}/${hijri.day}`,
      `${hijri.day}/${hijri.month}/${hijri.year} هـ`,
      inArabicDigits(`${hijri.year}/${hijri.month}/${hijri.day}`),
      `${year}`,
      { number: String(new Temporal.PlainDate(1899, 12, 30).until(day, { largestUnit: 'days' }).days) },
      null,
      '0',
    ])
  }
}

/** A row that stands there twice, with its file number. */
function again(rows: MessyRow[]): MessyRow {
  const last = rows.findLast(({ expected }) => expected === 'good')
  if (last === undefined) throw new Error('a list begins with a good row')
  return { cells: [...last.cells], expected: { bad: ['twice'] } }
}

const inArabicDigits = (text: string): string => text.replace(/\d/g, (digit) => String.fromCharCode(0x0660 + Number(digit)))

const arabicLetters = ['با', 'جو', 'دي', 'را', 'سو', 'طي', 'فا', 'قو', 'لي', 'نا']
const latinLetters = ['ba', 'jo', 'di', 'ra', 'so', 'ti', 'fa', 'qo', 'li', 'na']
const inLetters = (number: number, letters: string[]): string => [...String(number)].map((digit) => letters[Number(digit)]).join('')

function checked(nine: string, passes: boolean): string {
  const found = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'].find((digit) => passesLuhn(nine + digit) === passes)
  return nine + (found ?? '0')
}

/** As Excel writes a CSV: what a number cell shows, quotes where they are needed. */
export function csvOf(rows: WorkbookCell[][]): string {
  return rows.map((row) => row.map((cell) => quoted(shown(cell))).join(',')).join('\r\n')
}

function shown(cell: WorkbookCell): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return cell
  if ('number' in cell) return cell.number
  const [year, month, day] = cell.day.toString().split('-')
  return `${day}/${month}/${year}`
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** On which line of the CSV each row begins: a note may have several. */
export function linesOf(rows: WorkbookCell[][]): number[] {
  let line = 1
  return rows.map((row) => {
    const first = line
    line += row.map((cell) => shown(cell).split('\n').length - 1).reduce((sum, more) => sum + more, 1)
    return first
  })
}

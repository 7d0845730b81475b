import type { Cell } from '../../patients/imported/cell.ts'
import { normalize } from '../../search/normalize.ts'
import type { TableLine } from './unreadable.ts'

/** Which column is about what; columns from 0 on. */
type Columns<Field extends string> = ReadonlyMap<Field, number>

export interface Headings<Field extends string> {
  /** The line that the headings stand in; what is above it is a title. */
  line: number
  columns: Columns<Field>
  /** As they are written in the file, by column. */
  written: string[]
  /** Headings of columns that are not taken over. */
  unused: string[]
}

export type HeadingFault =
  /** What the first line says instead. */
  | { fault: 'no-headings'; written: string[] }
  | { fault: 'no-field'; field: string }
  | { fault: 'no-column'; field: string; column: string; written: string[] }

/** Somebody's `name=الاسم,phone=Mobile`: a column is named by its heading, its letter as in a spreadsheet, or #3. */
export type Mapping = ReadonlyMap<string, string>

export function mappingIn(texts: string[]): Mapping {
  const parts = texts.flatMap((text) => text.split(/[,،](?=[^,،=]+=)/)).map((part) => part.split('='))
  return new Map(parts.map(([field = '', ...column]) => [field.trim(), column.join('=').trim()]))
}

/** Titles and empty lines may stand above the headings. */
export const searched = 25

/** Finds the line of headings among the first lines: the one that says most. A second line of headings is one of them. */
export function headingsIn<Field extends string>(
  lines: TableLine[],
  fields: Record<Field, readonly string[]>,
  mapping: Mapping,
): Headings<Field> | HeadingFault {
  const names = new Map<string, Field>()
  for (const field of keysOf(fields)) for (const name of [field, ...fields[field]]) names.set(normalize(name), field)
  for (const field of mapping.keys()) if (!Object.hasOwn(fields, field)) return { fault: 'no-field', field }
  const wanted = new Set([...mapping.values()].map(normalize))
  const scored = lines.slice(0, searched).map((line) => ({ line, score: scoreOf(line, names, wanted) }))
  const best = scored.toSorted((a, b) => b.score - a.score || a.line.number - b.line.number)[0]
  const first = lines[0]
  if (best === undefined || first === undefined) return { fault: 'no-headings', written: [] }
  if (best.score === 0 && mapping.size === 0) return { fault: 'no-headings', written: first.cells.map(headingOf) }
  // A column may have no heading, and a title is narrower than what it stands above.
  const width = Math.max(...lines.map(({ cells }) => cells.length))
  return columnsIn(best.score === 0 ? first : best.line, names, mapping, width)
}

function scoreOf({ cells }: TableLine, names: Map<string, string>, wanted: Set<string>): number {
  const texts = cells.map(({ text }) => normalize(text)).filter((text) => text !== '')
  const known = new Set(texts.map((text) => fieldOf(text, names)).filter((field) => field !== undefined))
  return known.size + texts.filter((text) => wanted.has(text)).length
}

function columnsIn<Field extends string>(
  { number, cells }: TableLine,
  names: Map<string, Field>,
  mapping: Mapping,
  width: number,
): Headings<Field> | HeadingFault {
  const written = cells.map(headingOf)
  const columns = new Map<Field, number>()
  for (const [field, column] of mapping) {
    const place = placeOf(column, written)
    if (place === null || place < 0 || place >= width) return { fault: 'no-column', field, column, written }
    const name = names.get(normalize(field))
    if (name !== undefined) columns.set(name, place)
  }
  const taken = new Set(columns.values())
  for (const [place, heading] of written.entries()) {
    const field = another(fieldOf(normalize(heading), names), heading, columns, names)
    if (field === undefined || columns.has(field) || taken.has(place)) continue
    columns.set(field, place)
    taken.add(place)
  }
  return { line: number, columns, written, unused: written.filter((heading, place) => heading !== '' && !taken.has(place)) }
}

const headingOf = ({ text }: Cell): string => text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()

/** A second column of names is those in the other script, a second telephone another one. */
function another<Field extends string>(
  field: Field | undefined,
  heading: string,
  columns: Columns<Field>,
  names: Map<string, Field>,
): Field | undefined {
  if (field === undefined || !columns.has(field)) return field
  const inArabic = /\p{Script=Arabic}/u.test(heading)
  const next: Record<string, string> = { name: inArabic ? 'namear' : 'nameen', phone: 'phone2', phone2: 'phone2' }
  return names.get(next[field] ?? '')
}

/** By the whole heading, or by its part in one language: `الجوال / Mobile`. */
function fieldOf<Field extends string>(heading: string, names: Map<string, Field>): Field | undefined {
  const latin = heading
    .replace(/\p{Script=Arabic}+/gu, ' ')
    .replace(/ +/g, ' ')
    .trim()
  const arabic = heading
    .replace(/[a-z]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
  return names.get(heading) ?? names.get(arabic) ?? names.get(latin)
}

function placeOf(column: string, written: string[]): number | null {
  const byName = written.findIndex((heading) => normalize(heading) === normalize(column) && heading !== '')
  if (byName >= 0) return byName
  const number = /^#(\d{1,3})$/.exec(column)?.[1]
  if (number !== undefined) return Number(number) - 1
  return /^[A-Z]{1,2}$/.test(column) ? [...column].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 : null
}

/** As a spreadsheet names a column: A to Z, AA … */
export const letterOf = (place: number): string =>
  (place < 26 ? '' : String.fromCharCode(64 + Math.floor(place / 26))) + String.fromCharCode(65 + (place % 26))

/** Whether a line says the headings again, as every printed page does. */
export function repeatsHeadings<Field extends string>(
  { cells }: TableLine,
  { written }: Headings<Field>,
  fields: Record<Field, readonly string[]>,
): boolean {
  const texts = cells.map(({ text }) => normalize(text))
  const same = texts.filter((text, place) => text !== '' && text === normalize(written[place] ?? '')).length
  if (same >= 2) return true
  const known = new Set(keysOf(fields).flatMap((field) => [...fields[field]].map((name) => normalize(name))))
  const filled = texts.filter((text) => text !== '')
  // The headings in the other language, right below.
  return filled.length >= 2 && filled.every((text) => known.has(text))
}

export const isEmpty = (cells: Cell[]): boolean => cells.every(({ text }) => text === '')

/** The headings themselves, of whatever object. */
const keysOf = <Key extends string>(record: Record<Key, unknown>): Key[] =>
  Object.keys(record).filter((key): key is Key => Object.hasOwn(record, key))

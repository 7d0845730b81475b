import mysql, { type FieldPacket } from 'mysql2'
import { bytesOfId, idOf, idOfBytes } from './ids.ts'

// The driver is a CommonJS package, and this is none of the names that Node finds in it.
const { Types } = mysql

/** What the driver says of a column of an answer. */
type Column = Pick<FieldPacket, 'name' | 'table' | 'columnType' | 'columnLength'>

type Read = (value: never) => unknown

const atMost = 5000

/** What cannot be changed needs to be read once: lists that are asked for every few seconds say the same times and names. */
function once(read: (text: string) => unknown): Read {
  const known = new Map<string, unknown>()
  return (text: string) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const value = read(text)
    if (known.size >= atMost) known.clear()
    known.set(text, value)
    return value
  }
}

const readInstant = once((text) => Temporal.Instant.from(`${text.replace(' ', 'T')}Z`))
const readDate = once((text) => Temporal.PlainDate.from(text))
const readTime: Read = (text: string) => Temporal.PlainTime.from(text)
const readBoolean: Read = (value: number) => value === 1
const readText: Read = (value: string | Buffer) => value.toString()
/** Longer than the names of the clinic's things. */
const longJson = 200
const readName = once((text) => JSON.parse(text, (_, value) => Object.freeze(value)))
const readJson: Read = (value: string | Buffer) => {
  const text = value.toString()
  return text.length < longJson ? readName(text as never) : JSON.parse(text)
}
const readId: Read = (value: unknown) => (Buffer.isBuffer(value) && value.length === 16 ? idOfBytes(value) : value)

/** How the values of a column are read; null where they are right as the driver gives them. */
function readerOf({ columnType, columnLength, table }: Column): Read | null {
  switch (columnType) {
    case Types.DATETIME:
      return readInstant
    case Types.DATE:
    case Types.NEWDATE:
      return readDate
    case Types.TIME:
      return readTime
    case Types.TINY:
      return columnLength === 1 ? readBoolean : null
    case Types.BLOB:
      return table === '' ? readText : readJson
    case Types.JSON:
      return readJson
    case Types.STRING:
    case Types.VAR_STRING:
      return readId
    default:
      return null
  }
}

/** What the driver itself has to leave alone, so that it is read here. */
export const unread = { dateStrings: true, jsonStrings: true } as const

/**
 * Reads an answer where it stands: ids become text, DATETIME an Instant, DATE a PlainDate, TIME a PlainTime, TINYINT(1) a boolean,
 * TEXT of a table JSON. Column by column: the driver's own hook would be called, and make a function, for each value of each row.
 */
export function readRows(rows: Record<string, unknown>[], columns: readonly Column[]): void {
  for (const column of columns) {
    const read = readerOf(column)
    if (read === null) continue
    const { name } = column
    // A list says one doctor's name, one day, many times over.
    let before: unknown
    let same: unknown
    for (const row of rows) {
      const value = row[name]
      if (value === null) continue
      if (value !== before) {
        before = value
        same = read(value as never)
      }
      row[name] = same
    }
  }
}

/** An Instant as DATETIME(3) in UTC. */
const datetimeOf = (instant: Temporal.Instant): string => instant.toString({ fractionalSecondDigits: 3 }).replace('T', ' ').slice(0, -1)

/** How a value is written: times in UTC, dates, and JSON for what is none of MySQL's types. */
export function written(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Buffer.isBuffer(value)) return value
  if (value instanceof Temporal.Instant) return datetimeOf(value)
  if (value instanceof Temporal.PlainDate || value instanceof Temporal.PlainTime) return value.toString()
  return JSON.stringify(value)
}

/** An id as the bytes that a column of ids holds; anything else stays what it is. */
export const idBytes = (value: unknown): unknown => {
  const id = idOf(value)
  return id === null ? value : bytesOfId(id)
}

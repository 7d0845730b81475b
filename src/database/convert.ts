import type { TypeCast } from 'mysql2'
import { bytesOfId, idOf, idOfBytes } from './ids.ts'

/** How a value is read: ids as text, DATETIME as Instant, DATE as PlainDate, TIME as PlainTime, TINYINT(1) as boolean, TEXT as JSON. */
export const readsValues: TypeCast = (field, next) => {
  switch (field.type) {
    case 'DATETIME':
    case 'DATETIME2': {
      const text = field.string()
      return text === null ? null : Temporal.Instant.from(`${text.replace(' ', 'T')}Z`)
    }
    case 'DATE':
    case 'NEWDATE': {
      const text = field.string()
      return text === null ? null : Temporal.PlainDate.from(text)
    }
    case 'TIME':
    case 'TIME2': {
      const text = field.string()
      return text === null ? null : Temporal.PlainTime.from(text)
    }
    case 'TINY': {
      const value = next()
      return field.length === 1 && value !== null ? value === 1 : value
    }
    case 'BLOB': {
      const text = field.string('utf8')
      return text === null || field.table === '' ? text : JSON.parse(text)
    }
    case 'STRING':
    case 'VAR_STRING': {
      const value = next()
      return Buffer.isBuffer(value) && value.length === 16 ? idOfBytes(value) : value
    }
    default:
      return next()
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

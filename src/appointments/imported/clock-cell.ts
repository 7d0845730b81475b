import { type DateOrder, dateText, inOrder } from '../../patients/imported/birth-cell.ts'
import { type Cell, plain } from '../../patients/imported/cell.ts'
import { dateTyped, gregorianOf } from '../../patients/registering/birth-typed.ts'

/** A day as a list has it, in either calendar; null where it is none. Two digits of a year are of this century. */
export function dayIn(cell: Cell, order: DateOrder, today: Temporal.PlainDate): Temporal.PlainDate | null {
  const typed = dateTyped(inOrder(dateText(cell), order), today.add({ years: 20 }))
  return typed === null || typed.day === null ? null : gregorianOf(typed)
}

const clock = /(?:^|[T ])(\d{1,2})(?:[:.](\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*(am|pm|a\.m\.?|p\.m\.?|صباحا|صباحًا|مساء|مساءً|ص|م)?\.?$/i

/** A time of day as a list has it: `5:40 pm`, `17:40`, `٥:٤٠ م`, a spreadsheet's part of a day, or behind the date in its cell. */
export function timeIn({ text, kind }: Cell): Temporal.PlainTime | null {
  const typed = plain(text)
  const part = /^0?[.,](\d+)$/.exec(typed) ?? /^\d{5}[.,](\d+)$/.exec(typed)
  if (part && kind !== 'date') return ofMinutes(Math.round(Number(`0.${part[1]}`) * 1440))
  const digits = /^(\d{1,2})(\d{2})$/.exec(typed)
  if (digits) return ofMinutes(Number(digits[1]) * 60 + Number(digits[2]))
  const [, hour, minutes = '0', half = ''] = clock.exec(typed) ?? []
  if (hour === undefined) return null
  const isLate = /^(p|م)/i.test(half)
  if (half !== '' && (Number(hour) < 1 || Number(hour) > 12)) return null
  const hours = half === '' ? Number(hour) : (Number(hour) % 12) + (isLate ? 12 : 0)
  return Number(minutes) < 60 ? ofMinutes(hours * 60 + Number(minutes)) : null
}

const ofMinutes = (minutes: number): Temporal.PlainTime | null =>
  minutes >= 0 && minutes < 1440 ? new Temporal.PlainTime(Math.floor(minutes / 60), minutes % 60) : null

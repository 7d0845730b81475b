import type { Birth } from '../birth.ts'
import { birthTyped } from '../registering/birth-typed.ts'
import { type Cell, isNothing, plain } from './cell.ts'

/** In which order a list writes its dates. `dmy` and `ymd` read alike: the year tells. */
export type DateOrder = 'dmy' | 'mdy'

/** Excel counts days from here, because it takes 1900 for a leap year (ECMA-376 part 1, 18.17.4.1). */
const excelEpoch = new Temporal.PlainDate(1899, 12, 30)

/** Two numbers and a year of the Gregorian calendar: which is the month, the reader has to know. */
const slashed = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/

/** What one date says about the order of all: nothing, that the day must come first or the month, or that it may be either. */
export function orderTold({ text, kind }: Cell): 'nothing' | 'dmy' | 'mdy' | 'either' {
  const [, first, , second, year = ''] = slashed.exec(dateOnly(text)) ?? []
  if (kind !== 'text' || first === undefined || isHijri(year) || first === second) return 'nothing'
  if (Number(first) > 12) return 'dmy'
  return Number(second) > 12 ? 'mdy' : 'either'
}

/** A birth as a list has it: a date in either calendar, a spreadsheet's day number, a year, an age. Null where it is none of these. */
export function birthIn(cell: Cell, order: DateOrder, today: Temporal.PlainDate): Birth | null | 'unknown' {
  if (isNothing(cell.text) || /^[0\s/.-]+$/.test(plain(cell.text))) return 'unknown'
  return birthTyped(inOrder(dateText(cell), order), today)
}

/** A spreadsheet's date as text: day numbers lie beyond all years, and before dates without strokes. */
export function dateText({ text, kind }: Cell): string {
  const typed = dateOnly(text)
  if (kind === 'date') return typed
  const days = /^(\d{5})(?:\.\d+)?$/.exec(typed)?.[1]
  return days === undefined ? typed.replace(/^(\d+)\.0+$/, '$1') : excelEpoch.add({ days: Number(days) }).toString()
}

/** Day before month, as it is read. A Hijri date is never written otherwise. */
export function inOrder(text: string, order: DateOrder): string {
  const [, first = '', stroke = '', second = '', year = ''] = slashed.exec(text) ?? []
  return order === 'mdy' && year !== '' && !isHijri(year) ? [second, first, year].join(stroke) : text
}

const isHijri = (year: string): boolean => /^1[345]\d\d$/.test(year)

/** Programs write midnight behind it. */
const dateOnly = (text: string): string => plain(text).replace(/[T ]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?\s*(Z|am|pm|ص|م)?$/i, '')

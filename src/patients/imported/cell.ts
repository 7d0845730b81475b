import { westernDigits } from '../../accounts/phones.ts'
import { normalize } from '../../search/normalize.ts'

/** What stands in a cell of a list from elsewhere. A spreadsheet knows its numbers and dates; in a CSV all is text. */
export interface Cell {
  /** A date is written as in ISO 8601, without a zone: as the sheet shows it. */
  text: string
  kind: 'text' | 'number' | 'date'
}

const nothing = new Set(
  [
    '',
    '-',
    'n/a',
    'na',
    'nil',
    'null',
    'none',
    'no',
    'unknown',
    'not known',
    'not available',
    'لا يوجد',
    'لايوجد',
    'غير معروف',
    'غير محدد',
    'بدون',
    'لا',
  ].map(normalize),
)

/** What was filled in because something had to be: `-`, `N/A`, `لا يوجد`. */
export const isNothing = (text: string): boolean => nothing.has(normalize(text))

/** Marks of direction, spaces that do not break, and the apostrophe that makes Excel keep a number as it is, say nothing. */
export const plain = (text: string): string =>
  westernDigits(text)
    .replace(/[\u200b-\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[\s\u00a0\p{Cc}]+/gu, ' ')
    .trim()
    .replace(/^['’`](?=[\d+])/, '')

/**
 * The digits of a number that Excel has had in hand: `501234567.0`, `5.01234567E+08`. Null where digits are lost for good, as in
 * `5.01E+08`; any other text stays as it is.
 */
export function unmangled(text: string): string | null {
  const typed = plain(text)
  const short = /^(\d)(?:[.,](\d+))?e\+?(\d{1,2})$/i.exec(typed)
  if (short) {
    const [, first = '', rest = '', power = ''] = short
    const digits = first + rest.replace(/0+$/, '')
    // Fewer than were cut off: a number that really ends in so many zeros is nobody's.
    return rest.length < Number(power) && rest.length <= 6 ? null : digits.padEnd(Number(power) + 1, '0')
  }
  return typed.replace(/^(\d+)[.,]0+$/, '$1')
}

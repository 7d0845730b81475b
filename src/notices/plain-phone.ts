import type { Texts } from '../web/texts.ts'

/**
 * A phone number inside plain text. In Arabic a left-to-right mark stands before it: without one its groups of digits
 * change places ("5678 234 011"), and plain text has no other means.
 */
export const plainPhone = (t: Texts, number: string, country: string): string =>
  (t.direction === 'rtl' ? '\u200e' : '') + t.phone(number, country)

import { e164 } from '../../accounts/phones.ts'
import { type Cell, isNothing, plain, unmangled } from './cell.ts'

export type PhoneFault = 'phone' | 'phone-short'

/**
 * The telephone numbers in a cell, in E.164: with or without the leading zero that a spreadsheet loses, two of them between strokes
 * or commas. Zeros alone are no number.
 */
export function phonesIn({ text }: Cell, country: string): { numbers: string[]; fault: PhoneFault | null } {
  const parts = isNothing(text) ? [] : apart(plain(text.replace(/[\r\n]+/g, ' / ')), country)
  const numbers: string[] = []
  for (const part of parts) {
    const whole = unmangled(part)
    if (whole === null) return { numbers, fault: 'phone-short' }
    if (/^[0\s.-]*$/.test(whole)) continue
    const number = e164(whole, country)
    if (number === null) return { numbers, fault: 'phone' }
    if (!numbers.includes(number)) numbers.push(number)
  }
  return { numbers, fault: null }
}

/** A stroke or dash may belong to the number as well: it parts only where the whole is none. */
function apart(text: string, country: string): string[] {
  const whole = unmangled(text)
  if (whole !== null && e164(whole, country) !== null) return [text]
  const parts = text.split(/\s*(?:[/\\,،;؛|&]|(?<=\d)\s*[-–]\s*(?=[+0]\d{7})|\bor\b|\s(?:و|أو)\s)\s*/).filter((part) => part !== '')
  return parts.map(withoutWords).filter((part) => part !== '')
}

/** `Mobile: 050…` is the number; a text without any is none, and is told. */
const withoutWords = (part: string): string =>
  /\d/.test(part) ? part.replace(/\p{L}+[:.]?/gu, (word) => (/^e$/i.test(word) ? word : ' ')).trim() : part

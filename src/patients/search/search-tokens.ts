import type { Row } from '../../database/tables.ts'
import { normalize, tokensOf, wordsOf } from '../../search/normalize.ts'
import { pairsOf, soundsOf } from '../../search/skeleton.ts'
import { tokenLength } from '../../search/tokens.ts'

/** The first character says what kind of thing a token is; words of names have none. */
export const kinds = {
  skeleton: '~',
  pair: '=',
  phone: '+',
  lastDigits: '-',
  identifier: '!',
  record: '#',
  email: '@',
  birth: '*',
} as const

/** What of a patient is searched. Names of every use: people still call themselves what they were called before. */
export interface Findable {
  recordNumber: string
  birth: Pick<Row<'patients'>, 'birth_date' | 'birth_precision'>
  names: Pick<Row<'patient_names'>, 'text'>[]
  identifiers: Pick<Row<'identifiers'>, 'value'>[]
  contacts: Pick<Row<'contact_points'>, 'contact_system' | 'value'>[]
}

/** What a patient is found by: one row of `search_tokens` each. */
export function searchTokensOf({ recordNumber, birth, names, identifiers, contacts }: Findable): string[] {
  const phones = contacts.filter((contact) => contact.contact_system === 'phone').map(({ value }) => digitsOf(value))
  const emails = contacts.filter((contact) => contact.contact_system === 'email')
  const numbers = identifiers.map(({ value }) => numberToken(value))
  const words = names.map(({ text }) => wordsOf(text))
  const tokens = [
    ...names.flatMap(({ text }) => tokensOf(text)),
    ...names.flatMap(({ text }) => tokensOf(text).flatMap(soundsOf)).map((way) => kinds.skeleton + way),
    ...words.flatMap(pairsOf).map((pair) => kinds.pair + pair),
    ...phones.map((digits) => kinds.phone + digits),
    ...[...phones, ...numbers].map((digits) => kinds.lastDigits + reversed(digits)),
    ...numbers.map((number) => kinds.identifier + number),
    ...emails.map(({ value }) => kinds.email + value.toLowerCase()),
    kinds.record + recordToken(recordNumber),
    ...birthTokens(birth),
  ]
  return [...new Set(tokens.map((token) => token.slice(0, tokenLength)))]
}

const digitsOf = (text: string): string => text.replace(/\D/g, '')

export const reversed = (digits: string): string => [...digits].reverse().join('')

/** An identifier as letters and digits only. */
export const numberToken = (value: string): string => normalize(value).replaceAll(' ', '')

/** `R-003377` is found by 3377; a number from elsewhere by all of it. */
export const recordToken = (recordNumber: string): string => numberToken(recordNumber).replace(/^r?0*(?=\d)/, '')

/** As far as the birth is known. An age tells a year at best, and is left to the eye. */
function birthTokens({ birth_date, birth_precision }: Findable['birth']): string[] {
  if (birth_date === null || birth_precision === 'age') return []
  const text = birth_date.toString()
  const known = birth_precision === 'year' ? 4 : birth_precision === 'month' ? 7 : 10
  return [kinds.birth + text.slice(0, known)]
}

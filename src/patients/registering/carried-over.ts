import { e164, westernDigits } from '../../accounts/phones.ts'
import { birthTyped } from './birth-typed.ts'
import { egyptianIdFault, saudiIdFault } from './identifier-checks.ts'

/** What somebody searched for, as the beginning of a registration: each part in the field that it can only belong to. */
export function carriedOver(words: string, country: string, today: Temporal.PlainDate): Record<string, string> {
  const text = westernDigits(words).replace(/\s+/gu, ' ').trim()
  const typed: Record<string, string> = {}
  const letters = text.replace(/[\p{L}\p{M}'’.-]*\p{L}[\p{L}\p{M}'’.-]*/gu, '').trim()
  const name = text
    .replace(/\S*[\d@+]\S*/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  if (/\p{L}{2}/u.test(name)) typed.name = name
  const email = /\S+@\S+\.\S+/u.exec(text)?.[0]
  if (email) typed.email = email
  if (!/\d/.test(letters) || email) return typed
  const digits = letters.replace(/\D/g, '')
  const saudi = (['national-id', 'iqama'] as const).find((type) => saudiIdFault(digits, type) === null)
  if (saudi) return { ...typed, idType1: saudi, idValue1: digits }
  if (egyptianIdFault(digits) === null) return { ...typed, idType1: 'eg-national-id', idValue1: digits }
  if (/\d[/.-]\d/.test(letters) && birthTyped(letters, today)) return { ...typed, birth: letters }
  return e164(letters, country) ? { ...typed, phone: letters } : typed
}

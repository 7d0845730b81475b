import type { CodeTo } from '../../accounts/codes.ts'
import { e164, westernDigits } from '../../accounts/phones.ts'
import type { TextKey } from '../../web/texts.ts'
import type { Told, ToldIdentifier } from '../registering/registration.ts'
import { readTold } from '../registering/told-form.ts'

export interface OnlineRead {
  /** Without the identifier: it is no more than said until somebody has seen the card. */
  told: Told
  identifier: ToldIdentifier | null
  wantsMessages: boolean
  errors: { field: string; key: TextKey }[]
}

interface Circumstances {
  /** The number or address that was confirmed. */
  to: CodeTo
  country: string
  today: Temporal.PlainDate
  language: 'en' | 'ar'
}

type Typed = Record<string, string | undefined>

/** Those that somebody without a record can have. */
export const identifierTypesOnline = ['national-id', 'iqama', 'eg-national-id', 'gcc', 'passport'] as const

/** Where the desk's words do not fit who is alone with the form. */
const ownWords: Partial<Record<TextKey, TextKey>> = {
  'register.enterName': 'online.enterName',
  'register.enterBirth': 'online.enterBirth',
  'register.checkBirth': 'online.checkBirth',
}

/** Reads what somebody says of themselves: a name in one script or both, a birth date in three fields of either calendar. */
export function readOnline(typed: Typed, { to, country, today, language }: Circumstances): OnlineRead {
  const [first, second] = isArabicFirst(typed, language) ? (['nameAr', 'nameEn'] as const) : (['nameEn', 'nameAr'] as const)
  const type = identifierTypesOnline.find((known) => known === typed.idType1) ?? ''
  const read = readTold(
    {
      name: typed[first],
      name2: typed[second],
      sex: typed.sex === 'unknown' ? '' : typed.sex,
      birth: birthText(typed),
      noPhone: 'yes',
      idType1: type,
      idValue1: typed.idValue1,
      idCountry1: typed.idCountry1,
    },
    { country, today },
  )
  const fields: Record<string, string> = { name: first, name2: second, birth: 'day' }
  const errors = read.errors.map(({ field, key }) => ({ field: fields[field] ?? field, key: ownWords[key] ?? key }))
  const called = typed.phone?.trim() ?? ''
  const phone = to.kind === 'email' && called !== '' ? e164(called, country) : null
  if (to.kind === 'email' && called !== '' && phone === null) errors.push({ field: 'phone', key: 'register.checkPhone' })
  const [identifier = null] = read.told.identifiers
  return {
    told: {
      ...read.told,
      language,
      identifiers: [],
      contacts: [
        { contact_system: to.kind, value: to.value, whose: 'self' },
        ...(phone === null ? [] : [{ contact_system: 'phone' as const, value: phone, whose: 'self' as const }]),
      ],
    },
    identifier,
    wantsMessages: typed.messages === 'yes',
    errors,
  }
}

/** As the form asks, names first. */
const asked = ['day', 'sex', 'idType1', 'idValue1', 'idCountry1', 'password', 'phone']

export const inFormOrder = <Wrong extends { field: string }>(errors: Wrong[]): Wrong[] =>
  errors.toSorted((a, b) => asked.indexOf(a.field) - asked.indexOf(b.field))

/** Whether it is the Arabic name that counts: one that was typed, or the one that the reader's page asks for first. */
const isArabicFirst = ({ nameAr, nameEn }: Typed, language: 'en' | 'ar'): boolean =>
  Boolean(nameAr?.trim()) || (language === 'ar' && !nameEn?.trim())

/** As it is read everywhere else; which calendar it is, the year says. Day and month may be unknown, the year has four digits. */
function birthText(typed: Typed): string {
  const [day, month, year] = [typed.day, typed.month, typed.year].map((text) => westernDigits(text ?? '').trim())
  if (!day && !month && !year) return ''
  if (!/^\d{4}$/.test(year ?? '') || (day && !month)) return 'wrong'
  const parts = [day, month, year].filter((part) => part !== '')
  return parts.every((part) => /^\d{1,4}$/.test(part ?? '')) ? parts.join('/') : 'wrong'
}

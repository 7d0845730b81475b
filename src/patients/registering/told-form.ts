import { e164, westernDigits } from '../../accounts/phones.ts'
import type { Row } from '../../database/tables.ts'
import { isMailAddress } from '../../notices/mail.ts'
import type { TextKey } from '../../web/texts.ts'
import { birthTyped } from './birth-typed.ts'
import { type IdentifierWarning, identifierTyped } from './identifier-typed.ts'
import type { Told, ToldContact, ToldIdentifier, ToldName } from './registration.ts'

interface ToldError {
  field: string
  key: TextKey
}

export interface Read {
  told: Told
  errors: ToldError[]
  warnings: IdentifierWarning[]
  /** What was typed for the guardian: a record number, or a name. */
  guardian: { text: string; relation: Told['guardians'][number]['relation'] } | null
}

interface Circumstances {
  country: string
  today: Temporal.PlainDate
}

type Typed = Record<string, string | undefined>

export const whoseChoices = [
  'self',
  'mother',
  'father',
  'spouse',
  'child',
  'guardian',
  'carer',
  'other',
] as const satisfies readonly Row<'contact_points'>['whose'][]
const guardianRelations = ['mother', 'father', 'guardian'] as const
const payers = ['cash', 'insurance', 'company'] as const
const identifierRows = [1, 2] as const

/** Reads the form of a patient: what can be read, and what is wrong with the rest. */
export function readTold(typed: Typed, { country, today }: Circumstances): Read {
  const errors: ToldError[] = []
  const wrong = (field: string, key: TextKey): null => {
    errors.push({ field, key })
    return null
  }
  const names = namesIn(typed, wrong)
  const sex = oneOf(['female', 'male', 'unknown'] as const, typed.sex) ?? wrong('sex', 'register.chooseSex') ?? 'unknown'
  const contacts = contactsIn(typed, country, wrong)
  const numbers = identifierRows.map((row) => identifierTyped(typed, row, wrong))
  const guardian = textIn(typed.guardian)
  return {
    told: {
      names,
      sex,
      birth: birthIn(typed.birth, today, wrong),
      nationality: /^[A-Z]{2}$/.test(typed.nationality ?? '') ? (typed.nationality ?? null) : null,
      payer: oneOf(payers, typed.payer) ?? 'cash',
      language: oneOf(['ar', 'en'] as const, typed.language),
      doctorSexPreference: oneOf(['female', 'male'] as const, typed.doctorSex),
      identifiers: numbers.flatMap((number) => number?.identifier ?? []).filter(isFirst),
      contacts,
      guardians: [],
    },
    errors,
    warnings: numbers.flatMap((number) => number?.warnings ?? []),
    guardian: guardian === '' ? null : { text: guardian, relation: oneOf(guardianRelations, typed.guardianRelation) ?? 'guardian' },
  }
}

export type Wrong = (field: string, key: TextKey) => null

const textIn = (text: string | undefined): string => (text ?? '').replace(/\s+/gu, ' ').trim()

/** Without what turns the words around it, or speaks to a terminal: it comes with what is copied, or to make a name look like another. */
const seenIn = (text: string | undefined): string => textIn((text ?? '').replace(/[^\P{Cc}\s]|[\u202a-\u202e\u2066-\u2069]/gu, ''))

const oneOf = <T extends string>(choices: readonly T[], text: string | undefined): T | null =>
  choices.find((choice) => choice === text) ?? null

const isFirst = (one: ToldIdentifier, place: number, all: ToldIdentifier[]): boolean =>
  all.findIndex((other) => other.type === one.type && other.country === one.country && other.value === one.value) === place

/** A name is of the script that it is written in, in whichever field it stands. */
function namesIn(typed: Typed, wrong: Wrong): ToldName[] {
  const name = nameIn(typed, '', wrong)
  const other = nameIn(typed, '2', wrong)
  if (!name) {
    if (textIn(typed.name) === '') wrong('name', 'register.enterName')
    return other ? [other] : []
  }
  if (other && other.script === name.script) wrong('name2', 'register.sameScript')
  return other ? [name, other] : [name]
}

function nameIn(typed: Typed, suffix: '' | '2', wrong: Wrong): ToldName | null {
  const field = `name${suffix}`
  const text = seenIn(typed[field])
  if (text === '') return null
  if (!/\p{L}/u.test(text) || /[<>{}=@]|\d{3}/u.test(text)) return wrong(field, 'register.nameSigns')
  if (text.length > 200) return wrong(field, 'register.nameLong')
  const part = (of: string): string | null => seenIn(typed[`${of}${suffix}`]).slice(0, 80) || null
  const script = /\p{Script=Arabic}/u.test(text) ? 'ar' : 'latn'
  return { script, text, given: part('given'), father: part('father'), grandfather: part('grandfather'), family: part('family') }
}

const notKnown = /^(?:\?|-|unknown|not known|غير معروف|مجهول)$/i

function birthIn(text: string | undefined, today: Temporal.PlainDate, wrong: Wrong): Told['birth'] {
  const typed = textIn(text)
  if (typed === '') return wrong('birth', 'register.enterBirth')
  if (notKnown.test(typed)) return null
  return birthTyped(typed, today) ?? wrong('birth', 'register.checkBirth')
}

function contactsIn(typed: Typed, country: string, wrong: Wrong): ToldContact[] {
  const whose = (field: string) => oneOf(whoseChoices, typed[field]) ?? 'self'
  const phone = (field: 'phone' | 'phone2', of: 'whose' | 'whose2'): ToldContact[] => {
    const text = textIn(typed[field])
    if (text === '') return []
    const value = e164(text, country)
    if (value === null) wrong(field, 'register.checkPhone')
    return value === null ? [] : [{ contact_system: 'phone', value, whose: whose(of) }]
  }
  if (textIn(typed.phone) === '' && typed.noPhone !== 'yes') wrong('phone', 'register.enterPhone')
  const email = westernDigits(textIn(typed.email)).toLowerCase()
  if (email !== '' && !(isMailAddress(email) && email.split('@')[1]?.includes('.'))) wrong('email', 'register.checkEmail')
  const first = phone('phone', 'whose')
  const second = phone('phone2', 'whose2').filter(({ value }) => value !== first[0]?.value)
  return [...first, ...second, ...(email !== '' ? [{ contact_system: 'email' as const, value: email, whose: whose('whose') }] : [])]
}

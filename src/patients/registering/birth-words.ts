import { ageText } from '../../../views/patients/patient-words.tsx'
import type { Texts } from '../../web/texts.ts'
import { ageOn, type Birth } from '../birth.ts'
import { birthTyped } from './birth-typed.ts'

/** How a birth was read: the date in both calendars, and the age. */
export function birthRead(t: Texts, birth: Birth, today: Temporal.PlainDate): string {
  const age = ageOn(birth, today)
  const inWords = age ? ageText(t, age) : ''
  if (birth.precision !== 'day') return inWords
  return t('register.birthRead', { gregorian: t.date(birth.date), hijri: t.hijri(birth.date), age: inWords })
}

/** The same for what stands in a form; nothing where it cannot be read. */
export function typedBirthRead(t: Texts, text: string | undefined, today: Temporal.PlainDate): string {
  const birth = birthTyped(text ?? '', today)
  return birth ? birthRead(t, birth, today) : ''
}

import { ageText } from '../../../views/patients/patient-words.tsx'
import type { Texts } from '../../web/texts.ts'
import { ageOn, type Birth } from '../birth.ts'

/** How a birth was read: the date in both calendars, and the age. */
export function birthRead(t: Texts, birth: Birth, today: Temporal.PlainDate): string {
  const age = ageOn(birth, today)
  const inWords = age ? ageText(t, age) : ''
  if (birth.precision !== 'day') return inWords
  return t('register.birthRead', { gregorian: t.date(birth.date), hijri: t.hijri(birth.date), age: inWords })
}

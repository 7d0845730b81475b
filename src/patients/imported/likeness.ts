import { wordsOf } from '../../search/normalize.ts'
import { skeleton } from '../../search/skeleton.ts'
import type { PatientDraft } from './read-patient.ts'

/** A name as far as two are compared: the words in Arabic, where they are known so, and how it sounds in either script. */
export interface Called {
  arabic: string[][]
  sounds: string[][]
}

export const calledBy = (names: { script: 'ar' | 'latn'; text: string }[]): Called => ({
  arabic: names.filter(({ script }) => script === 'ar').map(({ text }) => wordsOf(text)),
  sounds: names.map(({ text }) => wordsOf(text).map(skeleton).filter(Boolean)),
})

/**
 * Whether two names may be one person's: they share the first word and another one, or one of them is a single word. Where both are
 * known in Arabic, letters count: Hassan and Hussain sound alike and are brothers.
 */
export function calledAlike(a: Called, b: Called): boolean {
  const [mine, theirs] = a.arabic.length > 0 && b.arabic.length > 0 ? [a.arabic, b.arabic] : [a.sounds, b.sounds]
  return mine.some((one) => theirs.some((other) => shareWords(one, other)))
}

function shareWords([first, ...others]: string[], [other, ...theirs]: string[]): boolean {
  if (first !== other || first === undefined) return false
  return others.length === 0 || theirs.length === 0 || others.some((word) => theirs.includes(word))
}

/** What two rows about one person have in common: an identity number, or the birth date or telephone beside the first name's sound. */
export function likenessKeys({ names, identifiers, birth, contacts, fileNumber }: PatientDraft): { sure: string[]; likely: string[] } {
  const firsts = [...new Set(calledBy(names).sounds.map(([first = '']) => first))]
  const phones = contacts.filter(({ contact_system }) => contact_system === 'phone')
  return {
    sure: [
      ...(fileNumber === null ? [] : [`file/${fileNumber}`]),
      ...identifiers.filter(({ type }) => type !== 'insurance').map(({ type, country, value }) => `id/${type}/${country}/${value}`),
    ],
    likely: [
      ...(birth !== null && birth.precision === 'day' ? firsts.map((first) => `born/${first}/${birth.date}`) : []),
      ...phones.flatMap(({ value }) => firsts.map((first) => `phone/${first}/${value}`)),
    ],
  }
}

import { wordsOf } from '../../search/normalize.ts'
import { skeleton } from '../../search/skeleton.ts'

/** A name as far as two are compared: the words in Arabic, where they are known so, and how it sounds in either script. */
export interface Called {
  arabic: string[][]
  sounds: string[][]
}

const arabic = /\p{Script=Arabic}/u

export const calledBy = (names: string[]): Called => ({
  arabic: names.filter((text) => arabic.test(text)).map(wordsOf),
  sounds: names.map((text) => wordsOf(text).map(skeleton).filter(Boolean)),
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

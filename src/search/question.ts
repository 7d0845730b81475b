/** A token that is looked for: itself, or all that begin with it. A smaller `weight` is a better match. */
export interface Pattern {
  token: string
  whole: boolean
  weight: number
}

/** One typed word: whatever matches one of the patterns answers it. `near` ones only sound alike. */
export interface Word {
  exact: Pattern[]
  near: Pattern[]
}

/** Whoever is meant answers every word. */
export interface Question {
  words: Word[]
  /**
   * Of three words or more: tokens for the first two of them together, whole as they sound. Each of them alone may be a third of
   * the clinic, and the two are not.
   */
  pairs: string[]
}

/** More words make no search better. */
export const mostWords = 6

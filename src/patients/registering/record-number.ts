import { randomInt } from 'node:crypto'

/** A record number such as `R-003377`. Who meets taken ones asks again: from the fifth try on it has a digit more, so that numbers never run out. */
export function recordNumber(attempt: number): string {
  const digits = 6 + Math.floor(attempt / 4)
  return `R-${String(randomInt(1, 10 ** digits)).padStart(digits, '0')}`
}

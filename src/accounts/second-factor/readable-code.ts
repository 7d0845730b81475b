import { createHash, randomInt } from 'node:crypto'
import { westernDigits } from '../phones.ts'

/** Crockford's letters: neither I, L, O nor U, so that nobody asks which is meant. 32 of them, five bits each. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A code for paper, to be typed by a person: groups of four. */
export function newReadableCode(groups: number): string {
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return Array.from({ length: groups }, group).join('-')
}

/** What somebody meant who typed such a code: spaces, hyphens and letter case aside, and what looks like a digit is one. */
export const meantBy = (typed: string): string =>
  westernDigits(typed.normalize('NFKC'))
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')

export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

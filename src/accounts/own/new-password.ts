import { createHash } from 'node:crypto'
import type { TextKey } from '../../web/texts.ts'
import { commonPasswords } from './common-passwords.ts'

/** Characters: long enough to be a sentence; beside a second factor eight will do (NIST SP 800-63B-4, 3.1.1.2). */
export const shortest = 15
export const shortestWithSecondFactor = 8
const longest = 1000

export interface Expected {
  /** `shortest` or, for who has a second factor, `shortestWithSecondFactor`. */
  least: number
  /** What others know of this person and this clinic: names, logins. */
  known: string[]
}

/**
 * What is wrong with a new password, or null. Any characters in any mixture will do; refused are what is too short, what many people
 * have chosen, and what is made of a row of keys, a repeated piece or this person's own names.
 */
export function faultOf(password: string, { least, known }: Expected): TextKey | null {
  const plain = password.normalize('NFKC')
  if ([...plain].length < least) return least === shortest ? 'password.short' : 'password.shortWithSecond'
  if (plain.length > longest) return 'password.long'
  return isCommon(plain.toLowerCase()) || isGuessable(plain.toLowerCase(), known) ? 'password.common' : null
}

const width = 5
let hashes: Set<string> | null = null

/** Decoded with the first new password, not with every start. */
function isCommon(plain: string): boolean {
  if (hashes === null) {
    const bytes = Buffer.from(commonPasswords, 'base64')
    hashes = new Set(Array.from({ length: bytes.length / width }, (_, n) => bytes.toString('hex', n * width, (n + 1) * width)))
  }
  return hashes.has(createHash('sha256').update(plain).digest().toString('hex', 0, width))
}

const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  '09876543210',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'ابتثجحخدذرزسشصضطظعغفقكلمنهوي',
  'ضصثقفغعهخحجد',
]
const words =
  'password passwort welcome letmein qwerty admin login secret change iloveyou clinic hospital doctor nurse patient raseel rassel kalimat كلمة السر مرور عيادة مستشفى رسيل'.split(
    ' ',
  )

/** Whether less than this is left when the pieces that anybody would try are taken out. */
const leftAtLeast = 6

function isGuessable(plain: string, known: string[]): boolean {
  const letters = [...plain].filter((letter) => /[\p{L}\p{N}]/u.test(letter)).join('')
  const guessable = [
    ...words,
    ...known.flatMap((text) =>
      text
        .normalize('NFKC')
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u),
    ),
  ]
    .filter((word) => word.length >= 3)
    .toSorted((a, b) => b.length - a.length)
  const left = guessable.reduce((rest, word) => rest.replaceAll(word, ''), withoutRepeats(letters))
  return [...withoutRows(withoutRepeats(left))].length < leftAtLeast
}

/** A piece that comes again and again counts once, and a letter that does, too. */
const withoutRepeats = (text: string): string => text.replaceAll(/(.{1,12}?)\1+/gu, '$1')

/** Four or more keys in a row of the alphabet, the digits or the keyboard, in either direction. */
function withoutRows(text: string): string {
  let rest = text
  for (const row of rows.flatMap((one) => [one, [...one].toReversed().join('')])) {
    for (let size = row.length; size >= 4; size -= 1) {
      for (let at = 0; at + size <= row.length; at += 1) rest = rest.replaceAll(row.slice(at, at + size), '')
    }
  }
  return rest
}

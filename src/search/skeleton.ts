import { bare } from './normalize.ts'

/*
 * What is left of a name in both scripts when vowels and what sounds alike are taken away: محمد, Mohamed and Muhammad are all
 * `mhmd`. It finds more people than are meant, so it ranks below what was written.
 */

/** One letter, or the choice where one is written for another: a `g` may be ج, غ or ق, a `th` ث or ط. */
const consonants: Record<string, string> = {
  ب: 'b',
  ت: 't',
  ث: 'ts',
  ج: 'j',
  ح: 'h',
  خ: 'x',
  د: 'd',
  ذ: 'dz',
  ر: 'r',
  ز: 'z',
  س: 's',
  ش: 'c',
  ص: 's',
  ض: 'd',
  ط: 't',
  ظ: 'zd',
  غ: 'g',
  ف: 'f',
  ق: 'k',
  ك: 'k',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ه: 'h',
  و: 'w',
  ي: 'y',
  ع: 'a',
  ا: 'a',
  kh: 'x',
  gh: 'g',
  sh: 'c',
  ch: 'c',
  th: 'ts',
  dh: 'dz',
  ph: 'f',
  ck: 'k',
  b: 'b',
  c: 'k',
  d: 'd',
  f: 'f',
  g: 'jgk',
  h: 'h',
  j: 'j',
  k: 'k',
  l: 'l',
  m: 'm',
  n: 'n',
  p: 'b',
  q: 'k',
  r: 'r',
  s: 's',
  t: 't',
  v: 'f',
  w: 'w',
  x: 'k',
  y: 'y',
  z: 'z',
  a: 'a',
  e: 'a',
  i: 'a',
  o: 'a',
  u: 'a',
}

const letters = /kh|gh|sh|ch|th|dh|ph|ck|./gu

/** Spellings that no rule leads to each other. */
const shortForms: Record<string, string> = { mohd: 'mohamed', mohmd: 'mohamed', muhd: 'mohamed', mhd: 'mohamed', md: 'mohamed' }

/** At most so many, however a name is spelled. */
const most = 4

/** The ways in which a word of a name may sound without its article; empty for what has no letters. The first is the likeliest. */
export const skeletons = (word: string): string[] => soundsOf(bare(word))

/** The same of the word as it stands. */
export function soundsOf(plain: string): string[] {
  const parts = (shortForms[plain] ?? plain).match(letters) ?? []
  let ways = ['']
  for (const part of parts) {
    const choices = [...(consonants[part] ?? part)]
    ways = choices.flatMap((choice) => ways.map((way) => way + choice)).slice(0, most)
  }
  return [...new Set(ways.map(boned))].filter((way) => way !== '')
}

/** Vowels go, but the first one is remembered as one; w and y count at the beginning only; a last h is seldom written. */
const boned = (sounds: string): string =>
  sounds
    .replace(/(?<=.)[awy]/g, '')
    .replace(/(.)\1+/g, '$1')
    .replace(/(?<=..)h$|(?<=^a)h$/, '')

/** Two words together, in any order and as they sound; every two of the first five of a name. */
export function pairsOf(words: readonly string[]): string[] {
  const ways = words.slice(0, 5).map(skeletons)
  return ways.flatMap((first, place) => ways.slice(place + 1).flatMap((second) => first.flatMap((a) => second.map((b) => pairOf(a, b)))))
}

const pairOf = (one: string, other: string): string => (one < other ? `${one} ${other}` : `${other} ${one}`)

/** The likeliest skeleton of a word. */
export const skeleton = (word: string): string => skeletons(word)[0] ?? ''

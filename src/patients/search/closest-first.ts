import { bare, wordsOf } from '../../search/normalize.ts'
import type { PatientHit } from './find.ts'

/** The same row of letters for both scripts, vowels included: what is written alike comes out alike. */
const romanised: Record<string, string> = {
  ب: 'b',
  ت: 't',
  ث: 't',
  ج: 'j',
  ح: 'h',
  خ: 'k',
  د: 'd',
  ذ: 'd',
  ر: 'r',
  ز: 'z',
  س: 's',
  ش: 's',
  ص: 's',
  ض: 'd',
  ط: 't',
  ظ: 'z',
  ع: 'a',
  غ: 'g',
  ف: 'f',
  ق: 'q',
  ك: 'k',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ه: 'h',
  و: 'o',
  ي: 'i',
  ا: 'a',
  u: 'o',
  e: 'i',
  y: 'i',
  w: 'o',
}

/** Who is found at one letter is found at the next one as well. */
const atMost = 5000
const known = new Map<string, string[]>()

/** The words of a name in one row of letters. */
function romanWords(name: string): string[] {
  const before = known.get(name)
  if (before) return before
  const words = wordsOf(name).map(roman)
  if (known.size >= atMost) known.clear()
  known.set(name, words)
  return words
}

const roman = (word: string): string => [...bare(word)].map((letter) => romanised[letter] ?? letter).join('')

/** Being awaited or here today makes up for so many letters. */
const visitWorth = 3
/** Whom one calls by a name bears it first; a father's counts for less than one wrong letter. */
const placeWorth = 0.3

/** Among those who were found, who is written most like what was typed; the order of the rest stays. */
export function closestFirst(hits: PatientHit[], typed: string[]): PatientHit[] {
  if (typed.length === 0 || hits.length < 2) return hits
  const words = typed.map(roman)
  const distances = new Map(hits.map((hit) => [hit, distanceOf(hit, words) - (isExpected(hit) ? visitWorth : 0)]))
  return hits.toSorted((a, b) => (distances.get(a) ?? 0) - (distances.get(b) ?? 0))
}

const isExpected = ({ visit }: PatientHit): boolean => visit !== null && visit.status !== 'fulfilled' && visit.status !== 'noshow'

/** To the name that fits better, of the two scripts. */
const distanceOf = ({ names }: PatientHit, typed: string[]): number => toName(names.ar, typed, toName(names.latn, typed, noName))

const noName = 99

/** No further than `limit`: what is further is not looked at any longer. */
function toName(name: string | null, typed: string[], limit: number): number {
  if (name === null) return limit
  const words = romanWords(name)
  let sum = 0
  for (const word of typed) {
    sum += toClosest(words, word)
    if (sum >= limit) return limit
  }
  return sum
}

/** To the word of the name that is closest. One that is so much longer or shorter is not compared letter by letter. */
function toClosest(name: string[], typed: string): number {
  let closest = 9
  let behind = 0
  for (const word of name) {
    const atLeast = word.startsWith(typed) ? 0 : Math.abs(word.length - typed.length)
    if (atLeast + behind < closest) closest = Math.min(closest, toWord(typed, word, closest - behind) + behind)
    behind = placeWorth
  }
  return closest
}

/** What is typed so far is no further from the whole word than half a letter. */
function toWord(typed: string, word: string, below: number): number {
  if (word === typed) return 0
  return word.startsWith(typed) ? 0.5 : editsBetween(typed, word, below)
}

/** One row of the table, for every comparison. */
const row: number[] = []

/** Letters to change, add or leave out (Levenshtein 1965); some number from `below` on where they are not fewer than that. */
function editsBetween(a: string, b: string, below: number): number {
  // What stood above is overwritten from left to right.
  for (let j = 0; j <= b.length; j += 1) row[j] = j
  for (let i = 1; i <= a.length; i += 1) {
    const letter = a.charCodeAt(i - 1)
    let diagonal = i - 1
    let left = i
    let least = i
    row[0] = i
    for (let j = 1; j <= b.length; j += 1) {
      const above = row[j] ?? 0
      left = Math.min(diagonal + (letter === b.charCodeAt(j - 1) ? 0 : 1), above + 1, left + 1)
      if (left < least) least = left
      row[j] = left
      diagonal = above
    }
    // No row has less than the least of the one above it.
    if (least >= below) return least
  }
  return row[b.length] ?? 0
}

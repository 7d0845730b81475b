import { wordsOf } from '../../search/normalize.ts'
import { skeletons } from '../../search/skeleton.ts'
import type { Birth } from '../birth.ts'
import { egyptianIdFault, saudiIdFault } from './identifier-checks.ts'
import type { ToldContact, ToldIdentifier } from './registration.ts'

/** What two records are compared by. */
export interface Likeable {
  names: string[]
  sex: 'female' | 'male' | 'unknown'
  birth: Birth | null
  identifiers: Pick<ToldIdentifier, 'type' | 'country' | 'value'>[]
  contacts: ToldContact[]
}

export type Why = 'identifier' | 'name' | 'birth' | 'phone'

/** From here on somebody should look: the name alone is never enough, nor what families share. */
export const likelyFrom = 5

/** How much speaks for one person, and what. Weights are of the kind of Fellegi and Sunter (1969), set by hand. */
export function likeness(one: Likeable, other: Likeable): { weight: number; why: Why[] } {
  const parts: [Why, number][] = [
    ['identifier', identifierWeight(one.identifiers, other.identifiers)],
    ['name', nameWeight(one.names, other.names)],
    ['birth', birthWeight(one.birth, other.birth)],
    ['phone', phoneWeight(one.contacts, other.contacts)],
  ]
  const sexes = one.sex !== 'unknown' && other.sex !== 'unknown' && one.sex !== other.sex ? -4 : 0
  return {
    weight: parts.reduce((sum, [, weight]) => sum + weight, sexes),
    why: parts.filter(([, weight]) => weight > 0).map(([why]) => why),
  }
}

type Numbers = Likeable['identifiers']

/** The same number of the same kind is one person's, whatever else is typed wrong. Insurance is a family's. */
function identifierWeight(ours: Numbers, theirs: Numbers): number {
  const same = ours.some((a) => theirs.some((b) => a.type !== 'insurance' && isOfOneKind(a, b) && a.value === b.value))
  return same ? 20 : Math.min(0, ...ours.flatMap((a) => theirs.filter((b) => isOfOneKind(a, b)).map((b) => differentWeight(a, b))))
}

const isOfOneKind = (a: Numbers[number], b: Numbers[number]): boolean => a.type === b.type && a.country === b.country

/**
 * Two national ids are two people, unless name, birth and telephone all agree: then one of them is perhaps somebody else's in the
 * family. Who comes back to the country may be given another iqama, so these outweigh less; a passport is renewed.
 */
const different: Partial<Record<Numbers[number]['type'], number>> = { 'national-id': -4.5, 'eg-national-id': -4.5, iqama: -3 }

/** A number that breaks its own rule was typed wrong, and tells nothing of who it is not. */
const differentWeight = (a: Numbers[number], b: Numbers[number]): number => (isSound(a) && isSound(b) ? (different[a.type] ?? 0) : 0)

function isSound({ type, value }: Numbers[number]): boolean {
  if (type === 'eg-national-id') return egyptianIdFault(value) === null
  return (type === 'national-id' || type === 'iqama') && saudiIdFault(value, type) === null
}

/** The best of all pairs of names, in whichever scripts. */
function nameWeight(ours: string[], theirs: string[]): number {
  const all = ours.flatMap((a) => theirs.map((b) => pairWeight(wordsOf(a), wordsOf(b))))
  return all.length === 0 ? 0 : Math.max(...all)
}

/** Brothers and sisters differ in the first word only, so it decides. */
function pairWeight(a: string[], b: string[]): number {
  const [given, ...others] = a.map(skeletons)
  const [otherGiven, ...otherOthers] = b.map(skeletons)
  if (!given || !otherGiven || !soundAlike(given, otherGiven)) return -6
  if (others.length === 0 || otherOthers.length === 0) return 1
  const [few, many] = others.length <= otherOthers.length ? [others, otherOthers] : [otherOthers, others]
  const found = (words: string[][], among: string[][]) => words.filter((word) => among.some((other) => soundAlike(word, other))).length
  // The lesser of both ways: a name that somebody bears twice is one name, whichever of the two records is read first.
  const shared = Math.min(found(few, many), found(many, few))
  if (shared === 0) return -2
  if (shared < few.length) return shared + 1
  return Math.min(few.length, 3) + (a.length === b.length ? 1.5 : 1)
}

const soundAlike = (a: string[], b: string[]): boolean => a.some((way) => b.includes(way))

/** 1 Rajab, 1 January and 1 July stand in many records because the day was not known. */
export function isGivenOut({ date, precision }: Birth): boolean {
  if (precision !== 'day') return true
  const hijri = date.withCalendar('islamic-umalqura')
  return (date.day === 1 && (date.month === 1 || date.month === 7)) || (hijri.day === 1 && hijri.month === 7)
}

/** Outweighed by one's whole name and own telephone together: then the date is what was typed wrong. */
const another = -1.5

function birthWeight(a: Birth | null, b: Birth | null): number {
  if (a === null || b === null) return 0
  if (a.precision === 'day' && b.precision === 'day') {
    if (a.date.equals(b.date)) return isGivenOut(a) ? 1 : 4
    return differenceOf(a, b)
  }
  const years = Math.abs(a.date.year - b.date.year)
  return years <= 1 ? 0.5 : years <= 3 ? -1 : another
}

/** A slip of the pen, the day and the month changed over, or a date that was made up in one of the two. */
function differenceOf(a: Birth, b: Birth): number {
  const years = Math.abs(a.date.year - b.date.year)
  if (isGivenOut(a) || isGivenOut(b)) return years <= 1 ? 0 : another
  const swapped = years === 0 && a.date.day === b.date.month && a.date.month === b.date.day
  const near = (a.date.year === b.date.year ? 1 : 0) + (a.date.month === b.date.month ? 1 : 0) + (a.date.day === b.date.day ? 1 : 0) === 2
  return swapped ? 2 : near ? 0 : another
}

/** One's own number is strong; a mother's is her children's too. */
function phoneWeight(a: ToldContact[], b: ToldContact[]): number {
  const phones = (contacts: ToldContact[]) => contacts.filter(({ contact_system }) => contact_system === 'phone')
  const shared = phones(a).flatMap((one) =>
    phones(b)
      .filter((other) => other.value === one.value)
      .map((other) => [one, other] as const),
  )
  if (shared.length === 0) return 0
  return shared.some(([one, other]) => one.whose === 'self' && other.whose === 'self') ? 3 : 1
}

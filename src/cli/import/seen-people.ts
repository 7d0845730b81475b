import { type Called, calledAlike, calledBy } from '../../patients/imported/called.ts'
import { likeableOf } from '../../patients/imported/known.ts'
import type { PatientDraft } from '../../patients/imported/read-patient.ts'
import { type Likeable, likelyFrom, likeness, type Why } from '../../patients/registering/likeness.ts'

interface Seen {
  line: number
  called: Called
  person: Likeable
}

interface Numbered {
  line: number
  by: 'file' | 'identifier'
}

type Before = Numbered | { line: number; by: 'likeness'; why: Why[] }

/** The people of one list, as far as those below are compared with them. */
export function seenPeople() {
  const byNumber = new Map<string, Numbered>()
  const byLikeness = new Map<string, Seen[]>()
  return {
    /** An earlier row about the same person, and what tells that it is. */
    find: (draft: PatientDraft): Before | null => {
      const numbered = numbersOf(draft)
        .map(({ key }) => byNumber.get(key))
        .find((found) => found !== undefined)
      if (numbered !== undefined) return numbered
      const person = likeableOf(draft)
      const called = calledBy(person.names)
      for (const other of likenessKeys(person, called).flatMap((key) => byLikeness.get(key) ?? [])) {
        if (!calledAlike(called, other.called)) continue
        const { weight, why } = likeness(person, other.person)
        if (weight >= likelyFrom) return { line: other.line, by: 'likeness', why }
      }
      return null
    },
    remember: (draft: PatientDraft, line: number): void => {
      for (const { key, by } of numbersOf(draft)) byNumber.set(key, { line, by })
      const person = likeableOf(draft)
      const called = calledBy(person.names)
      const seen = { line, called, person }
      for (const key of likenessKeys(person, called)) {
        const others = byLikeness.get(key)
        if (others) others.push(seen)
        else byLikeness.set(key, [seen])
      }
    },
  }
}

const numbersOf = ({ identifiers, fileNumber }: PatientDraft): { key: string; by: Numbered['by'] }[] => [
  ...(fileNumber === null ? [] : [{ key: `file/${fileNumber}`, by: 'file' as const }]),
  ...identifiers
    .filter(({ type }) => type !== 'insurance')
    .map(({ type, country, value }) => ({ key: `${type}/${country}/${value}`, by: 'identifier' as const })),
]

/** The sound of the first name beside the birth date, a telephone, or the last name: rows with nothing of it in common are two people. */
function likenessKeys({ birth, contacts }: Likeable, { sounds }: Called): string[] {
  return sounds.flatMap((words) => {
    const [first = ''] = words
    const last = words.length > 1 ? words.at(-1) : undefined
    return [
      ...(birth?.precision === 'day' ? [`${first}/${birth.date}`] : []),
      ...contacts.map(({ value }) => `${first}/${value}`),
      ...(last === undefined ? [] : [`${first} ${last}`]),
    ]
  })
}

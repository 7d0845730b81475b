import { type Called, calledAlike, calledBy } from '../../patients/imported/called.ts'
import { likeableOf } from '../../patients/imported/known.ts'
import type { PatientDraft } from '../../patients/imported/read-patient.ts'
import { type Likeable, likelyFrom, likeness } from '../../patients/registering/likeness.ts'

interface Seen {
  line: number
  called: Called
  person: Likeable
}

/** The people of one list, as far as those below are compared with them. */
export function seenPeople() {
  const byNumber = new Map<string, number>()
  const byLikeness = new Map<string, Seen[]>()
  return {
    /** An earlier row about the same person; `sure` when a number says so. */
    find: (draft: PatientDraft): { line: number; sure: boolean } | null => {
      const line = numbersOf(draft)
        .map((key) => byNumber.get(key))
        .find((found) => found !== undefined)
      if (line !== undefined) return { line, sure: true }
      const person = likeableOf(draft)
      const called = calledBy(person.names)
      const like = likenessKeys(person, called)
        .flatMap((key) => byLikeness.get(key) ?? [])
        .find((other) => calledAlike(called, other.called) && likeness(person, other.person).weight >= likelyFrom)
      return like === undefined ? null : { line: like.line, sure: false }
    },
    remember: (draft: PatientDraft, line: number): void => {
      for (const key of numbersOf(draft)) byNumber.set(key, line)
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

const numbersOf = ({ identifiers, fileNumber }: PatientDraft): string[] => [
  ...(fileNumber === null ? [] : [`file/${fileNumber}`]),
  ...identifiers.filter(({ type }) => type !== 'insurance').map(({ type, country, value }) => `${type}/${country}/${value}`),
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

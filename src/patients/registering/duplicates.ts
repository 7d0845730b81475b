import { sql } from 'kysely'
import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import { wordsOf } from '../../search/normalize.ts'
import { pairsOf, skeletons } from '../../search/skeleton.ts'
import { cardsOf, type PatientCard } from '../cards.ts'
import { kinds, numberToken } from '../search/search-tokens.ts'
import { type Likeable, likelyFrom, likeness, type Why } from './likeness.ts'

export interface LikelySame {
  patient: PatientCard
  identifiers: Likeable['identifiers']
  why: Why[]
  weight: number
}

/** So many are compared for each reason to think of somebody. */
const compared = 30
const shown = 4

/** Patients who may be this person already, the likeliest first, whoever asks. Four statements at most. */
export async function likelySame(db: Database, person: Likeable): Promise<LikelySame[]> {
  const ids = await candidatesFor(db, person)
  if (ids.length === 0) return []
  const [cards, identifiers, names] = await Promise.all([
    cardsOf(db, ids),
    db.selectFrom('identifiers').select(['patient_id', 'type', 'country', 'value']).where('patient_id', 'in', ids).execute(),
    db.selectFrom('patient_names').select(['patient_id', 'text']).where('patient_id', 'in', ids).execute(),
  ])
  const numbersOf = Map.groupBy(identifiers, (row) => row.patient_id)
  const namesOf = Map.groupBy(names, (row) => row.patient_id)
  return [...cards.values()]
    .filter((card) => !card.archived)
    .map((card) => {
      const numbers = numbersOf.get(card.id) ?? []
      const other = { ...card, names: (namesOf.get(card.id) ?? []).map(({ text }) => text), identifiers: numbers }
      return { patient: card, identifiers: numbers, ...likeness(person, other) }
    })
    .filter(({ weight }) => weight >= likelyFrom)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, shown)
}

/** Who shares a number, a telephone, a birthday and the first name, or the sound of all names. One statement. */
async function candidatesFor(db: Database, { identifiers, contacts, birth, names }: Likeable): Promise<Id<'patient'>[]> {
  const numbers = identifiers.map(({ value }) => kinds.identifier + numberToken(value))
  const phones = contacts.flatMap(({ contact_system, value }) => (contact_system === 'phone' ? [`+${value.replace(/\D/g, '')}`] : []))
  const told = [...numbers, ...phones]
  const words = names.map(wordsOf)
  const given = words.flatMap(([first]) => (first ? skeletons(first).map((way) => kinds.skeleton + way) : []))
  const wholeNames = words.filter((name) => name.length > 1).map((name) => firstPairs(name).map((pair) => kinds.pair + pair))
  const parts = [
    ...(told.length > 0 ? [sql`SELECT subject_id FROM search_tokens WHERE token IN (${sql.join(told)}) LIMIT ${sql.lit(compared)}`] : []),
    ...(birth?.precision === 'day' && given.length > 0
      ? [
          sql`SELECT born.subject_id FROM search_tokens born JOIN search_tokens named ON named.subject_id = born.subject_id
            WHERE born.token = ${kinds.birth + birth.date.toString()} AND named.token IN (${sql.join(given)}) LIMIT ${sql.lit(compared)}`,
        ]
      : []),
    ...wholeNames.map(sharing),
  ]
  if (parts.length === 0) return []
  const { rows } = await sql<{ subject_id: Id<'patient'> }>`${sql.join(
    parts.map((part) => sql`(${part})`),
    sql` UNION `,
  )}`.execute(db)
  return rows.map((row) => row.subject_id)
}

/** The first name with the second, and with the last. */
const firstPairs = (name: string[]): string[] => {
  const [first = '', second = ''] = name
  return [...new Set([...pairsOf([first, second]), ...pairsOf([first, name.at(-1) ?? second])])].slice(0, 4)
}

const sharing = (pairs: string[]) =>
  sql`SELECT subject_id FROM search_tokens WHERE token IN (${sql.join(pairs)}) GROUP BY subject_id
    HAVING COUNT(*) >= ${sql.lit(Math.min(2, pairs.length))} LIMIT ${sql.lit(compared)}`

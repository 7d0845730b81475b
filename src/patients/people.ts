import type { Actor } from '../audit/actor.ts'
import type { Id } from '../database/ids.ts'
import { sqlNow } from '../database/now.ts'
import type { Database } from '../database/pool.ts'
import type { Relation } from '../database/tables.ts'
import { namesOf, type PersonNames } from './names.ts'

/** Somebody for whom the signed-in person acts: no more than a page needs to say who it is about. */
export interface Person {
  id: Id<'patient'>
  names: PersonNames
  relation: Relation
  /** Never for somebody who has died. */
  mayBook: boolean
}

/** For whom the signed-in person acts now: themselves first, then from the oldest on. One statement. */
export async function peopleOfActor(db: Database, actor: Actor): Promise<Person[]> {
  return actor.site === 'patient' ? people(await rowsOf(db, actor)) : []
}

/** One of them; null for everybody else, so that the route answers 404. One statement. */
export async function personOf(db: Database, actor: Actor, patient: Id<'patient'>): Promise<Person | null> {
  return actor.site === 'patient' ? (people(await rowsOf(db, actor, patient))[0] ?? null) : null
}

type PersonRow = Awaited<ReturnType<typeof rowsOf>>[number]

/** A row for each name of each patient, and for each grant. */
function rowsOf(db: Database, actor: Actor, patient?: Id<'patient'>) {
  let query = db
    .selectFrom('patient_access as a')
    .innerJoin('patients as p', 'p.id', 'a.patient_id')
    .leftJoin('patient_names as n', 'n.patient_id', 'p.id')
    .select(['p.id', 'p.birth_date', 'p.deceased_at', 'a.relation', 'a.may_book', 'n.script', 'n.usage_kind', 'n.text'])
    .where('a.user_id', '=', actor.user)
    .where('a.valid_from', '<=', sqlNow)
    .where((where) => where.or([where('a.valid_until', 'is', null), where('a.valid_until', '>', sqlNow)]))
    .where('p.archived_at', 'is', null)
    .orderBy('a.id')
    .orderBy('n.id')
  if (patient !== undefined) query = query.where('p.id', '=', patient)
  return query.execute()
}

/** Two grants for one patient add up. */
function people(rows: PersonRow[]): Person[] {
  const groups = [...Map.groupBy(rows, (row) => row.id).values()]
  return groups
    .toSorted((a, b) => Number(isSelf(b)) - Number(isSelf(a)) || byBirth(a, b))
    .flatMap(([first, ...others]) => {
      if (first === undefined) return []
      const all = [first, ...others]
      return [
        {
          id: first.id,
          names: namesOf(
            all.flatMap(({ script, usage_kind, text }) => (script && usage_kind && text ? [{ script, usage_kind, text }] : [])),
          ),
          relation: isSelf(all) ? ('self' as const) : first.relation,
          mayBook: first.deceased_at === null && all.some((row) => row.may_book),
        },
      ]
    })
}

const isSelf = (rows: PersonRow[]): boolean => rows.some((row) => row.relation === 'self')

/** Whose birth date is not known comes last. */
function byBirth([a]: PersonRow[], [b]: PersonRow[]): number {
  const [dateA, dateB] = [a?.birth_date, b?.birth_date]
  return dateA && dateB ? Temporal.PlainDate.compare(dateA, dateB) : Number(!dateA) - Number(!dateB)
}

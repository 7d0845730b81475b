import { scopeOf } from '../accounts/abilities.ts'
import type { Actor } from '../audit/actor.ts'
import type { Id } from '../database/ids.ts'
import type { Database } from '../database/pool.ts'
import type { Row } from '../database/tables.ts'
import { namesOf, type PersonNames } from './names.ts'

/** Somebody who belongs to a patient. */
export interface Relative {
  /** Null for a name only, and for whom this person may not open. */
  id: Id<'patient'> | null
  recordNumber: string | null
  names: PersonNames
  how: Row<'patient_guardians'>['relation'] | 'child' | 'same-phone'
}

const most = 20

/** Guardians, children, and who else is reached by the same telephone. Three statements. */
export async function familyOf(db: Database, actor: Actor, patient: Id<'patient'>, phones: string[]): Promise<Relative[]> {
  const opens = scopeOf(actor, 'patient-see') === 'all'
  const rows = await db
    .selectFrom('patient_guardians')
    .selectAll()
    .where((where) => where.or([where('patient_id', '=', patient), where('guardian_id', '=', patient)]))
    .limit(most)
    .execute()
  const sharing =
    phones.length === 0
      ? []
      : await db
          .selectFrom('contact_points')
          .select('patient_id')
          .distinct()
          .where('value', 'in', phones)
          .where('patient_id', '!=', patient)
          .limit(most)
          .execute()
  const guardians = rows.filter((row) => row.patient_id === patient)
  const related = [
    ...guardians.map((row) => ({ id: row.guardian_id, name: row.name, how: row.relation })),
    ...rows.filter((row) => row.guardian_id === patient).map((row) => ({ id: row.patient_id, name: null, how: 'child' as const })),
  ]
  const known = new Set(related.map(({ id }) => id))
  const all = [
    ...related,
    ...sharing.filter((row) => !known.has(row.patient_id)).map((row) => ({ id: row.patient_id, name: null, how: 'same-phone' as const })),
  ]
  const people = await peopleBy(
    db,
    all.flatMap(({ id }) => id ?? []),
  )
  return all.flatMap(({ id, name, how }): Relative[] => {
    if (id === null) return [{ id: null, recordNumber: null, names: { ar: null, latn: name }, how }]
    const person = people.get(id)
    return person && !person.archived ? [{ id: opens ? id : null, recordNumber: person.recordNumber, names: person.names, how }] : []
  })
}

async function peopleBy(db: Database, ids: Id<'patient'>[]) {
  if (ids.length === 0) return new Map<Id<'patient'>, { recordNumber: string; names: PersonNames; archived: boolean }>()
  const rows = await db
    .selectFrom('patients as p')
    .leftJoin('patient_names as n', 'n.patient_id', 'p.id')
    .select(['p.id', 'p.record_number', 'p.archived_at', 'n.script', 'n.usage_kind', 'n.text'])
    .where('p.id', 'in', ids)
    .orderBy('n.id')
    .execute()
  return new Map(
    [...Map.groupBy(rows, (row) => row.id)].map(([id, of]) => [
      id,
      {
        recordNumber: of[0]?.record_number ?? '',
        archived: (of[0]?.archived_at ?? null) !== null,
        names: namesOf(of.flatMap(({ script, usage_kind, text }) => (script && usage_kind && text ? [{ script, usage_kind, text }] : []))),
      },
    ]),
  )
}

import { scopeOf } from '../../accounts/abilities.ts'
import type { Actor } from '../../audit/actor.ts'
import { bytesOfId, type Id } from '../../database/ids.ts'
import { piece, run } from '../../database/piece.ts'
import type { Database } from '../../database/pool.ts'
import type { Row } from '../../database/tables.ts'
import { namesOf, type PersonNames } from '../names.ts'

/** Somebody who belongs to a patient. */
export interface Relative {
  /** Null for a name only, and for whom this person may not open. */
  id: Id<'patient'> | null
  recordNumber: string | null
  names: PersonNames
  how: Row<'patient_guardians'>['relation'] | 'child' | 'same-phone'
}

interface RelativeRow {
  how: Relative['how']
  id: Id<'patient'> | null
  name: string | null
  record_number: string | null
  archived_at: Temporal.Instant | null
  script: Row<'patient_names'>['script'] | null
  usage_kind: Row<'patient_names'>['usage_kind'] | null
  text: string | null
}

/** Guardians, children, and who else is reached by the same telephone, each once. One statement. */
export async function familyOf(db: Database, actor: Actor, patient: Id<'patient'>): Promise<Relative[]> {
  const opens = scopeOf(actor, 'patient-see') === 'all'
  const { rows } = await run<RelativeRow>(db, relativesOf(patient))
  const firstHow = new Map(rows.toReversed().map((row) => [row.id, row.how]))
  const groups = Map.groupBy(
    rows.filter((row) => row.id === null || (row.archived_at === null && firstHow.get(row.id) === row.how)),
    (row) => row.id ?? row.name,
  )
  return [...groups.values()].flatMap(([first, ...others]): Relative[] => {
    if (!first) return []
    const { id, name, record_number, how } = first
    if (id === null) return [{ id, recordNumber: null, names: { ar: null, latn: name }, how }]
    const names = [first, ...others].flatMap(({ script, usage_kind, text }) =>
      script && usage_kind && text ? [{ script, usage_kind, text }] : [],
    )
    return [{ id: opens ? id : null, recordNumber: record_number, names: namesOf(names), how }]
  })
}

const relativesOf = (patient: Id<'patient'>) => piece`
  SELECT r.how, r.id, r.name, p.record_number, p.archived_at, n.script, n.usage_kind, n.text
  FROM (
    (SELECT 1 AS place, relation AS how, guardian_id AS id, name FROM patient_guardians WHERE patient_id = ${bytesOfId(patient)} LIMIT 5)
    UNION ALL (SELECT 2, 'child', patient_id, NULL FROM patient_guardians WHERE guardian_id = ${bytesOfId(patient)} LIMIT 20)
    UNION ALL (SELECT DISTINCT 3, 'same-phone', other.patient_id, NULL FROM contact_points own
      JOIN contact_points other ON other.value = own.value AND other.patient_id <> own.patient_id
      WHERE own.patient_id = ${bytesOfId(patient)} AND own.contact_system = 'phone' LIMIT 20)) AS r
  LEFT JOIN patients p ON p.id = r.id
  LEFT JOIN patient_names n ON n.patient_id = r.id
  ORDER BY r.place, r.id, n.id`

import { type SelectQueryBuilder, sql } from 'kysely'
import { type AsJson, jsonOf } from '../database/as-json.ts'
import type { Id } from '../database/ids.ts'
import { sqlNow } from '../database/now.ts'
import type { Database } from '../database/pool.ts'
import type { ByLanguage, Row, Tables } from '../database/tables.ts'
import { type Birth, birthOf } from './birth.ts'
import { namesOf, type PersonNames } from './names.ts'

/** What a list of many says about each patient: enough to tell two apart. */
export interface PatientLine {
  id: Id<'patient'>
  recordNumber: string
  names: PersonNames
  birth: Birth | null
  sex: Row<'patients'>['sex']
  /** Whose child this is, where the patient has no phone of their own. */
  childOf: ByLanguage | null
}

/** What whoever lists patients reads of `patients as p` along with their own rows, beside the patient's id. */
export const patientColumns = [
  'p.record_number',
  'p.sex',
  'p.birth_date',
  'p.birth_precision',
  'p.birth_calendar',
  'p.birth_entered',
] as const

type PatientColumns = { patient_id: Id<'patient'> } & Pick<
  Row<'patients'>,
  'record_number' | 'sex' | 'birth_date' | 'birth_precision' | 'birth_calendar' | 'birth_entered'
>

/** Patients by their ids, or by a query for these: a list of hundreds need not be sent to and fro. */
type Whose =
  | Id<'patient'>[]
  | Pick<
      SelectQueryBuilder<Tables, never, { patient_id: Id<'patient'> }>,
      'expressionType' | 'toOperationNode' | 'isSelectQueryBuilder' | 'as'
    >

/** Lines for these patients, whoever asks: the caller has found the ids through what its actor may see. Three statements. */
export async function patientLines(db: Database, ids: Id<'patient'>[]): Promise<Map<Id<'patient'>, PatientLine>> {
  if (ids.length === 0) return new Map()
  const patients = db
    .selectFrom('patients as p')
    .select(['p.id as patient_id', ...patientColumns])
    .where('p.id', 'in', ids)
  const [rows, lineOf] = await Promise.all([patients.execute(), lineMaker(db, ids)])
  return new Map(rows.map((row) => [row.patient_id, lineOf(row)]))
}

/** Makes lines of rows that hold `patientColumns` already; `whose` names the same patients. One statement. */
export async function lineMaker(db: Database, whose: Whose): Promise<(row: PatientColumns) => PatientLine> {
  const named = Map.groupBy(await namesOfMany(db, whose), (row) => row.patient_id)
  return (row) => {
    const names = named.get(row.patient_id) ?? []
    return {
      id: row.patient_id,
      recordNumber: row.record_number,
      names: namesOf(names.flatMap(({ script, usage_kind, text }) => (script && usage_kind && text ? [{ script, usage_kind, text }] : []))),
      birth: birthOf(row),
      sex: row.sex,
      childOf: jsonOf(names[0]?.parent ?? null),
    }
  }
}

/** A row for each name, and one for who has none; each with the parent. */
const namesOfMany = (db: Database, whose: Whose) =>
  db
    .selectFrom('patients as p')
    .leftJoin('patient_names as n', 'n.patient_id', 'p.id')
    .select(['p.id as patient_id', 'n.script', 'n.usage_kind', 'n.text', parentOfPhoneless.as('parent')])
    .where('p.id', 'in', whose)
    .orderBy('n.id')
    .execute()

/** The first parent or guardian of somebody who is reached by another's phone only. JSON by its content, which the driver cannot know here. */
const parentOfPhoneless = sql<AsJson<ByLanguage> | null>`(
  SELECT u.name FROM patient_access a JOIN users u ON u.id = a.user_id
  WHERE a.patient_id = p.id AND a.relation IN ('parent', 'guardian')
    AND a.valid_from <= ${sqlNow} AND (a.valid_until IS NULL OR a.valid_until > ${sqlNow})
    AND NOT EXISTS (SELECT 1 FROM contact_points c WHERE c.patient_id = p.id AND c.contact_system = 'phone' AND c.whose = 'self')
  ORDER BY a.valid_from, a.id LIMIT 1)`

import { type AsJson, jsonOf } from '../database/as-json.ts'
import type { Id } from '../database/ids.ts'
import { type Piece, piece, run, words } from '../database/piece.ts'
import type { Database } from '../database/pool.ts'
import type { ByLanguage, Row } from '../database/tables.ts'
import { unchanged } from '../database/unchanged.ts'
import { type Birth, birthOf } from './birth.ts'
import { guardianName } from './guardian-name.ts'
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

/** What whoever lists patients reads of `patients AS p` along with their own rows, beside the patient's id. */
export const patientColumns = words('p.record_number, p.sex, p.birth_date, p.birth_precision, p.birth_calendar, p.birth_entered')

export type PatientColumns = { patient_id: Id<'patient'> } & Pick<
  Row<'patients'>,
  'record_number' | 'sex' | 'birth_date' | 'birth_precision' | 'birth_calendar' | 'birth_entered'
>

const names = unchanged<PersonNames>()
const births = unchanged<Birth>()
const parents = unchanged<ByLanguage>()
const lines = unchanged<PatientLine>()

/**
 * Makes lines of rows that hold `patientColumns` already, whoever asks: the caller has found them through what its actor may see.
 * `whose` names the same patients: their ids, or a query for these, so that a list of hundreds need not be sent to and fro. One
 * statement.
 */
export async function lineMaker(db: Database, whose: Piece): Promise<(row: PatientColumns) => PatientLine> {
  const { rows } = await run<NameRow>(db, namesOfMany(whose))
  const named = Map.groupBy(rows, (row) => row.patient_id)
  return (row) => {
    const id = row.patient_id
    const found = named.get(id) ?? []
    const given = found.flatMap(({ script, usage_kind, text }) => (script && usage_kind && text ? [{ script, usage_kind, text }] : []))
    const birth = birthOf(row)
    const parent = jsonOf(found[0]?.parent ?? null)
    return lines(id, {
      id,
      recordNumber: row.record_number,
      names: names(id, namesOf(given)),
      birth: birth && births(id, birth),
      sex: row.sex,
      childOf: parent && parents(id, parent),
    })
  }
}

interface NameRow {
  patient_id: Id<'patient'>
  script: Row<'patient_names'>['script'] | null
  usage_kind: Row<'patient_names'>['usage_kind'] | null
  text: string | null
  parent: AsJson<ByLanguage> | null
}

/**
 * A row for each name, and one for who has none; each with the first parent or guardian of somebody who is reached by another's
 * phone only: JSON by its content, which the driver cannot know here.
 */
const namesOfMany = (whose: Piece): Piece => piece`
  SELECT p.id AS patient_id, n.script, n.usage_kind, n.text, CASE
    WHEN EXISTS (SELECT 1 FROM contact_points c WHERE c.patient_id = p.id AND c.contact_system = 'phone' AND c.whose = 'self') THEN NULL
    ELSE COALESCE(${guardianName('p.id')}, (
      SELECT u.name FROM patient_access a JOIN users u ON u.id = a.user_id
      WHERE a.patient_id = p.id AND a.relation IN ('parent', 'guardian')
        AND a.valid_from <= UTC_TIMESTAMP(3) AND (a.valid_until IS NULL OR a.valid_until > UTC_TIMESTAMP(3))
      ORDER BY a.valid_from, a.id LIMIT 1)) END AS parent
  FROM patients p LEFT JOIN patient_names n ON n.patient_id = p.id
  WHERE p.id IN (${whose}) ORDER BY n.id`

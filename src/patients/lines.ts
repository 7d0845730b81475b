import { sql } from 'kysely'
import type { Id } from '../database/ids.ts'
import { sqlNow } from '../database/now.ts'
import type { Database } from '../database/pool.ts'
import type { ByLanguage, Row } from '../database/tables.ts'
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

/** Lines for these patients, whoever asks: the caller has found the ids through what its actor may see. Three statements. */
export async function patientLines(db: Database, ids: Id<'patient'>[]): Promise<Map<Id<'patient'>, PatientLine>> {
  if (ids.length === 0) return new Map()
  const [patients, names, parents] = await Promise.all([
    db
      .selectFrom('patients')
      .select(['id', 'record_number', 'sex', 'birth_date', 'birth_precision', 'birth_calendar', 'birth_entered'])
      .where('id', 'in', ids)
      .execute(),
    db
      .selectFrom('patient_names')
      .select(['patient_id', 'script', 'usage_kind', 'text'])
      .where('patient_id', 'in', ids)
      .orderBy('id')
      .execute(),
    parentsOfPhoneless(db, ids),
  ])
  const namesByPatient = Map.groupBy(names, (row) => row.patient_id)
  const parentByPatient = new Map(parents.toReversed().map((row) => [row.patient_id, row.name]))
  return new Map(
    patients.map((patient) => [
      patient.id,
      {
        id: patient.id,
        recordNumber: patient.record_number,
        names: namesOf(namesByPatient.get(patient.id) ?? []),
        birth: birthOf(patient),
        sex: patient.sex,
        childOf: parentByPatient.get(patient.id) ?? null,
      },
    ]),
  )
}

/** The first parent or guardian of those who are reached by somebody else's phone only. */
function parentsOfPhoneless(db: Database, ids: Id<'patient'>[]) {
  return db
    .selectFrom('patient_access as a')
    .innerJoin('users as u', 'u.id', 'a.user_id')
    .select(['a.patient_id', 'u.name'])
    .where('a.patient_id', 'in', ids)
    .where('a.relation', 'in', ['parent', 'guardian'])
    .where('a.valid_from', '<=', sqlNow)
    .where((where) => where.or([where('a.valid_until', 'is', null), where('a.valid_until', '>', sqlNow)]))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('contact_points as c')
            .select(sql`1`.as('one'))
            .whereRef('c.patient_id', '=', 'a.patient_id')
            .where('c.contact_system', '=', 'phone')
            .where('c.whose', '=', 'self'),
        ),
      ),
    )
    .orderBy('a.valid_from')
    .orderBy('a.id')
    .execute()
}

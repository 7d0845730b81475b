import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import { namesOf, type PersonNames } from '../names.ts'

/** What one patient is called, whoever asks. One statement. */
export async function patientNames(db: Database, patient: Id<'patient'>): Promise<PersonNames> {
  const rows = await db
    .selectFrom('patient_names')
    .select(['script', 'usage_kind', 'text'])
    .where('patient_id', '=', patient)
    .orderBy('id')
    .execute()
  return namesOf(rows)
}

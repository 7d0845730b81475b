import type { Id } from '../../database/ids.ts'
import type { Tx } from '../../database/pool.ts'
import { writeTokens } from '../../search/tokens.ts'
import { searchTokensOf } from './search-tokens.ts'

/** What the patient is found by, made again from the rows as they are now, in the transaction that changed them. */
export async function refreshTokens(tx: Tx, patient: Id<'patient'>): Promise<void> {
  const [rows, names, identifiers, contacts] = await Promise.all([
    tx.selectFrom('patients').select(['record_number', 'birth_date', 'birth_precision']).where('id', '=', patient).execute(),
    tx.selectFrom('patient_names').select('text').where('patient_id', '=', patient).execute(),
    tx.selectFrom('identifiers').select('value').where('patient_id', '=', patient).execute(),
    tx.selectFrom('contact_points').select(['contact_system', 'value']).where('patient_id', '=', patient).execute(),
  ])
  const [row] = rows
  if (!row) return
  const { record_number, ...birth } = row
  await writeTokens(tx, patient, searchTokensOf({ recordNumber: record_number, birth, names, identifiers, contacts }))
}

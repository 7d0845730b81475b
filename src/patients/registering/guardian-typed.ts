import type { Database } from '../../database/pool.ts'
import type { ToldGuardian } from './registration.ts'
import type { Read } from './told-form.ts'

/** A guardian is another patient where the record number says so, and a name otherwise; null where nobody has that number. */
export async function guardianTyped(db: Database, guardian: Read['guardian']): Promise<ToldGuardian[] | null> {
  if (guardian === null) return []
  const { text, relation } = guardian
  if (!/\d/.test(text)) return [{ guardian_id: null, name: text.slice(0, 200), relation }]
  const row = await db
    .selectFrom('patients')
    .select('id')
    .where('record_number', '=', text.toUpperCase().replace(/^(?=\d)/, 'R-'))
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  return row ? [{ guardian_id: row.id, name: null, relation }] : null
}

import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'

/** The record that is the account holder's own, or null. */
export async function ownRecord(db: Database, user: Id<'user'>): Promise<Id<'patient'> | null> {
  const row = await db
    .selectFrom('patient_access as a')
    .innerJoin('patients as p', 'p.id', 'a.patient_id')
    .select('p.id')
    .where('a.user_id', '=', user)
    .where('a.relation', '=', 'self')
    .where('a.valid_from', '<=', sqlNow)
    .where((where) => where.or([where('a.valid_until', 'is', null), where('a.valid_until', '>', sqlNow)]))
    .where('p.archived_at', 'is', null)
    .orderBy('a.id')
    .executeTakeFirst()
  return row?.id ?? null
}

import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import { type Birth, birthOf } from '../birth.ts'

/**
 * The dates of birth in the records that an account opens: what somebody knows who holds a telephone rightly, and who was given its
 * number later does not. Dates that are known to the day only. One statement.
 */
export async function knownBirths(db: Database, user: Id<'user'>): Promise<Birth[]> {
  const rows = await db
    .selectFrom('patient_access as a')
    .innerJoin('patients as p', 'p.id', 'a.patient_id')
    .select(['p.birth_date', 'p.birth_precision', 'p.birth_calendar', 'p.birth_entered'])
    .where('a.user_id', '=', user)
    .where('a.may_see_record', '=', true)
    .where('a.valid_from', '<=', sqlNow)
    .where((where) => where.or([where('a.valid_until', 'is', null), where('a.valid_until', '>', sqlNow)]))
    .where('p.archived_at', 'is', null)
    .where('p.birth_precision', '=', 'day')
    .execute()
  return rows.map(birthOf).filter((birth) => birth !== null)
}

import type { CodeTo } from '../../accounts/codes.ts'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'

/** By what those sign in who have one of these records as their own: one of each record's. A second account for it is rarely meant. */
export async function accountsOf(db: Database, patients: readonly Id<'patient'>[]): Promise<Map<Id<'patient'>, CodeTo>> {
  if (patients.length === 0) return new Map()
  const rows = await db
    .selectFrom('patient_access as a')
    .innerJoin('logins as l', 'l.user_id', 'a.user_id')
    .select(['a.patient_id', 'l.kind', 'l.value'])
    .where('a.patient_id', 'in', patients)
    .where('a.relation', '=', 'self')
    .where('a.valid_from', '<=', sqlNow)
    .where((where) => where.or([where('a.valid_until', 'is', null), where('a.valid_until', '>', sqlNow)]))
    .where('l.kind', 'in', ['phone', 'email'])
    .orderBy('l.id')
    .execute()
  return new Map(
    rows.flatMap(({ patient_id, kind, value }) => (kind === 'staff-name' ? [] : [[patient_id, { kind, value }] as const])).toReversed(),
  )
}

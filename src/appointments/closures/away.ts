import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'

/** Whose time off covers the whole of this time, such as the rest of a day. One statement. */
export async function awayThroughout(
  db: Database,
  { starts, ends }: { starts: Temporal.Instant; ends: Temporal.Instant },
): Promise<Set<Id<'staff'>>> {
  const rows = await db
    .selectFrom('closures')
    .select('staff_id')
    .where('staff_id', 'is not', null)
    .where('withdrawn_at', 'is', null)
    .where('starts_at', '<=', starts)
    .where('ends_at', '>=', ends)
    .execute()
  return new Set(rows.flatMap(({ staff_id }) => staff_id ?? []))
}

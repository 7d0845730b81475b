import { sql } from 'kysely'
import type { Chore } from '../jobs/housekeeping.ts'
import { channels } from './notice.ts'

/** Removes messages that nobody fetched for a week, and parked ones after a month: they name people. */
export const forgetOldNotices: Chore = async (db) => {
  const { numDeletedRows } = await db
    .deleteFrom('outbox')
    .where('topic', 'in', channels)
    .where('created_at', '<', sql<Temporal.Instant>`UTC_TIMESTAMP(3) - INTERVAL 7 DAY`)
    .where((where) =>
      where.or([where('parked_at', 'is', null), where('parked_at', '<', sql<Temporal.Instant>`UTC_TIMESTAMP(3) - INTERVAL 30 DAY`)]),
    )
    .limit(5000)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

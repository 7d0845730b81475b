import { settingsOf } from '../../clinic/queries.ts'
import type { Database } from '../../database/pool.ts'

/** The last moment for patients to cancel or move a visit: so many minutes before its start. One statement. */
export async function isTooLateForPatients(
  db: Database,
  { starts_at, now }: { starts_at: Temporal.Instant; now: Temporal.Instant },
): Promise<boolean> {
  const { cancel_limit_minutes } = await settingsOf(db)
  return Temporal.Instant.compare(now, starts_at.subtract({ minutes: cancel_limit_minutes })) > 0
}

import { settingsOf } from '../../clinic/queries.ts'
import type { Database } from '../../database/pool.ts'
import type { Row } from '../../database/tables.ts'

/** The last moment for patients to cancel or move a visit: the clinic's limit before its start. */
export const lastMoment = (starts: Temporal.Instant, { cancel_limit_minutes }: Pick<Row<'settings'>, 'cancel_limit_minutes'>) =>
  starts.subtract({ minutes: cancel_limit_minutes })

export const isPast = (moment: Temporal.Instant, now: Temporal.Instant): boolean => Temporal.Instant.compare(now, moment) > 0

/** One statement. */
export async function isTooLateForPatients(
  db: Database,
  { starts_at, now }: { starts_at: Temporal.Instant; now: Temporal.Instant },
): Promise<boolean> {
  return isPast(lastMoment(starts_at, await settingsOf(db)), now)
}

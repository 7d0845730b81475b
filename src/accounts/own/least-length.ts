import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import type { Site } from '../../database/tables.ts'
import { shortest, shortestWithSecondFactor } from './new-password.ts'

/**
 * How long somebody's next password is at least, wherever it is chosen. Shorter where it never opens anything alone: on the staff site,
 * which asks for a second factor at every sign-in, or has one set up at the first. Not for an account of the demo, which is asked for
 * none, nor for one that opens records on the patients' site as well, where the password is enough.
 */
export async function leastLength(db: Database, user: Id<'user'>, site: Site): Promise<number> {
  if (site === 'patient') return shortest
  const opensAlone = await db
    .selectFrom('users as u')
    .leftJoin('patient_access as a', 'a.user_id', 'u.id')
    .select('u.id')
    .where('u.id', '=', user)
    .where((row) =>
      row.or([
        row('u.demo', '=', true),
        row('a.valid_until', '>', sqlNow),
        row.and([row('a.id', 'is not', null), row('a.valid_until', 'is', null)]),
      ]),
    )
    .executeTakeFirst()
  return opensAlone ? shortest : shortestWithSecondFactor
}

import { sql } from 'kysely'
import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import type { Site } from '../../database/tables.ts'
import type { Login } from '../logins.ts'

/** Who may get a new password by this login on this site: not who is disabled, and on the staff site only who works here. One statement. */
export async function recoverable(db: Database, site: Site, { kind, value }: Login): Promise<Id<'user'> | null> {
  if (site === 'patient' && kind === 'staff-name') return null
  let query = db
    .selectFrom('logins as login')
    .innerJoin('users as user', 'user.id', 'login.user_id')
    .select('user.id')
    .where('login.kind', '=', kind)
    .where('login.value', '=', value)
    .where('login.confirmed_at', 'is not', null)
    .where('user.disabled_at', 'is', null)
  if (site === 'staff') {
    query = query.where(sql<boolean>`EXISTS (SELECT 1 FROM staff WHERE staff.user_id = user.id AND staff.archived_at IS NULL)`)
  }
  return (await query.executeTakeFirst())?.id ?? null
}

import type { Id } from '../database/ids.ts'
import type { Database } from '../database/pool.ts'
import type { Site } from '../database/tables.ts'
import type { Login } from './logins.ts'

export interface Account {
  user: Id<'user'>
  /** Null for whoever may not sign in: no password set, or disabled. */
  passwordHash: string | null
}

/** Who signs in by this login; staff names are for the staff's door only. */
export async function accountOf(db: Database, site: Site, login: Login | null): Promise<Account | null> {
  if (!login || (site === 'patient' && login.kind === 'staff-name')) return null
  const row = await db
    .selectFrom('logins as login')
    .innerJoin('users as user', 'user.id', 'login.user_id')
    .select(['user.id', 'user.password_hash', 'user.disabled_at'])
    .where('login.kind', '=', login.kind)
    .where('login.value', '=', login.value)
    .executeTakeFirst()
  return row ? { user: row.id, passwordHash: row.disabled_at === null ? row.password_hash : null } : null
}

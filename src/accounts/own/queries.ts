import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import type { ByLanguage, Row } from '../../database/tables.ts'

/** How somebody signs in, as they see it themselves. */
export interface OwnAccount {
  user: Id<'user'>
  version: number
  name: ByLanguage
  language: string | null
  /** Who registered with a code alone has none. */
  hasPassword: boolean
  passwordChangedAt: Temporal.Instant | null
  phone: string | null
  email: string | null
  staffName: string | null
}

/** The account of this user. One statement. */
export async function ownAccount(db: Database, user: Id<'user'>): Promise<OwnAccount> {
  const rows = await db
    .selectFrom('users as u')
    .leftJoin('logins as l', 'l.user_id', 'u.id')
    .select(['u.version', 'u.name', 'u.language', 'u.password_hash', 'u.password_changed_at', 'l.kind', 'l.value'])
    .where('u.id', '=', user)
    .orderBy('l.id')
    .execute()
  const [account] = rows
  if (!account) throw new Error('a session without its user')
  const loginBy = (kind: Row<'logins'>['kind']) => rows.find((row) => row.kind === kind)?.value ?? null
  return {
    user,
    version: account.version,
    name: account.name,
    language: account.language,
    hasPassword: account.password_hash !== null,
    passwordChangedAt: account.password_changed_at,
    phone: loginBy('phone'),
    email: loginBy('email'),
    staffName: loginBy('staff-name'),
  }
}

/** What others know of somebody, and so what no password may be made of. */
export const knownOf = ({ name, phone, email, staffName }: OwnAccount): string[] =>
  [name.en, name.ar, phone, email, staffName].filter((text) => text !== null)

import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import type { Row } from '../../database/tables.ts'
import { recoveryCodesLeft } from './recovery-codes.ts'

/** By what somebody shows that it is they. */
export interface Factors {
  /** When the app was set up. */
  app: Temporal.Instant | null
  passkeys: Row<'passkeys'>[]
  recoveryCodes: number
}

/** Three statements. */
export async function factorsOf(db: Database, user: Id<'user'>): Promise<Factors> {
  const [app, passkeys, recoveryCodes] = await Promise.all([
    db.selectFrom('authenticators').select('created_at').where('user_id', '=', user).executeTakeFirst(),
    db.selectFrom('passkeys').selectAll().where('user_id', '=', user).orderBy('id').execute(),
    recoveryCodesLeft(db, user),
  ])
  return { app: app?.created_at ?? null, passkeys, recoveryCodes }
}

export const hasFactor = ({ app, passkeys }: Factors): boolean => app !== null || passkeys.length > 0

/** Whether it is an account of the demo clinic, whose password everybody knows: it is asked for none. */
export async function isExempt(db: Database, user: Id<'user'>): Promise<boolean> {
  const row = await db.selectFrom('users').select('demo').where('id', '=', user).executeTakeFirst()
  return row?.demo ?? false
}

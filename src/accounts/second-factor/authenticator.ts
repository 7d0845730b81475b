import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Tx } from '../../database/pool.ts'
import { seal, unseal } from '../seal.ts'
import { stepOf } from './totp.ts'

const purposeOf = (user: Id<'user'>): string => `authenticator ${user}`

/** The person's app from now on, in the place of the one before. `step` is that of the number by which the app was confirmed. */
export async function keepAuthenticator(tx: Tx, secret: Buffer, { user, key, step }: { user: Id<'user'>; key: Buffer; step: number }) {
  const row = { secret: seal(secret, purposeOf(user), key), last_step: step, created_at: sqlNow }
  await tx
    .insertInto('authenticators')
    .values({ user_id: user, ...row })
    .onDuplicateKeyUpdate(row)
    .execute()
}

/** Whether the person's app shows these digits now. A step is accepted once: of two who send the same number the row lets one through. */
export async function acceptCode(tx: Tx, secret: Buffer, user: Id<'user'>, typed: string): Promise<boolean> {
  const known = await tx.selectFrom('authenticators').select('secret').where('user_id', '=', user).executeTakeFirst()
  const key = known ? unseal(secret, purposeOf(user), known.secret) : null
  const step = key ? stepOf(key, typed, Temporal.Now.instant()) : null
  if (step === null) return false
  const { numUpdatedRows } = await tx
    .updateTable('authenticators')
    .set({ last_step: step })
    .where('user_id', '=', user)
    .where('last_step', '<', step)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

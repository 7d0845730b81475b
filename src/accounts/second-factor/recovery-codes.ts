import { createHmac } from 'node:crypto'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database, Tx } from '../../database/pool.ts'
import { meantBy, newReadableCode } from './readable-code.ts'

const howMany = 10

/** Forty bits each: keyed, because whoever read the table could try so few. */
const hashOf = (secret: Buffer, user: Id<'user'>, code: string): Buffer =>
  createHmac('sha256', secret)
    .update(`recovery ${user} ${meantBy(code)}`)
    .digest()

/** Ten new codes in the place of those that the person had; answers them, for they can never be read again. */
export async function renewRecoveryCodes(tx: Tx, secret: Buffer, user: Id<'user'>): Promise<string[]> {
  const codes = new Set<string>()
  while (codes.size < howMany) codes.add(newReadableCode(2))
  await tx.deleteFrom('recovery_codes').where('user_id', '=', user).execute()
  const rows = [...codes].map((code) => ({ user_id: user, code_hash: hashOf(secret, user, code), created_at: sqlNow, used_at: null }))
  await tx.insertInto('recovery_codes').values(rows).execute()
  return [...codes]
}

/** Whether it was one of the person's codes, not used before. Of two that use it at once the row lets one through. */
export async function useRecoveryCode(tx: Tx, secret: Buffer, user: Id<'user'>, typed: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('recovery_codes')
    .set({ used_at: sqlNow })
    .where('user_id', '=', user)
    .where('code_hash', '=', hashOf(secret, user, typed))
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function recoveryCodesLeft(db: Database, user: Id<'user'>): Promise<number> {
  const row = await db
    .selectFrom('recovery_codes')
    .select((count) => count.fn.countAll<number>().as('left'))
    .where('user_id', '=', user)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.left)
}

import type { Actor } from '../audit/actor.ts'
import { audit } from '../audit/write.ts'
import type { Id } from '../database/ids.ts'
import { sqlNow } from '../database/now.ts'
import type { Database } from '../database/pool.ts'
import { transact } from '../database/transact.ts'

export type Revoked = { ok: true } | { ok: false; reason: 'not-found' }

/** Ends a board: its key opens nothing from the next look on. One that has ended already stays so. */
export async function revokeBoard(
  db: Database,
  actor: Actor,
  { receipt, board }: { receipt: Id<'receipt'>; board: Id<'board'> },
): Promise<Revoked> {
  const known = await db.selectFrom('boards').select('id').where('id', '=', board).where('paired_at', 'is not', null).executeTakeFirst()
  if (!known) return { ok: false, reason: 'not-found' }
  await transact(db, { receipt, name: 'board.revoke', user: actor.user, subject: board }, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('boards')
      .set((row) => ({ revoked_at: sqlNow, version: row('version', '+', 1) }))
      .where('id', '=', board)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows > 0n) await audit(tx, actor, { action: 'board.revoke', subject: { type: 'board', id: board } })
    return { ok: true as const }
  })
  return { ok: true }
}

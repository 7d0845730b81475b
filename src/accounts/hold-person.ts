import type { Id } from '../database/ids.ts'
import type { Tx } from '../database/pool.ts'

/**
 * What changes somebody's account writes their row before it looks: of two at once the second waits here, or on another node of a
 * cluster is tried again, and then sees what the first has done. A lock alone would be a judge on one server only. Whether there is
 * such a person; `enabled`: and whether they are let in.
 */
export async function holdPerson(tx: Tx, user: Id<'user'>, { enabled = false } = {}): Promise<boolean> {
  let query = tx
    .updateTable('users')
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('id', '=', user)
  if (enabled) query = query.where('disabled_at', 'is', null)
  const { numUpdatedRows } = await query.executeTakeFirst()
  return numUpdatedRows === 1n
}

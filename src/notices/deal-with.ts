import type { Actor } from '../audit/actor.ts'
import { audit } from '../audit/write.ts'
import type { Id } from '../database/ids.ts'
import { sqlNow } from '../database/now.ts'
import type { Database } from '../database/pool.ts'
import { transact } from '../database/transact.ts'
import { channels } from './notice.ts'
import { putAside, sendAgain } from './undelivered.ts'

interface Which {
  receipt: Id<'receipt'>
  notice: Id<'outbox'>
}

export type DealtWith = { ok: true } | { ok: false; reason: 'not-found' }

/** A parked message is tried again, from now on as if for the first time. */
export async function retryNotice(db: Database, actor: Actor, { receipt, notice }: Which): Promise<DealtWith> {
  const answer = await transact<DealtWith>(db, { receipt, name: 'notice.retry', user: actor.user, subject: notice }, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('outbox')
      .set({ ...sendAgain, due_at: sqlNow })
      .where('id', '=', notice)
      .where('topic', 'in', channels)
      .where('parked_at', 'is not', null)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) return { ok: false, reason: 'not-found' }
    await audit(tx, actor, { action: 'notice.retry', subject: { type: 'notice', id: notice } })
    return { ok: true }
  })
  return answer.ok ? { ok: true } : answer
}

/** A message that did not arrive is taken off the list; a parked one is not sent any more. */
export async function discardNotice(db: Database, actor: Actor, { receipt, notice }: Which): Promise<DealtWith> {
  const answer = await transact<DealtWith>(db, { receipt, name: 'notice.discard', user: actor.user, subject: notice }, async (tx) => {
    const parked = await tx
      .updateTable('outbox')
      .set(putAside)
      .where('id', '=', notice)
      .where('topic', 'in', channels)
      .where('parked_at', 'is not', null)
      .executeTakeFirstOrThrow()
    const failed = await tx
      .updateTable('sent_texts')
      .set({ seen_at: sqlNow })
      .where('id', '=', notice)
      .where('state', '=', 'failed')
      .executeTakeFirstOrThrow()
    if (parked.numUpdatedRows + failed.numUpdatedRows === 0n) return { ok: false, reason: 'not-found' }
    await audit(tx, actor, { action: 'notice.discard', subject: { type: 'notice', id: notice } })
    return { ok: true }
  })
  return answer.ok ? { ok: true } : answer
}

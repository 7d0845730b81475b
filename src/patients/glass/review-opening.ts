import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'

interface Review {
  receipt: Id<'receipt'>
  opening: { id: Id<'glass-break'>; patient: Id<'patient'> }
  version: number
  note: string | null
}

export type Reviewed = { ok: true } | { ok: false; reason: 'changed' }

/** An admin has looked at the opening of a record, with what they make of it. */
export async function reviewOpening(db: Database, actor: Actor, { receipt, opening, version, note }: Review): Promise<Reviewed> {
  return transact<Reviewed>(db, { receipt, name: 'glass.review', user: actor.user, subject: opening.id }, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('glass_breaks')
      .set((row) => ({ seen_at: sqlNow, seen_by_user_id: actor.user, note, version: row('version', '+', 1) }))
      .where('id', '=', opening.id)
      .where('version', '=', version)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return { ok: false, reason: 'changed' }
    await audit(tx, actor, { action: 'glass.review', subject: { type: 'glass-break', id: opening.id }, patient: opening.patient })
    return { ok: true }
  })
}

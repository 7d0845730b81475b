import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'

interface Closing {
  receipt: Id<'receipt'>
  opening: { id: Id<'glass-break'>; patient: Id<'patient'> }
}

/** Whoever opened a record needs it no more. Done twice, or after its time was over, it changes nothing. */
export async function closeRecord(db: Database, actor: Actor, { receipt, opening }: Closing): Promise<void> {
  await transact(db, { receipt, name: 'glass.end', user: actor.user, subject: opening.id }, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('glass_breaks')
      .set((row) => ({ ends_at: sqlNow, version: row('version', '+', 1) }))
      .where('user_id', '=', actor.user)
      .where('patient_id', '=', opening.patient)
      .where('ends_at', '>', sqlNow)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows > 0n)
      await audit(tx, actor, { action: 'glass.end', subject: { type: 'glass-break', id: opening.id }, patient: opening.patient })
    return { ok: true as const }
  })
}

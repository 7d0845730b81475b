import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import { type Repeated, transact } from '../../database/transact.ts'
import { dayBookOf, noteChange } from '../../jobs/changes.ts'
import { cellsAround } from '../free/minutes.ts'
import { holdClosedTime } from './closed-time.ts'

interface Withdrawal {
  receipt: Id<'receipt'>
  closure: Id<'closure'>
  /** Where it is about one clinic day: its boards show it at once. */
  clinicDay?: Temporal.PlainDate | undefined
}

export type Withdrawn = { ok: true } | Repeated | { ok: false; reason: 'not-found' | 'already-withdrawn' }

/** Opens a closed time again; cells that another closure is about go to that one. */
export async function withdrawClosure(
  db: Database,
  actor: Actor | null,
  { receipt, closure: id, clinicDay }: Withdrawal,
): Promise<Withdrawn> {
  return transact(db, { receipt, name: 'closure.withdraw', user: actor?.user ?? null, subject: id }, async (tx) => {
    const closure = await tx.selectFrom('closures').select(['staff_id', 'starts_at', 'ends_at']).where('id', '=', id).executeTakeFirst()
    if (!closure) return { ok: false as const, reason: 'not-found' as const }
    const { numUpdatedRows } = await tx
      .updateTable('closures')
      .set((set) => ({ withdrawn_at: sqlNow, version: set('version', '+', 1) }))
      .where('id', '=', id)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return { ok: false as const, reason: 'already-withdrawn' as const }
    await tx.deleteFrom('reservations').where('closure_id', '=', id).execute()
    await holdClosedTime(tx, closure.staff_id ? [closure.staff_id] : 'all', cellsAround(closure.starts_at, closure.ends_at))
    await audit(tx, actor, { action: 'closure.withdraw', subject: { type: 'closure', id } })
    if (clinicDay) await noteChange(tx, dayBookOf(clinicDay))
    return { ok: true as const }
  })
}

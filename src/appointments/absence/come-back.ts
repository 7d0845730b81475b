import type { Actor } from '../../audit/actor.ts'
import type { Database } from '../../database/pool.ts'
import { withdrawClosure } from '../closures/withdraw-closure.ts'
import { stepReceipt } from '../visit/step-receipt.ts'
import type { DayClosed } from './day-closed.ts'

/**
 * The doctor is here after all: what closed this day is opened, and its times can be booked again. Who was moved or cancelled stays
 * so. Whoever comes second finds it opened, which is what they wanted.
 */
export async function comeBack(db: Database, actor: Actor, day: Temporal.PlainDate, { openable }: DayClosed): Promise<void> {
  for (const { id, version } of openable) {
    await withdrawClosure(db, actor, { receipt: stepReceipt(actor, id, version, 'withdraw'), closure: id, clinicDay: day })
  }
}

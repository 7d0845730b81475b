import { newId } from '../database/ids.ts'
import { sqlNow } from '../database/now.ts'
import type { Tx } from '../database/pool.ts'

/** Tells the boards that show this topic that there is something new, once the transaction is committed. */
export async function noteChange(tx: Tx, topic: string): Promise<void> {
  await tx.insertInto('changes').values({ id: newId<'change'>(), topic, at: sqlNow }).execute()
}

/** What every board of a clinic day watches. */
export const dayBookOf = (clinicDay: Temporal.PlainDate): string => `day-book/${clinicDay}`

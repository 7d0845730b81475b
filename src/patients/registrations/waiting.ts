import { sql } from 'kysely'
import type { Id } from '../../database/ids.ts'
import type { Tx } from '../../database/pool.ts'

/**
 * Whether nobody has seen yet who this patient is. The row stays locked until the transaction ends, so that two bookings of one
 * patient follow each other; `version` counts them, because a cluster sees a conflict only where something was written.
 */
export async function isWaiting(tx: Tx, patient: Id<'patient'>): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('registrations')
    .set({ version: sql`version + 1` })
    .where('patient_id', '=', patient)
    .where('status', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

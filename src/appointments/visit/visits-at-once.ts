import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Tx } from '../../database/pool.ts'
import { isWaiting } from '../../patients/registrations/waiting.ts'

/** Visits ahead that somebody may hold whom nobody at the clinic has seen: enough to come, too few to take a day's times from others. */
const atOnce = 2

/** Whether this patient may book one more by themselves; asked within the booking's transaction. */
export async function mayHoldAnother(tx: Tx, patient: Id<'patient'>): Promise<boolean> {
  if (!(await isWaiting(tx, patient))) return true
  const held = await tx
    .selectFrom('appointments')
    .select('id')
    .where('patient_id', '=', patient)
    .where('status', '=', 'booked')
    .where('ends_at', '>', sqlNow)
    .limit(atOnce)
    .execute()
  return held.length < atOnce
}

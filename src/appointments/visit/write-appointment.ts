import { isDuplicateKey } from '../../database/errors.ts'
import { sqlNow } from '../../database/now.ts'
import type { Tx } from '../../database/pool.ts'
import type { NewRow } from '../../database/tables.ts'
import { hold, holdsOf } from '../free/holds.ts'
import { bookingNumber } from './number.ts'

type Draft = Omit<NewRow<'appointments'>, 'number' | 'lane' | 'created_at'> & Parameters<typeof holdsOf>[0]

/**
 * Writes an appointment and all its cells. Answers false when somebody holds one of them: the statement that failed
 * tells, because the message names the key alone. The transaction must then be rolled back.
 */
export async function writeAppointment(tx: Tx, draft: Draft): Promise<boolean> {
  await insertNumbered(tx, draft)
  try {
    await hold(tx, holdsOf(draft), { appointment_id: draft.id })
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/** A visit that is over holds nothing: its row alone. */
export const writePastAppointment = (tx: Tx, draft: Draft): Promise<void> => insertNumbered(tx, draft)

/** A 1062 can only be the number: it undoes its statement alone, so another number may follow. */
export async function insertNumbered(tx: Tx, draft: Draft, attempt = 0): Promise<void> {
  try {
    await tx
      .insertInto('appointments')
      .values({ ...draft, number: bookingNumber(attempt), created_at: sqlNow })
      .execute()
  } catch (error) {
    if (!isDuplicateKey(error) || attempt > 20) throw error
    await insertNumbered(tx, draft, attempt + 1)
  }
}

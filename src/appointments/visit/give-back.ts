import type { Tx } from '../../database/pool.ts'
import type { Row } from '../../database/tables.ts'
import { holdClosedTime } from '../closures/closed-time.ts'
import { cellsAround } from '../free/minutes.ts'

type Held = Pick<Row<'appointments'>, 'id' | 'doctor_id' | 'blocked_from' | 'blocked_until'>

/** First the cells go, then closures are read: one that is being made just then waits for these cells and takes them itself. */
export async function giveBack(tx: Tx, { id, doctor_id, blocked_from, blocked_until }: Held): Promise<void> {
  await tx.deleteFrom('reservations').where('appointment_id', '=', id).execute()
  await holdClosedTime(tx, [doctor_id], cellsAround(blocked_from, blocked_until))
}

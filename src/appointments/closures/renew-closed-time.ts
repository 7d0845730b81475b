import type { Id } from '../../database/ids.ts'
import type { Tx } from '../../database/pool.ts'
import { holdClosedTime } from './closed-time.ts'

/**
 * Gives a doctor the cells of the closures that are there already: for whoever becomes a doctor, and after every change of a doctor's roles,
 * because closures of one place hold only those who work nowhere else.
 */
export async function renewClosedTime(tx: Tx, doctor: Id<'staff'>): Promise<void> {
  await tx.deleteFrom('reservations').where('resource_id', '=', doctor).where('closure_id', 'is not', null).execute()
  await holdClosedTime(tx, [doctor], allTime)
}

/** In minutes since 1970: until the year 2200. */
const allTime = { from: 0, until: 230 * 366 * 1440 }

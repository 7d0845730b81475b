import { clinicNow } from '../../clinic/remembered.ts'
import type { Database } from '../../database/pool.ts'
import { type DeskOffers, deskOffers } from '../desk/desk-offers.ts'

const remembered = new WeakMap<object, Promise<DeskOffers>>()

/**
 * Who offers first visits and when they work, read as often as the clinic itself is: a board is read every few seconds, and working
 * hours change rarely. The time is now's. For showing only: whoever books asks again.
 */
export async function firstVisits(db: Database, now: Temporal.Instant): Promise<DeskOffers> {
  const clinic = await clinicNow(db)
  const read = remembered.get(clinic) ?? deskOffers(db, { visitType: 'first' })
  remembered.set(clinic, read)
  read.catch(() => remembered.delete(clinic))
  return { ...(await read), now }
}

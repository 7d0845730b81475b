import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import { type Opening, openingsOf, type Slot, slotOf } from './free.ts'
import { dateOf } from './minutes.ts'
import { type Offer, offersFor, type Wish } from './offers.ts'
import { dayIn } from './wall-clock.ts'

export interface NextFree {
  doctors: Map<Id<'staff'>, Slot>
  departments: Map<Id<'department'>, Slot>
}

/** The next free time of each doctor and each department within so many days; who has none is not there. Three statements. */
export async function nextFreeWithin(db: Database, wish: Wish, days: number): Promise<NextFree> {
  const found = await offersFor(db, wish)
  const [offer] = found.offers
  const until = offer && dateOf(dayIn(offer.zone, found.now) + days)
  const openings = await openingsOf(db, found, { until })
  return { doctors: firstBy(openings, (one) => one.doctor), departments: firstBy(openings, (one) => one.department) }
}

/** `openings` are in order of time, so the first one of a key is its earliest. */
function firstBy<Key>(openings: Opening[], keyOf: (offer: Offer) => Key): Map<Key, Slot> {
  const first = new Map<Key, Opening>()
  for (const opening of openings) if (!first.has(keyOf(opening.offer))) first.set(keyOf(opening.offer), opening)
  return new Map([...first].map(([key, opening]) => [key, slotOf(opening)]))
}

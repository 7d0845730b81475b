import type { Id } from '../database/ids.ts'
import type { Database } from '../database/pool.ts'
import { type Opening, openingsOf, type Slot, slotOf } from './free.ts'
import { dateOf } from './minutes.ts'
import { type Offer, offersFor, type Wish } from './offers.ts'
import { dayIn } from './wall-clock.ts'

export interface NextFree {
  doctors: Map<Id<'staff'>, Slot>
  departments: Map<Id<'department'>, Slot>
}

/** Most doctors have something so soon; only for the others it is worth reading on. */
const soon = 3

/** The next free time of each doctor and each department, as far as may be booked; who has none is not there. Three statements, at most five. */
export async function nextFree(db: Database, wish: Wish): Promise<NextFree> {
  const found = await offersFor(db, wish)
  const [offer] = found.offers
  if (!offer) return { doctors: new Map(), departments: new Map() }
  const until = dateOf(dayIn(offer.zone, found.now) + soon)
  const near = await openingsOf(db, found, { until })
  const served = new Set(near.map((opening) => opening.offer))
  const others = found.offers.filter((one) => !served.has(one))
  const far = others.length > 0 ? await openingsOf(db, { ...found, offers: others }, { from: until }) : []
  const first = [...near, ...far]
  return { doctors: firstBy(first, (one) => one.doctor), departments: firstBy(first, (one) => one.department) }
}

/** The same, looking only so many days ahead: a page that shows more besides has three statements for it. */
export async function nextFreeWithin(db: Database, wish: Wish, days: number): Promise<NextFree> {
  const found = await offersFor(db, wish)
  const [offer] = found.offers
  const until = offer && dateOf(dayIn(offer.zone, found.now) + days)
  const openings = offer ? await openingsOf(db, found, { until }) : []
  return { doctors: firstBy(openings, (one) => one.doctor), departments: firstBy(openings, (one) => one.department) }
}

/** `openings` are near before far, each part in order of time; so the first one of a key is its earliest. */
function firstBy<Key>(openings: Opening[], keyOf: (offer: Offer) => Key): Map<Key, Slot> {
  const first = new Map<Key, Opening>()
  for (const opening of openings) if (!first.has(keyOf(opening.offer))) first.set(keyOf(opening.offer), opening)
  return new Map([...first].map(([key, opening]) => [key, slotOf(opening)]))
}

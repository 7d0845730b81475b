import { scopeOf } from '../../accounts/abilities.ts'
import type { Actor } from '../../audit/actor.ts'
import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import { openingsOf, type Slot, slotOf } from './free.ts'
import { offersFor } from './offers.ts'

export interface NextFreeQuestion {
  day: Temporal.PlainDate
  location?: Id<'location'> | undefined
  department?: Id<'department'> | undefined
}

/** A fortnight: who has nothing until then is full. */
const days = 14
const shown = 3

/**
 * Each doctor's next three free times of a first visit from that day on, for those in whose calendar this person may book; in the
 * clinic's order, those without any left out. Three statements.
 */
export async function nextFreeByDoctor(db: Database, actor: Actor, question: NextFreeQuestion): Promise<Map<Id<'staff'>, Slot[]>> {
  const scope = scopeOf(actor, 'appointments')
  if (scope !== 'all' && (scope !== 'own' || actor.staff === null)) return new Map()
  const { day, location, department } = question
  const doctor = scope === 'own' && actor.staff ? { doctor: actor.staff } : {}
  const found = await offersFor(db, { visitType: 'first', doctors: { location, department }, through: 'staff', ...doctor })
  const openings = await openingsOf(db, found, { from: day, until: day.add({ days }) })
  const times = new Map<Id<'staff'>, Slot[]>(found.offers.map((offer) => [offer.doctor, []]))
  for (const opening of openings) {
    const ofDoctor = times.get(opening.offer.doctor)
    if (ofDoctor && ofDoctor.length < shown) ofDoctor.push(slotOf(opening))
  }
  return new Map([...times].filter(([, slots]) => slots.length > 0))
}

import { scopeOf } from '../../accounts/abilities.ts'
import type { Actor } from '../../audit/actor.ts'
import type { Id } from '../../database/ids.ts'
import type { Offer } from '../free/offers.ts'

interface Narrowed {
  location?: Id<'location'> | undefined
  department?: Id<'department'> | undefined
  doctor?: Id<'staff'> | undefined
}

/** Whether an offer is of what a day book is narrowed to. */
export const fits = (offer: Offer, { location, department, doctor }: Narrowed): boolean =>
  (location === undefined || offer.location === location) &&
  (department === undefined || offer.department === department) &&
  (doctor === undefined || offer.doctor === doctor)

/** Whether somebody's day book reaches as far as this doctor's calendar. */
export const sees = (actor: Actor, { doctor, department }: Pick<Offer, 'doctor' | 'department'>): boolean =>
  scopeOf(actor, 'day-book') === 'all' || doctor === actor.staff || actor.departments === 'all' || actor.departments.includes(department)

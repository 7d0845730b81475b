import type { Actor } from '../../audit/actor.ts'
import type { Location } from '../../clinic/queries.ts'
import type { Id } from '../../database/ids.ts'

/** Lists of a day open on the branch that somebody works at; who works at all of them starts with the first. */
export const ownBranch = (actor: Actor, locations: Location[]): Id<'location'> | undefined =>
  locations.find(({ id }) => actor.locations !== 'all' && actor.locations.includes(id))?.id ?? locations[0]?.id

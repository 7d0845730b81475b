import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import type { Site } from '../../database/tables.ts'
import { factorsOf, hasFactor } from '../second-factor/factors.ts'
import { shortest, shortestWithSecondFactor } from './new-password.ts'

/** How long somebody's next password is at least: shorter where a second factor is asked for as well, which is the staff site. */
export async function leastLength(db: Database, user: Id<'user'>, site: Site): Promise<number> {
  if (site === 'patient') return shortest
  return hasFactor(await factorsOf(db, user)) ? shortestWithSecondFactor : shortest
}

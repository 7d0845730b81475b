import { scopeOf } from '../accounts/abilities.ts'
import type { Actor } from '../audit/actor.ts'
import { bytesOfId, type Id } from '../database/ids.ts'
import { sqlNow } from '../database/now.ts'
import { listOf, type Piece, piece, words } from '../database/piece.ts'
import type { Database } from '../database/pool.ts'

export interface Reach {
  /** Until when the record is open to this person although it is not among theirs; null where it is. */
  glassUntil: Temporal.Instant | null
}

/**
 * How a member of staff reaches a patient: reception and administration reach all of them, clinical roles those of their departments
 * and, for a while, those whose record they opened with a reason. Null for everybody else, as for an id that nobody has.
 */
export async function reachOf(db: Database, actor: Actor, patient: Id<'patient'>): Promise<Reach | null> {
  const scope = scopeOf(actor, 'patient-see')
  if (actor.site !== 'staff' || scope === null) return null
  if (scope === 'all' || (await withVisitIn(db, actor.departments, patient))) return { glassUntil: null }
  const glass = await db
    .selectFrom('glass_breaks')
    .select('ends_at')
    .where('user_id', '=', actor.user)
    .where('patient_id', '=', patient)
    .where('ends_at', '>', sqlNow)
    .orderBy('ends_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return glass ? { glassUntil: glass.ends_at } : null
}

/**
 * Whether the patient has a visit in one of these departments today, ahead, or in the last 12 months; called off ones do not
 * count. Reads appointments, whose room lies above: who may see a patient is a rule about patients, and stands here once.
 */
async function withVisitIn(db: Database, departments: Id<'department'>[] | 'all', patient: Id<'patient'>): Promise<boolean> {
  if (departments.length === 0) return false
  let query = db
    .selectFrom('appointments')
    .select('id')
    .where('patient_id', '=', patient)
    .where('clinic_day', '>=', yearAgo())
    .where('status', 'not in', ['offered', 'cancelled', 'entered-in-error'])
  if (departments !== 'all') query = query.where('department_id', 'in', departments)
  return (await query.limit(1).executeTakeFirst()) !== undefined
}

const yearAgo = (): Temporal.PlainDate => Temporal.Now.plainDateISO('UTC').subtract({ months: 12 })

/** The same as a condition on a column of patients' ids, for what looks among all of them. */
export function amongTheirs(departments: Id<'department'>[] | 'all', patient: string): Piece {
  if (departments.length === 0) return words('FALSE')
  const theirs = departments === 'all' ? words('TRUE') : piece`s.department_id IN (${listOf(departments.map(bytesOfId))})`
  return piece`EXISTS (SELECT 1 FROM appointments AS s WHERE s.patient_id = ${words(patient)} AND ${theirs}
    AND s.clinic_day >= ${yearAgo().toString()} AND s.status NOT IN ('offered', 'cancelled', 'entered-in-error'))`
}

import { bytesOfId, type Id } from '../database/ids.ts'
import { joined, type Piece, piece, words } from '../database/piece.ts'
import type { Database } from '../database/pool.ts'

/**
 * Whether the patient has a visit in one of these departments today, ahead, or in the last 12 months; called off ones do not
 * count. Reads appointments, whose room lies above: who may see a patient is a rule about patients, and stands here once.
 */
export async function withVisitIn(db: Database, departments: Id<'department'>[] | 'all', patient: Id<'patient'>): Promise<boolean> {
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
  const ids = departments === 'all' ? [] : departments.map((id) => piece`${bytesOfId(id)}`)
  const theirs = departments === 'all' ? words('TRUE') : piece`s.department_id IN (${joined(ids, ', ')})`
  return piece`EXISTS (SELECT 1 FROM appointments AS s WHERE s.patient_id = ${words(patient)} AND ${theirs}
    AND s.clinic_day >= ${yearAgo().toString()} AND s.status NOT IN ('offered', 'cancelled', 'entered-in-error'))`
}

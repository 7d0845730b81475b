import type { Actor } from '../audit/actor.ts'
import type { Id } from '../database/ids.ts'
import { sqlNow } from '../database/now.ts'
import type { Database } from '../database/pool.ts'
import type { ByLanguage } from '../database/tables.ts'

export interface Opened {
  id: Id<'audit'>
  at: Temporal.Instant
  /** As what somebody did it; `patient` is somebody who acts for the patient. */
  role: string | null
  department: ByLanguage | null
  action: string
  reason: string | null
}

/** The patients for whom this person acts and whose record they may see. One statement. */
export async function recordsOpenTo(db: Database, actor: Actor): Promise<Set<Id<'patient'>>> {
  if (actor.site !== 'patient') return new Set()
  const rows = await db
    .selectFrom('patient_access as a')
    .select('a.patient_id')
    .where('a.user_id', '=', actor.user)
    .where('a.may_see_record', '=', true)
    .where('a.valid_from', '<=', sqlNow)
    .where((where) => where.or([where('a.valid_until', 'is', null), where('a.valid_until', '>', sqlNow)]))
    .execute()
  return new Set(rows.map((row) => row.patient_id))
}

/**
 * Who opened or changed this patient's record, the newest first: everybody but the reader, without names. Lists in which the patient
 * stood among others are not in it. Two statements at most.
 */
export async function accessReport(
  db: Database,
  actor: Actor,
  patient: Id<'patient'>,
  { before, size }: { before: Id<'audit'> | null; size: number },
): Promise<Opened[]> {
  let query = db
    .selectFrom('audit as a')
    .leftJoin('departments as d', 'd.id', 'a.department_id')
    .select(['a.id', 'a.at', 'a.role', 'a.action', 'a.reason', 'd.name as department'])
    .where('a.patient_id', '=', patient)
    .where('a.user_id', 'is not', null)
    .where('a.user_id', '!=', actor.user)
    .orderBy('a.at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(size)
  const mark =
    before &&
    (await db.selectFrom('audit').select(['id', 'at']).where('id', '=', before).where('patient_id', '=', patient).executeTakeFirst())
  if (mark)
    query = query.where((where) =>
      where.or([where('a.at', '<', mark.at), where.and([where('a.at', '=', mark.at), where('a.id', '<', mark.id)])]),
    )
  return query.execute()
}

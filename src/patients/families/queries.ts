import type { Actor } from '../../audit/actor.ts'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import type { ByLanguage, Relation } from '../../database/tables.ts'
import { type Birth, birthOf } from '../birth.ts'
import { namesOf, type PersonNames } from '../names.ts'

/** What an account may do for a patient, and since when. Never somebody's own record. */
export interface Right {
  id: Id<'patient-access'>
  patient: Id<'patient'>
  names: PersonNames
  birth: Birth | null
  user: Id<'user'>
  userName: ByLanguage
  relation: Relation
  mayBook: boolean
  maySeeRecord: boolean
  since: Temporal.Instant
  reason: string | null
}

/** For whom this account acts, the oldest right first. */
export const rightsOfUser = (db: Database, user: Id<'user'>): Promise<Right[]> => rights(db, { user })

/** Who acts for this patient, the oldest right first. */
export const rightsOverPatient = (db: Database, patient: Id<'patient'>): Promise<Right[]> => rights(db, { patient })

/** One right over this patient, or null. */
export async function rightOver(db: Database, patient: Id<'patient'>, id: Id<'patient-access'>): Promise<Right | null> {
  return (await rights(db, { patient, id }))[0] ?? null
}

/** One right that the signed-in person holds, or that somebody holds over their own record; null for everybody else's. */
export async function ownRight(db: Database, actor: Actor, own: Id<'patient'> | null, id: Id<'patient-access'>): Promise<Right | null> {
  const [right] = await rights(db, { id })
  return right && (right.user === actor.user || right.patient === own) ? right : null
}

async function rights(db: Database, of: { user?: Id<'user'>; patient?: Id<'patient'>; id?: Id<'patient-access'> }): Promise<Right[]> {
  let query = db
    .selectFrom('patient_access as a')
    .innerJoin('patients as p', 'p.id', 'a.patient_id')
    .innerJoin('users as u', 'u.id', 'a.user_id')
    .leftJoin('patient_names as n', 'n.patient_id', 'p.id')
    .select(['a.id', 'a.patient_id', 'a.user_id', 'a.relation', 'a.may_book', 'a.may_see_record', 'a.valid_from', 'a.reason'])
    .select(['p.birth_date', 'p.birth_precision', 'p.birth_calendar', 'p.birth_entered', 'u.name as user_name'])
    .select(['n.script', 'n.usage_kind', 'n.text'])
    .where('a.relation', '!=', 'self')
    .where('a.valid_from', '<=', sqlNow)
    .where((where) => where.or([where('a.valid_until', 'is', null), where('a.valid_until', '>', sqlNow)]))
    .where('p.archived_at', 'is', null)
    .orderBy('a.id')
    .orderBy('n.id')
  if (of.user !== undefined) query = query.where('a.user_id', '=', of.user)
  if (of.patient !== undefined) query = query.where('a.patient_id', '=', of.patient)
  if (of.id !== undefined) query = query.where('a.id', '=', of.id)
  const rows = await query.execute()
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap(([row, ...others]): Right[] =>
    row
      ? [
          {
            id: row.id,
            patient: row.patient_id,
            names: namesOf(
              [row, ...others].flatMap(({ script, usage_kind, text }) =>
                script && usage_kind && text ? [{ script, usage_kind, text }] : [],
              ),
            ),
            birth: birthOf(row),
            user: row.user_id,
            userName: row.user_name,
            relation: row.relation,
            mayBook: row.may_book,
            maySeeRecord: row.may_see_record,
            since: row.valid_from,
            reason: row.reason,
          },
        ]
      : [],
  )
}

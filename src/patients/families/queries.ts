import type { CodeTo } from '../../accounts/codes.ts'
import type { Actor } from '../../audit/actor.ts'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import type { ByLanguage, Relation } from '../../database/tables.ts'
import { type Birth, birthOf } from '../birth.ts'
import { namesOf, type PersonNames } from '../names.ts'

/** What an account may do for a patient, and since when; `self` where the record is its holder's own. */
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

/** For whom else this account acts, the oldest right first. */
export const rightsOfUser = async (db: Database, user: Id<'user'>): Promise<Right[]> => (await rights(db, { user })).filter(isOverAnother)

/** Who else acts for this patient, the oldest right first. */
export const rightsOverPatient = async (db: Database, patient: Id<'patient'>): Promise<Right[]> =>
  (await rights(db, { patient })).filter(isOverAnother)

/** For the desk: every account that opens this record, the patient's own ones too, the oldest right first. */
export const accountsOverPatient = (db: Database, patient: Id<'patient'>): Promise<Right[]> => rights(db, { patient })

/** One of these, or null. */
export async function accountOver(db: Database, patient: Id<'patient'>, id: Id<'patient-access'>): Promise<Right | null> {
  return (await rights(db, { patient, id }))[0] ?? null
}

/** One right that the signed-in person holds, or that somebody holds over their own record; null for everybody else's. */
export async function ownRight(db: Database, actor: Actor, own: Id<'patient'> | null, id: Id<'patient-access'>): Promise<Right | null> {
  const [right] = await rights(db, { id })
  return right && isOverAnother(right) && (right.user === actor.user || right.patient === own) ? right : null
}

/** By what these people sign in, to tell accounts of one name apart. */
export async function loginsOf(db: Database, users: readonly Id<'user'>[]): Promise<Map<Id<'user'>, CodeTo[]>> {
  if (users.length === 0) return new Map()
  const rows = await db.selectFrom('logins').select(['user_id', 'kind', 'value']).where('user_id', 'in', users).orderBy('id').execute()
  const reached = rows.flatMap(({ user_id, kind, value }) => (kind === 'staff-name' ? [] : [{ user_id, to: { kind, value } }]))
  return new Map([...Map.groupBy(reached, ({ user_id }) => user_id)].map(([user, of]) => [user, of.map(({ to }) => to)]))
}

const isOverAnother = ({ relation }: Right): boolean => relation !== 'self'

async function rights(db: Database, of: { user?: Id<'user'>; patient?: Id<'patient'>; id?: Id<'patient-access'> }): Promise<Right[]> {
  let query = db
    .selectFrom('patient_access as a')
    .innerJoin('patients as p', 'p.id', 'a.patient_id')
    .innerJoin('users as u', 'u.id', 'a.user_id')
    .leftJoin('patient_names as n', 'n.patient_id', 'p.id')
    .select(['a.id', 'a.patient_id', 'a.user_id', 'a.relation', 'a.may_book', 'a.may_see_record', 'a.valid_from', 'a.reason'])
    .select(['p.birth_date', 'p.birth_precision', 'p.birth_calendar', 'p.birth_entered', 'u.name as user_name'])
    .select(['n.script', 'n.usage_kind', 'n.text'])
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

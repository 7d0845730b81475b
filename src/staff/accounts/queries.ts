import { dateToday } from '../../clinic/remembered.ts'
import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import type { ByLanguage, Row, Sex, StaffRole } from '../../database/tables.ts'

export const accountStates = ['active', 'no-second-factor', 'invited', 'invitation-over', 'disabled', 'none', 'demo'] as const
export type AccountState = (typeof accountStates)[number]

export interface StaffAccount {
  staff: Id<'staff'>
  user: Id<'user'> | null
  name: ByLanguage
  sex: Sex
  state: AccountState
  logins: Pick<Row<'logins'>, 'kind' | 'value' | 'confirmed_at'>[]
  roles: {
    id: Id<'practitioner-role'>
    role: StaffRole
    departmentId: Id<'department'> | null
    department: ByLanguage | null
    locationId: Id<'location'> | null
    location: ByLanguage | null
  }[]
  /** Until when the newest invitation may be used, where it waits. */
  invitedUntil: Temporal.Instant | null
  lastUsedAt: Temporal.Instant | null
  app: boolean
  passkeys: number
  recoveryCodes: number
}

/** Everybody who works here, with the account by which they sign in; `only`: one of them. Three statements. */
export async function staffAccountsOf(db: Database, only?: Id<'staff'>): Promise<StaffAccount[]> {
  const people = await peopleOf(db, only)
  const users = people.flatMap(({ user_id }) => (user_id === null ? [] : [user_id]))
  const [logins, roles] = await Promise.all([loginsOf(db, users), rolesOf(db, only)])
  return people.map((row) => ({
    staff: row.id,
    user: row.user_id,
    name: row.name,
    sex: row.sex,
    state: stateOf(row),
    logins: logins.filter((login) => login.user_id === row.user_id),
    roles: roles.filter(({ staff_id }) => staff_id === row.id).map(({ staff_id, ...role }) => role),
    invitedUntil: stateOf(row) === 'invited' ? row.invited_until : null,
    lastUsedAt: row.last_used_at,
    app: row.app !== null,
    passkeys: Number(row.passkeys ?? 0),
    recoveryCodes: Number(row.recovery_codes ?? 0),
  }))
}

export async function staffAccountOf(db: Database, staff: Id<'staff'>): Promise<StaffAccount | null> {
  return (await staffAccountsOf(db, staff))[0] ?? null
}

type PersonRow = Awaited<ReturnType<typeof peopleOf>>[number]

function peopleOf(db: Database, only: Id<'staff'> | undefined) {
  let query = db
    .selectFrom('staff as s')
    .leftJoin('users as u', 'u.id', 's.user_id')
    .leftJoin('authenticators as a', 'a.user_id', 'u.id')
    .select(['s.id', 's.user_id', 's.name', 's.sex', 'u.password_hash', 'u.disabled_at', 'u.demo', 'a.created_at as app'])
    .select((from) => [
      from
        .selectFrom('passkeys as p')
        .select((count) => count.fn.countAll<number>().as('passkeys'))
        .whereRef('p.user_id', '=', 'u.id')
        .as('passkeys'),
      from
        .selectFrom('recovery_codes as r')
        .select((count) => count.fn.countAll<number>().as('codes'))
        .whereRef('r.user_id', '=', 'u.id')
        .where('r.used_at', 'is', null)
        .as('recovery_codes'),
      from
        .selectFrom('invitations as i')
        .select('i.expires_at')
        .whereRef('i.user_id', '=', 'u.id')
        .where('i.used_at', 'is', null)
        .where('i.withdrawn_at', 'is', null)
        .orderBy('i.created_at', 'desc')
        .limit(1)
        .as('invited_until'),
      from
        .selectFrom('sessions as e')
        .select((most) => most.fn.max('e.last_used_at').as('used'))
        .whereRef('e.user_id', '=', 'u.id')
        .where('e.site', '=', 'staff')
        .as('last_used_at'),
    ])
    .where('s.archived_at', 'is', null)
  if (only !== undefined) query = query.where('s.id', '=', only)
  return query.orderBy('s.position').orderBy('s.id').execute()
}

function stateOf(row: PersonRow): AccountState {
  if (row.user_id === null) return 'none'
  if (row.disabled_at !== null) return 'disabled'
  if (row.password_hash === null) return isAhead(row.invited_until) ? 'invited' : 'invitation-over'
  if (row.demo) return 'demo'
  return row.app !== null || Number(row.passkeys) > 0 ? 'active' : 'no-second-factor'
}

const isAhead = (until: Temporal.Instant | null): boolean => until !== null && Temporal.Instant.compare(until, Temporal.Now.instant()) > 0

async function loginsOf(db: Database, users: Id<'user'>[]) {
  if (users.length === 0) return []
  return db.selectFrom('logins').select(['user_id', 'kind', 'value', 'confirmed_at']).where('user_id', 'in', users).orderBy('id').execute()
}

/** Roles that have not ended, today's and those to come. */
async function rolesOf(db: Database, only: Id<'staff'> | undefined) {
  const today = await dateToday(db)
  let query = db
    .selectFrom('practitioner_roles as r')
    .leftJoin('departments as d', 'd.id', 'r.department_id')
    .leftJoin('locations as l', 'l.id', 'r.location_id')
    .select(['r.staff_id', 'r.id', 'r.role', 'r.department_id as departmentId', 'r.location_id as locationId'])
    .select(['d.name as department', 'l.name as location'])
    .where((where) => where.or([where('r.valid_until', 'is', null), where('r.valid_until', '>=', today)]))
  if (only !== undefined) query = query.where('r.staff_id', '=', only)
  return query.orderBy('r.id').execute()
}

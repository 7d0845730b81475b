import { holdPerson } from '../../accounts/hold-person.ts'
import { endAllSessions } from '../../accounts/sessions.ts'
import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import { type Id, newId } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database, Tx } from '../../database/pool.ts'
import type { Row } from '../../database/tables.ts'
import { transact } from '../../database/transact.ts'
import type { NewStaff, RenewClosedTime } from './add-staff.ts'

type Post = Pick<NewStaff, 'role' | 'department' | 'location'>

export interface PostChange {
  receipt: Id<'receipt'>
  staff: Id<'staff'>
  /** Which of the person's roles. */
  post: Id<'practitioner-role'>
  to: Post
  today: Temporal.PlainDate
  reason: string
  renewClosedTime: RenewClosedTime
}

/**
 * `oneself`: no admin changes their own, so that one is always left. `no-longer`: whoever does it is no admin any more. `in-calendar`:
 * working hours or visits stand under it, and would come into another department with it.
 */
export type PostChanged = { ok: true } | { ok: false; reason: 'oneself' | 'no-longer' | 'not-found' | 'in-calendar' }

/** Another role, department or branch from today on. What it was before stays written. Their sessions end unless they may only do more. */
export async function changePost(db: Database, actor: Actor, change: PostChange): Promise<PostChanged> {
  const { receipt, staff, post, to, today, reason, renewClosedTime } = change
  if (staff === actor.staff) return { ok: false, reason: 'oneself' }
  const action = { receipt, name: 'staff.change-role', user: actor.user, subject: staff }
  return transact<PostChanged>(db, action, async (tx) => {
    const user = await holdBoth(tx, actor, staff)
    if (!(await isAdmin(tx, actor, today))) return { ok: false, reason: 'no-longer' }
    const before = await postOf(tx, staff, post, today)
    if (!before) return { ok: false, reason: 'not-found' }
    if (await isInCalendar(tx, post, today)) return { ok: false, reason: 'in-calendar' }
    await write(tx, before, to, today)
    if (before.role === 'doctor' || to.role === 'doctor') await renewClosedTime(tx, staff)
    if (user !== null && isLess(before, to)) await endAllSessions(tx, user)
    await audit(tx, actor, { action: 'staff.change-role', subject: { type: 'staff', id: staff }, reason })
    return { ok: true }
  })
}

/** In one order for all, so that of two admins who change each other the second sees what the first has done. */
async function holdBoth(tx: Tx, actor: Actor, staff: Id<'staff'>): Promise<Id<'user'> | null> {
  const person = await tx.selectFrom('staff').select('user_id').where('id', '=', staff).executeTakeFirst()
  const user = person?.user_id ?? null
  for (const id of [actor.user, user].filter((one) => one !== null).sort()) await holdPerson(tx, id)
  return user
}

const holdsToday = (tx: Tx, today: Temporal.PlainDate) =>
  tx.selectFrom('practitioner_roles as r').where((row) => row.or([row('r.valid_until', 'is', null), row('r.valid_until', '>=', today)]))

async function isAdmin(tx: Tx, { user }: Actor, today: Temporal.PlainDate): Promise<boolean> {
  const row = await holdsToday(tx, today)
    .innerJoin('staff as s', 's.id', 'r.staff_id')
    .innerJoin('users as u', 'u.id', 's.user_id')
    .select('r.id')
    .where('u.id', '=', user)
    .where('u.disabled_at', 'is', null)
    .where('r.role', '=', 'admin')
    .where('r.valid_from', '<=', today)
    .executeTakeFirst()
  return row !== undefined
}

const postOf = (tx: Tx, staff: Id<'staff'>, post: Id<'practitioner-role'>, today: Temporal.PlainDate) =>
  holdsToday(tx, today).selectAll('r').where('r.id', '=', post).where('r.staff_id', '=', staff).executeTakeFirst()

async function isInCalendar(tx: Tx, post: Id<'practitioner-role'>, today: Temporal.PlainDate): Promise<boolean> {
  const hours = await tx
    .selectFrom('working_hours')
    .select('id')
    .where('practitioner_role_id', '=', post)
    .where((row) => row.or([row('valid_until', 'is', null), row('valid_until', '>=', today)]))
    .executeTakeFirst()
  const visits = tx.selectFrom('appointments').select('id').where('practitioner_role_id', '=', post).where('ends_at', '>', sqlNow)
  return hours !== undefined || (await visits.executeTakeFirst()) !== undefined
}

async function write(tx: Tx, before: Row<'practitioner_roles'>, { role, department, location }: Post, today: Temporal.PlainDate) {
  const now = { role, department_id: department, location_id: location }
  const row = tx.updateTable('practitioner_roles').where('id', '=', before.id)
  const version = before.version + 1
  if (Temporal.PlainDate.compare(before.valid_from, today) >= 0) {
    await row.set({ ...now, version }).execute()
    return
  }
  await row.set({ valid_until: today.subtract({ days: 1 }), version }).execute()
  const id = newId<'practitioner-role'>()
  const { staff_id, valid_until } = before
  await tx
    .insertInto('practitioner_roles')
    .values({ id, staff_id, ...now, room_id: null, valid_from: today, valid_until })
    .execute()
}

/** Anything that the former role, department or branch opened and the new one does not. */
const isLess = (before: Row<'practitioner_roles'>, { role, department, location }: Post): boolean =>
  before.role !== role ||
  (department !== null && department !== before.department_id) ||
  (location !== null && location !== before.location_id)

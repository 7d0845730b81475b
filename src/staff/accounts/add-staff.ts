import type { Login } from '../../accounts/logins.ts'
import { isDuplicateKey } from '../../database/errors.ts'
import { type Id, newId } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Tx } from '../../database/pool.ts'
import type { ByLanguage, Sex, StaffRole } from '../../database/tables.ts'

export interface NewStaff {
  name: ByLanguage
  sex: Sex
  role: StaffRole
  /** Null: all of them. */
  department: Id<'department'> | null
  location: Id<'location'> | null
  from: Temporal.PlainDate
}

/** Gives a doctor the time of the closures that are there already, in the same transaction: the calendar is a storey above. */
export type RenewClosedTime = (tx: Tx, doctor: Id<'staff'>) => Promise<void>

/** A new person of the clinic with one role, and no account yet. */
export async function addStaff(
  tx: Tx,
  { id: staff, name, sex, role, department, location, from }: NewStaff & { id: Id<'staff'> },
): Promise<Id<'staff'>> {
  await tx
    .insertInto('staff')
    .values({
      id: staff,
      user_id: null,
      name,
      sex,
      grade: null,
      languages: [],
      licence: null,
      about: null,
      // Behind those whom the clinic has put in order.
      position: 1000,
      archived_at: null,
    })
    .execute()
  await tx
    .insertInto('practitioner_roles')
    .values({
      id: newId<'practitioner-role'>(),
      staff_id: staff,
      role,
      department_id: department,
      location_id: location,
      room_id: null,
      valid_from: from,
      valid_until: null,
    })
    .execute()
  return staff
}

/** An account without a password for somebody who works here. `login-taken`: somebody else signs in by it. `has-account`: they have one. */
export async function openAccount(
  tx: Tx,
  staff: Id<'staff'>,
  login: Login,
): Promise<{ ok: true; user: Id<'user'> } | { ok: false; reason: 'not-found' | 'has-account' | 'login-taken' }> {
  // Written before it is read: of two who open an account for one person the second waits, and finds that there is one.
  const { numUpdatedRows } = await tx
    .updateTable('staff')
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('id', '=', staff)
    .where('archived_at', 'is', null)
    .where('user_id', 'is', null)
    .executeTakeFirst()
  const person = await tx.selectFrom('staff').select(['name', 'archived_at']).where('id', '=', staff).executeTakeFirst()
  if (!person || person.archived_at !== null) return { ok: false, reason: 'not-found' }
  if (numUpdatedRows === 0n) return { ok: false, reason: 'has-account' }
  const user = newId<'user'>()
  const nothing = { language: null, password_hash: null, password_changed_at: null, disabled_at: null }
  await tx
    .insertInto('users')
    .values({ id: user, name: person.name, ...nothing, created_at: sqlNow })
    .execute()
  try {
    await tx
      .insertInto('logins')
      .values({ id: newId<'login'>(), user_id: user, ...login, confirmed_at: confirmedAt(login) })
      .execute()
  } catch (error) {
    if (isDuplicateKey(error)) return { ok: false, reason: 'login-taken' }
    throw error
  }
  await tx.updateTable('staff').set({ user_id: user }).where('id', '=', staff).execute()
  return { ok: true, user }
}

/** A staff name is what the clinic says it is; an address is the person's when they have opened the mail. */
const confirmedAt = ({ kind }: Login) => (kind === 'staff-name' ? sqlNow : null)

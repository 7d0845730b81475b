import { holdPerson } from '../../accounts/hold-person.ts'
import type { Login } from '../../accounts/logins.ts'
import { type ClinicSaid, reachedAt, tellAccountChanged } from '../../accounts/own/tell.ts'
import { endAllSessions } from '../../accounts/sessions.ts'
import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import { isDuplicateKey } from '../../database/errors.ts'
import { type Id, newId } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database, Tx } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'

interface LoginChange {
  receipt: Id<'receipt'>
  user: Id<'user'>
  /** A staff name or an e-mail address. */
  login: Login
  reason: string
  clinic: ClinicSaid
}

/** `oneself`: one's own is changed on one's own page. `login-taken`: somebody else signs in by it. `no-longer`: the admin is disabled. */
export type StaffLoginChanged = { ok: true } | { ok: false; reason: 'oneself' | 'login-taken' | 'no-longer' }

/**
 * What somebody signs in by takes the place of the one of its kind. Their sessions end, and they are told at the old address. A new
 * address gets no link for a forgotten password until its person has confirmed it.
 */
export async function changeStaffLogin(db: Database, actor: Actor, change: LoginChange): Promise<StaffLoginChanged> {
  const { receipt, user, login, reason, clinic } = change
  if (user === actor.user) return { ok: false, reason: 'oneself' }
  const action = { receipt, name: 'staff.change-login', user: actor.user, subject: user }
  return transact<StaffLoginChanged>(db, action, async (tx) => {
    for (const id of [actor.user, user].sort()) {
      if (!(await holdPerson(tx, id, { enabled: id === actor.user })) && id === actor.user) return { ok: false, reason: 'no-longer' }
    }
    const reached = await reachedAt(tx, user)
    if (!(await replace(tx, user, login))) return { ok: false, reason: 'login-taken' }
    await endAllSessions(tx, user)
    await audit(tx, actor, { action: 'staff.change-login', subject: { type: 'user', id: user }, reason })
    if (login.kind === 'email') await tellAccountChanged(tx, { user, what: 'email', change: receipt, site: 'staff', clinic }, reached)
    return { ok: true }
  })
}

async function replace(tx: Tx, user: Id<'user'>, { kind, value }: Login): Promise<boolean> {
  await tx.deleteFrom('logins').where('user_id', '=', user).where('kind', '=', kind).execute()
  const confirmed_at = kind === 'staff-name' ? sqlNow : null
  try {
    await tx.insertInto('logins').values({ id: newId<'login'>(), user_id: user, kind, value, confirmed_at }).execute()
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

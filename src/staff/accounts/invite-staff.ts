import { inviteIn, type Way } from '../../accounts/invitations/invite.ts'
import type { Login } from '../../accounts/logins.ts'
import type { ClinicSaid } from '../../accounts/own/tell.ts'
import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import { type Id, newId } from '../../database/ids.ts'
import type { Database, Tx } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'
import { addStaff, type NewStaff, openAccount, type RenewClosedTime } from './add-staff.ts'
import { sendInvitation } from './tell-invited.ts'

export interface Inviting {
  receipt: Id<'receipt'>
  /** Somebody who works here already, or somebody new. */
  who: { staff: Id<'staff'> } | Newcomer
  /** By what they will sign in; not asked for of whoever has an account. */
  login: Login | null
  way: Way
  clinic: ClinicSaid
}

interface Newcomer {
  newcomer: NewStaff
  renewClosedTime: RenewClosedTime
}

/**
 * `code`: what to print, this once; null where a link went by mail. `repeated`: the form was sent twice, and the code is not shown
 * again. `no-mail`: a link was asked for, and there is no address. `disabled`: let them in again first.
 */
export type InvitedStaff =
  | { ok: true; staff: Id<'staff'>; code: string | null; repeated?: true }
  | { ok: false; reason: 'not-found' | 'login-taken' | 'no-login' | 'no-mail' | 'disabled' }

/** Invites somebody: opens their account where they have none, and gives them a one-time link or code to choose a password with. */
export async function inviteStaff(db: Database, actor: Actor, { receipt, who, login, way, clinic }: Inviting): Promise<InvitedStaff> {
  const subject = 'staff' in who ? who.staff : newId<'staff'>()
  const action = { receipt, name: 'staff.invite', user: actor.user, subject, ...('newcomer' in who ? { makes: true as const } : {}) }
  const answer = await transact<InvitedStaff>(db, action, async (tx) => {
    const staff = 'staff' in who ? who.staff : await addNewcomer(tx, subject, who)
    const account = await accountFor(tx, staff, login)
    if (!account.ok) return account
    const email = await mailOf(tx, account.user)
    if (way === 'mail' && email === null) return { ok: false, reason: 'no-mail' }
    const { id, secret } = await inviteIn(tx, { user: account.user, way, by: actor.user })
    if (way === 'mail' && email !== null) await sendInvitation(tx, { invitation: id, secret, email, clinic })
    await audit(tx, actor, { action: 'staff.invite', subject: { type: 'staff', id: staff } })
    return { ok: true, staff, code: way === 'printed' ? secret : null }
  })
  if (!('repeated' in answer) || !('subject' in answer)) return answer
  return { ok: true, staff: (answer.subject ?? subject) as Id<'staff'>, code: null, repeated: true }
}

async function addNewcomer(tx: Tx, id: Id<'staff'>, { newcomer, renewClosedTime }: Newcomer): Promise<Id<'staff'>> {
  const staff = await addStaff(tx, { ...newcomer, id })
  if (newcomer.role === 'doctor') await renewClosedTime(tx, staff)
  return staff
}

type Found = { ok: true; user: Id<'user'> } | { ok: false; reason: 'not-found' | 'login-taken' | 'no-login' | 'disabled' }

async function accountFor(tx: Tx, staff: Id<'staff'>, login: Login | null): Promise<Found> {
  const known = await tx
    .selectFrom('staff as s')
    .innerJoin('users as u', 'u.id', 's.user_id')
    .select(['u.id', 'u.disabled_at'])
    .where('s.id', '=', staff)
    .where('s.archived_at', 'is', null)
    .executeTakeFirst()
  if (known) return known.disabled_at === null ? { ok: true, user: known.id } : { ok: false, reason: 'disabled' }
  if (login === null) return { ok: false, reason: 'no-login' }
  const opened = await openAccount(tx, staff, login)
  if (opened.ok) return opened
  // Another admin has opened it while we looked: what they gave as a login stands.
  return opened.reason === 'has-account' ? accountFor(tx, staff, null) : { ok: false, reason: opened.reason }
}

async function mailOf(tx: Tx, user: Id<'user'>): Promise<string | null> {
  const row = await tx
    .selectFrom('logins')
    .select('value')
    .where('user_id', '=', user)
    .where('kind', '=', 'email')
    .orderBy('id')
    .executeTakeFirst()
  return row?.value ?? null
}

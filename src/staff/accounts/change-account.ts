import { holdPerson } from '../../accounts/hold-person.ts'
import { withdrawInvitations } from '../../accounts/invitations/invite.ts'
import { type ClinicSaid, tellAccountChanged } from '../../accounts/own/tell.ts'
import { endAllSessions } from '../../accounts/sessions.ts'
import type { AuditAction } from '../../audit/actions.ts'
import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database, Tx } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'

interface Change {
  receipt: Id<'receipt'>
  user: Id<'user'>
}

/**
 * `oneself`: nobody shuts themselves out, so that an admin is always left. `no-longer`: whoever does it was disabled a moment ago by
 * another admin: of two who disable each other at once the first stays.
 */
export type Changed = { ok: true } | { ok: false; reason: 'oneself' | 'no-longer' }

/** Ends a person's sessions at once, on both sites, and lets them in no more. What they did stays under their name. */
export const disableAccount = (db: Database, actor: Actor, change: Change): Promise<Changed> =>
  onOthers(db, actor, { ...change, name: 'account.disable' }, async (tx, user) => {
    await tx
      .updateTable('users')
      .set((row) => ({ disabled_at: sqlNow, version: row('version', '+', 1) }))
      .where('id', '=', user)
      .where('disabled_at', 'is', null)
      .execute()
    await endAllSessions(tx, user)
    await withdrawInvitations(tx, user)
  })

/** Lets them in again, by the password and second factor that they had. */
export const enableAccount = (db: Database, actor: Actor, change: Change): Promise<Changed> =>
  onOthers(db, actor, { ...change, name: 'account.enable' }, async (tx, user) => {
    await tx
      .updateTable('users')
      .set((row) => ({ disabled_at: null, version: row('version', '+', 1) }))
      .where('id', '=', user)
      .where('disabled_at', 'is not', null)
      .execute()
  })

/** Signs a person out everywhere, on both sites, at once: they may sign in again. */
export const endSessions = (db: Database, actor: Actor, change: Change): Promise<Changed> =>
  onOthers(db, actor, { ...change, name: 'account.end-sessions' }, endAllSessions)

/** Takes a person's app, passkeys and recovery codes away: their sessions end, they are told, and they set up a new one when they next sign in. */
export const resetSecondFactor = (
  db: Database,
  actor: Actor,
  { clinic, ...change }: Change & { reason: string; clinic: ClinicSaid },
): Promise<Changed> =>
  onOthers(db, actor, { ...change, name: 'second-factor.reset' }, async (tx, user) => {
    await tx.deleteFrom('authenticators').where('user_id', '=', user).execute()
    await tx.deleteFrom('passkeys').where('user_id', '=', user).execute()
    await tx.deleteFrom('recovery_codes').where('user_id', '=', user).execute()
    await endAllSessions(tx, user)
    await tellAccountChanged(tx, { user, what: 'second-factor', change: change.receipt, site: 'staff', clinic })
  })

/** Both are held, in one order for all, so that two admins see each other's work. */
async function onOthers(
  db: Database,
  actor: Actor,
  { receipt, user, name, reason }: Change & { name: AuditAction; reason?: string },
  change: (tx: Tx, user: Id<'user'>) => Promise<void>,
): Promise<Changed> {
  if (user === actor.user) return { ok: false, reason: 'oneself' }
  return transact<Changed>(db, { receipt, name, user: actor.user, subject: user }, async (tx) => {
    for (const id of [actor.user, user].sort()) {
      if (!(await holdPerson(tx, id, { enabled: id === actor.user })) && id === actor.user) return { ok: false, reason: 'no-longer' }
    }
    await change(tx, user)
    await audit(tx, actor, { action: name, subject: { type: 'user', id: user }, ...(reason ? { reason } : {}) })
    return { ok: true }
  })
}

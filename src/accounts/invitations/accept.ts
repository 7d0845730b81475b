import { audit } from '../../audit/write.ts'
import { type Id, newId } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database, Tx } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'
import { holdPerson } from '../hold-person.ts'
import { writePassword } from '../own/change-password.ts'
import { hashPassword } from '../passwords.ts'
import { endAllSessions, newToken, startSession } from '../sessions.ts'
import { invitationHash, type Way } from './invite.ts'

export interface Invitation {
  id: Id<'invitation'>
  user: Id<'user'>
  way: Way
}

/** The invitation of this secret, as long as it may be used; null for one that never was, was used, was withdrawn or is too old. */
export async function invitationOf(db: Database, way: Way, secret: string): Promise<Invitation | null> {
  const row = await db
    .selectFrom('invitations as i')
    .innerJoin('users as u', (join) => join.onRef('u.id', '=', 'i.user_id').on('u.disabled_at', 'is', null))
    .select(['i.id', 'i.user_id'])
    .where('i.secret_hash', '=', invitationHash[way](secret))
    .where('i.way', '=', way)
    .where('i.used_at', 'is', null)
    .where('i.withdrawn_at', 'is', null)
    .where('i.expires_at', '>', sqlNow)
    .executeTakeFirst()
  return row ? { id: row.id, user: row.user_id, way } : null
}

interface Accepting {
  /** Checked by `faultOf`. */
  password: string
  /** What the browser calls itself. */
  device: string | null
  requestId: string
}

/** `over`: somebody used or withdrew it meanwhile. */
export type Accepted = { ok: true; token: string } | { ok: false; reason: 'over' }

/**
 * The invited person's password. Their sessions end everywhere and a half one begins: the second factor comes next, the one they have
 * or their first. Of two who use one invitation at once its row lets one through.
 */
export async function acceptInvitation(
  db: Database,
  { id, user, way }: Invitation,
  { password, device, requestId }: Accepting,
): Promise<Accepted> {
  const hash = await hashPassword(password)
  const token = newToken()
  const action = { receipt: newId<'receipt'>(), name: 'invitation.accept', user, subject: id }
  return transact<Accepted>(db, action, async (tx) => {
    if (!(await use(tx, id, user))) return { ok: false, reason: 'over' }
    await writePassword(tx, user, hash)
    // Whoever has chosen a password has one that nobody else knows.
    await tx.updateTable('users').set({ demo: false }).where('id', '=', user).execute()
    if (way === 'mail') await confirmMail(tx, user)
    await endAllSessions(tx, user)
    await startSession(tx, { site: 'staff', user, device, token, strength: 'full' })
    await audit(tx, null, { action: 'invitation.accept', subject: { type: 'user', id: user }, requestId })
    return { ok: true, token }
  }).then((answer) => ('repeated' in answer ? { ok: false, reason: 'over' } : answer))
}

async function use(tx: Tx, id: Id<'invitation'>, user: Id<'user'>): Promise<boolean> {
  if (!(await holdPerson(tx, user, { enabled: true }))) return false
  const { numUpdatedRows } = await tx
    .updateTable('invitations')
    .set({ used_at: sqlNow })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', sqlNow)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Who opens the link has the mailbox. */
async function confirmMail(tx: Tx, user: Id<'user'>): Promise<void> {
  await tx
    .updateTable('logins')
    .set({ confirmed_at: sqlNow })
    .where('user_id', '=', user)
    .where('kind', '=', 'email')
    .where('confirmed_at', 'is', null)
    .execute()
}

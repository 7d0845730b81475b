import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database, Tx } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'
import { hashPassword } from '../passwords.ts'
import { newToken } from '../sessions.ts'
import { onlyThisSession } from './fresh-session.ts'
import { type ClinicSaid, tellAccountChanged } from './tell.ts'

interface NewPassword {
  receipt: Id<'receipt'>
  /** Checked by `faultOf`. */
  password: string
  clinic: ClinicSaid
}

/**
 * A new password, by who has given the old one once more. All sessions of the person end; this browser goes on with the new one whose
 * token is answered (null when the form was sent twice). They are told wherever they are reached.
 */
export async function changePassword(db: Database, actor: Actor, { receipt, password, clinic }: NewPassword): Promise<string | null> {
  const hash = await hashPassword(password)
  const token = newToken()
  const { user, site } = actor
  const answer = await transact(db, { receipt, name: 'password.change', user, subject: user }, async (tx) => {
    const version = await writePassword(tx, user, hash)
    await onlyThisSession(tx, actor, token)
    await audit(tx, actor, { action: 'password.change', subject: { type: 'user', id: user } })
    await tellAccountChanged(tx, { user, what: 'password', change: String(version), site, clinic })
    return { ok: true as const }
  })
  return 'repeated' in answer ? null : token
}

/** Answers with the account's new version. */
export async function writePassword(tx: Tx, user: Id<'user'>, hash: string): Promise<number> {
  await tx
    .updateTable('users')
    .set((row) => ({ password_hash: hash, password_changed_at: sqlNow, version: row('version', '+', 1) }))
    .where('id', '=', user)
    .execute()
  return (await tx.selectFrom('users').select('version').where('id', '=', user).executeTakeFirstOrThrow()).version
}

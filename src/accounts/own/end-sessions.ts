import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'
import { sha256 } from '../second-factor/readable-code.ts'
import { sitesOf } from './session-list.ts'

/** Ends one other session of the person; one that has ended meanwhile is no error. */
export async function endOtherSession(db: Database, actor: Actor, { receipt, hash }: { receipt: Id<'receipt'>; hash: Buffer }) {
  const { user, session } = actor
  await transact(db, { receipt, name: 'session.end', user, subject: user }, async (tx) => {
    const sessions = tx.deleteFrom('sessions').where('user_id', '=', user).where('site', 'in', sitesOf(actor))
    await sessions.where('token_hash', '=', hash).where('token_hash', '!=', session).execute()
    await audit(tx, actor, { action: 'session.end', subject: { type: 'user', id: user } })
    return { ok: true as const }
  })
}

/**
 * Ends all sessions of the person but the one that asks. Only this browser, if any, stays trusted: whoever gets in elsewhere shows a
 * second factor again.
 */
export async function endOtherSessions(db: Database, actor: Actor, here: { receipt: Id<'receipt'>; device: string | undefined }) {
  const { user, session } = actor
  await transact(db, { receipt: here.receipt, name: 'sessions.end', user, subject: user }, async (tx) => {
    const sessions = tx.deleteFrom('sessions').where('user_id', '=', user).where('site', 'in', sitesOf(actor))
    await sessions.where('token_hash', '!=', session).execute()
    if (actor.strength === 'full') {
      const trusted = tx.deleteFrom('trusted_devices').where('user_id', '=', user)
      await (here.device ? trusted.where('device_hash', '!=', sha256(here.device)) : trusted).execute()
    }
    await audit(tx, actor, { action: 'sessions.end', subject: { type: 'user', id: user } })
    return { ok: true as const }
  })
}

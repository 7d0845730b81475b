import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import { newId } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'
import { idOfSession } from '../own/session-list.ts'
import { locksAfter } from '../session-rows.ts'
import { actorOf, endSession, newToken, startSession } from '../sessions.ts'
import type { Colleague } from './pins.ts'

/** For the script of a page that is shown to this person: patients' phones lock themselves. */
export const lockOf = ({ site, session, user }: Actor) =>
  site === 'staff' ? { session: idOfSession(session), person: user, after: locksAfter } : null

const action = (name: string, { user }: Pick<Actor, 'user'>) => ({ receipt: newId<'receipt'>(), name, user, subject: null })

/** From now on the session opens nothing, and keeps its person. */
export async function lock(db: Database, actor: Actor): Promise<void> {
  await transact(db, action('session.lock', actor), async (tx) => {
    await tx.updateTable('sessions').set({ locked_at: sqlNow }).where('token_hash', '=', actor.session).execute()
    await audit(tx, actor, { action: 'session.lock' })
    return { ok: true }
  })
}

/** The same session goes on, and ends when it would have ended. */
export async function unlock(db: Database, locked: Actor, by: 'pin' | 'password'): Promise<void> {
  await transact(db, action('session.unlock', locked), async (tx) => {
    await tx.updateTable('sessions').set({ locked_at: null, last_used_at: sqlNow }).where('token_hash', '=', locked.session).execute()
    await audit(tx, locked, { action: 'session.unlock', reason: by })
    return { ok: true }
  })
}

interface Browser {
  formerToken: string
  userAgent: string | null
  requestId: string
}

/** The next person at this desk, by the right PIN: a session of their own, in the place of the locked one. Null for who works here no more. */
export async function switchTo(db: Database, { user }: Colleague, { formerToken, userAgent, requestId }: Browser): Promise<string | null> {
  const token = newToken()
  const answer = await transact(db, action('sign-in', { user }), async (tx) => {
    await endSession(tx, 'staff', formerToken)
    await startSession(tx, { site: 'staff', user, device: userAgent, token, strength: 'full', secondFactor: true })
    const actor = await actorOf(tx, 'staff', token, requestId)
    if (!actor) return { ok: false as const, reason: 'no-actor' }
    await audit(tx, actor, { action: 'sign-in', reason: 'pin' })
    return { ok: true as const }
  })
  return answer.ok ? token : null
}

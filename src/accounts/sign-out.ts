import type { Actor } from '../audit/actor.ts'
import { audit } from '../audit/write.ts'
import { newId } from '../database/ids.ts'
import type { Database } from '../database/pool.ts'
import { transact } from '../database/transact.ts'
import { endSession } from './sessions.ts'

/** Ends the session that the request came with; the person's others go on. */
export async function signOut(db: Database, actor: Actor, token: string): Promise<void> {
  await transact(db, { receipt: newId<'receipt'>(), name: 'sign-out', user: actor.user, subject: null }, async (tx) => {
    await endSession(tx, actor.site, token)
    await audit(tx, actor, { action: 'sign-out' })
    return { ok: true }
  })
}

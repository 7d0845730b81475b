import type { Actor } from '../audit/actor.ts'
import { audit } from '../audit/write.ts'
import { newId } from '../database/ids.ts'
import type { Database } from '../database/pool.ts'
import { transact } from '../database/transact.ts'
import { endSession, startSession } from './sessions.ts'

export interface Sessions {
  /** Of the session that a code opened. */
  old: string
  fresh: string
  device: string | null
}

/** After a code the password as well: a new session that opens all that there is, in place of the one that opened visits. */
export async function makeFull(db: Database, actor: Actor, { old, fresh, device }: Sessions): Promise<void> {
  await transact(db, { receipt: newId<'receipt'>(), name: 'sign-in.in-full', user: actor.user, subject: null }, async (tx) => {
    await endSession(tx, actor.site, old)
    await startSession(tx, { site: actor.site, user: actor.user, device, token: fresh, strength: 'full' })
    await audit(tx, actor, { action: 'sign-in.in-full' })
    return { ok: true }
  })
}

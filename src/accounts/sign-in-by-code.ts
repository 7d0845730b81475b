import { audit } from '../audit/write.ts'
import { type Id, newId } from '../database/ids.ts'
import type { Database } from '../database/pool.ts'
import { transact } from '../database/transact.ts'
import { type CodeTo, spendCode } from './codes.ts'
import { actorOf, endSession, newToken, startSession } from './sessions.ts'

export interface CodeSignIn {
  /** Rightly typed in this browser. */
  code: Id<'code'>
  to: CodeTo
  device: string | null
  requestId: string
  formerToken: string | undefined
}

/** `unknown`: nobody signs in by this number or address. `closed`: somebody does, and may not any more. `spent`: another was quicker. */
export type SignedInByCode = { ok: true; token: string } | { ok: false; reason: 'unknown' | 'closed' | 'spent' }

/** Signs in on the patients' site, to what a code opens. Only who has read the code learns whether there is an account. */
export async function signInByCode(db: Database, { code, to, device, requestId, formerToken }: CodeSignIn): Promise<SignedInByCode> {
  const login = await db
    .selectFrom('logins')
    .select('user_id as user')
    .where('kind', '=', to.kind)
    .where('value', '=', to.value)
    .executeTakeFirst()
  if (!login) return { ok: false, reason: 'unknown' }
  const token = newToken()
  const action = { receipt: newId<'receipt'>(), name: 'sign-in', user: login.user, subject: null }
  const opened = await transact(db, action, async (tx) => {
    if (!(await spendCode(tx, code))) return { ok: false as const, reason: 'spent' as const }
    if (formerToken) await endSession(tx, 'patient', formerToken)
    await startSession(tx, { site: 'patient', user: login.user, device, token, strength: 'code' })
    const actor = await actorOf(tx, 'patient', token, requestId)
    if (!actor) return { ok: false as const, reason: 'closed' as const }
    await audit(tx, actor, { action: 'sign-in.by-code' })
    return { ok: true as const }
  })
  return opened.ok ? { ok: true, token } : opened
}

import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import { isDuplicateKey } from '../../database/errors.ts'
import { type Id, newId } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database, Tx } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'
import { type CodeTo, spendCode } from '../codes.ts'
import { newToken } from '../sessions.ts'
import { onlyThisSession } from './fresh-session.ts'
import { type ClinicSaid, reachedAt, tellAccountChanged } from './tell.ts'

/** The account's own phone or address has changed: whoever keeps it elsewhere, too, follows in the same transaction. */
export type Follow = (tx: Tx, change: { user: Id<'user'>; kind: CodeTo['kind']; before: string | null; after: string }) => Promise<void>

interface NewLogin {
  receipt: Id<'receipt'>
  /** Of a code that was typed rightly in this browser, and where it went. */
  code: Id<'code'>
  to: CodeTo
  clinic: ClinicSaid
  follow: Follow
}

/** `taken`: somebody else signs in by it. `over`: the code was used, or is too old. */
export type LoginChanged = { ok: true; token: string | null } | { ok: false; reason: 'taken' | 'over' }

/**
 * Another phone or e-mail address to sign in by, confirmed by a code that went there. The person is told at the old one, their other
 * sessions end, and this browser goes on with a new one (token null when the form was sent twice).
 */
export async function changeLogin(db: Database, actor: Actor, { receipt, code, to, clinic, follow }: NewLogin): Promise<LoginChanged> {
  const { user, site } = actor
  const token = newToken()
  const answer = await transact(db, { receipt, name: `${to.kind}.change`, user, subject: user }, async (tx) => {
    if (!(await spendCode(tx, code))) return { ok: false as const, reason: 'over' as const }
    const reached = await reachedAt(tx, user)
    const before = await tx.selectFrom('logins').select('value').where('user_id', '=', user).where('kind', '=', to.kind).executeTakeFirst()
    if (!(await writeLogin(tx, user, to))) return { ok: false as const, reason: 'taken' as const }
    const version = await raiseVersion(tx, user)
    await follow(tx, { user, kind: to.kind, before: before?.value ?? null, after: to.value })
    await onlyThisSession(tx, actor, token)
    await audit(tx, actor, { action: `${to.kind}.change`, subject: { type: 'user', id: user } })
    await tellAccountChanged(tx, { user, what: to.kind, change: String(version), site, clinic }, reached)
    return { ok: true as const, token }
  })
  if (!answer.ok) return answer
  return { ok: true, token: 'repeated' in answer ? null : answer.token }
}

async function writeLogin(tx: Tx, user: Id<'user'>, { kind, value }: CodeTo): Promise<boolean> {
  await tx.deleteFrom('logins').where('user_id', '=', user).where('kind', '=', kind).execute()
  try {
    await tx.insertInto('logins').values({ id: newId<'login'>(), user_id: user, kind, value, confirmed_at: sqlNow }).execute()
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

async function raiseVersion(tx: Tx, user: Id<'user'>): Promise<number> {
  await tx
    .updateTable('users')
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('id', '=', user)
    .execute()
  return (await tx.selectFrom('users').select('version').where('id', '=', user).executeTakeFirstOrThrow()).version
}

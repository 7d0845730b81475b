import type { AuditAction } from '../../audit/actions.ts'
import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import { type Id, newId } from '../../database/ids.ts'
import type { Database, Tx } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'
import { holdPerson } from '../hold-person.ts'
import { onlyThisSession } from '../own/fresh-session.ts'
import { type ClinicSaid, tellAccountChanged } from '../own/tell.ts'
import { newToken } from '../sessions.ts'
import { keepAuthenticator } from './authenticator.ts'
import { endHalf, type Shown, startWhole } from './pass.ts'
import { renewRecoveryCodes } from './recovery-codes.ts'
import { stepOf } from './totp.ts'

interface Means {
  db: Database
  secret: Buffer
}

interface App {
  /** What the picture held. */
  key: Buffer
  /** The number that the app shows for it. */
  typed: string
}

/** `wrong`: the app shows another number. `has-one`: who has a factor shows that one; a password alone does not replace it. */
export type SetUp = { ok: true; token: string; codes: string[] } | { ok: false; reason: 'wrong' | 'has-one' }

/** The first second factor of somebody who has none: it completes their sign-in. The codes are shown once. */
export async function setUpFirst(
  { db, secret }: Means,
  half: Actor,
  { key, typed, ...browser }: App & Pick<Shown, 'device' | 'trust'>,
): Promise<SetUp> {
  const step = stepOf(key, typed, Temporal.Now.instant())
  if (step === null) return { ok: false, reason: 'wrong' }
  const token = newToken()
  const { user } = half
  const action = { receipt: newId<'receipt'>(), name: 'second-factor.set-up', user, subject: user }
  const answer = await transact<SetUp>(db, action, async (tx) => {
    await holdPerson(tx, user)
    if ((await hasAny(tx, user)) || !(await endHalf(tx, half))) return { ok: false, reason: 'has-one' }
    await keepAuthenticator(tx, secret, { user, key, step })
    const codes = await renewRecoveryCodes(tx, secret, user)
    await startWhole(tx, half, { ...browser, token })
    await audit(tx, half, { action: 'second-factor.set-up', subject: { type: 'user', id: user }, reason: 'app' })
    await audit(tx, half, { action: 'sign-in', reason: 'app' })
    return { ok: true, token, codes }
  })
  return 'repeated' in answer ? { ok: false, reason: 'has-one' } : answer
}

export type Replaced = { ok: true; token: string | null } | { ok: false; reason: 'wrong' }

/** Another app in the place of the one before, by who has given the password once more; every other browser is signed out. */
export async function replaceApp(
  { db, secret }: Means,
  actor: Actor,
  { receipt, key, typed, clinic }: App & { receipt: Id<'receipt'>; clinic: ClinicSaid },
): Promise<Replaced> {
  const step = stepOf(key, typed, Temporal.Now.instant())
  if (step === null) return { ok: false, reason: 'wrong' }
  const token = await changed(db, actor, { receipt, name: 'second-factor.replace', clinic }, (tx) =>
    keepAuthenticator(tx, secret, { user: actor.user, key, step }),
  )
  return { ok: true, token: token?.token ?? null }
}

/** Ten new recovery codes; the old ones are worth nothing from now on. Null when the form was sent twice: codes are shown once. */
export const replaceRecoveryCodes = (
  { db, secret }: Means,
  actor: Actor,
  { receipt, clinic }: { receipt: Id<'receipt'>; clinic: ClinicSaid },
) => changed(db, actor, { receipt, name: 'second-factor.new-codes', clinic }, (tx) => renewRecoveryCodes(tx, secret, actor.user))

interface Change {
  receipt: Id<'receipt'>
  name: AuditAction
  clinic: ClinicSaid
}

/** A change of somebody's own factors: this browser goes on with a new session, all others end, and they are told. */
export async function changed<Made>(
  db: Database,
  actor: Actor,
  { receipt, name, clinic }: Change,
  change: (tx: Tx) => Promise<Made>,
): Promise<{ token: string; made: Made } | null> {
  const token = newToken()
  const { user, site } = actor
  const answer = await transact(db, { receipt, name, user, subject: user }, async (tx) => {
    await holdPerson(tx, user)
    const made = await change(tx)
    await onlyThisSession(tx, actor, token)
    await audit(tx, actor, { action: name, subject: { type: 'user', id: user } })
    await tellAccountChanged(tx, { user, what: 'second-factor', change: receipt, site, clinic })
    return { ok: true as const, made }
  })
  return 'repeated' in answer ? null : { token, made: answer.made }
}

async function hasAny(tx: Tx, user: Id<'user'>): Promise<boolean> {
  const app = await tx.selectFrom('authenticators').select('user_id').where('user_id', '=', user).executeTakeFirst()
  const passkey = await tx.selectFrom('passkeys').select('id').where('user_id', '=', user).executeTakeFirst()
  return app !== undefined || passkey !== undefined
}

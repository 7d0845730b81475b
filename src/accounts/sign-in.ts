import { setTimeout as pause } from 'node:timers/promises'
import { audit } from '../audit/write.ts'
import { newId } from '../database/ids.ts'
import type { Database } from '../database/pool.ts'
import type { Site } from '../database/tables.ts'
import { transact } from '../database/transact.ts'
import { forgetAttempts, takeTurn } from './attempts.ts'
import { type Account, accountOf } from './find.ts'
import { loginOf } from './logins.ts'
import { isPassword } from './passwords.ts'
import { isTrusted } from './second-factor/trusted.ts'
import { actorOf, endSession, halfActorOf, newToken, startSession } from './sessions.ts'

export interface Credentials {
  site: Site
  /** As typed: a phone in any spelling, an e-mail address or a staff name. */
  login: string
  password: string
  /** The clinic's, for phones without one. */
  country: string
  /** The caller's network address. */
  address: string
  /** What the browser calls itself. */
  device: string | null
  requestId: string
  /** Of the session that this browser had here before, if any: it ends. */
  formerToken: string | undefined
  /** By which a browser is known in which somebody has shown a second factor during this shift. */
  deviceToken?: string | undefined
}

/**
 * `half`: the password was right, and a second factor is asked for next; until then the session opens no other page.
 * `wrong` is the same answer, after the same work, for an unknown login, a wrong password, a disabled person and the wrong door.
 */
export type SignedIn =
  | { ok: true; token: string; half: boolean }
  | { ok: false; reason: 'wrong' }
  | { ok: false; reason: 'too-many'; retryMinutes: number }

interface Means {
  db: Database
  /** The key of the attempts' hashes. */
  secret: string | Buffer
  wait?: (milliseconds: number) => Promise<unknown>
}

export async function signIn({ db, secret, wait = pause }: Means, credentials: Credentials): Promise<SignedIn> {
  const { site, password, country, address, requestId } = credentials
  const login = loginOf(credentials.login, country)
  const tried = `login ${site} ${login ? `${login.kind} ${login.value}` : credentials.login.toLowerCase()}`
  const triedHere = `${tried} from ${address}`
  const turn = await takeTurn({ db, secret }, [
    { of: triedHere, free: 4, most: 10 },
    // Guessing from many places is slowed, but never keeps out somebody who knows the password.
    { of: tried, free: 10, most: Number.POSITIVE_INFINITY },
    // A clinic's waiting room, or a whole mobile network, may stand behind one address.
    { of: `address ${address}`, free: 50, most: 200 },
  ])
  if (!turn.ok) return { ok: false, reason: 'too-many', retryMinutes: turn.retryMinutes }
  if (turn.wait > 0) await wait(turn.wait)
  const account = await accountOf(db, site, login)
  const right = await isPassword(account?.passwordHash ?? null, password)
  const opened = account && right ? await openSession(db, account, credentials) : null
  if (opened === null) {
    await audit(db, null, { action: 'sign-in.fail', ...(account ? { subject: { type: 'user', id: account.user } } : {}), requestId })
    return { ok: false, reason: 'wrong' }
  }
  await forgetAttempts({ db, secret }, turn.tried, [tried, triedHere])
  return { ok: true, ...opened }
}

/** A new session, or null where the person has no business on this site: whoever is nobody by it gets none. */
async function openSession(
  db: Database,
  { user }: Account,
  { site, device, requestId, formerToken, deviceToken }: Credentials,
): Promise<{ token: string; half: boolean } | null> {
  const token = newToken()
  const action = { receipt: newId<'receipt'>(), name: 'sign-in', user, subject: null }
  const opened = await transact(db, action, async (tx) => {
    if (formerToken) await endSession(tx, site, formerToken)
    const secondFactor = site === 'staff' && (await isTrusted(tx, user, deviceToken))
    await startSession(tx, { site, user, device, token, strength: 'full', secondFactor })
    const actor = await actorOf(tx, site, token, requestId)
    const half = actor || site === 'patient' ? null : await halfActorOf(tx, token, requestId)
    if (!actor && !half) return { ok: false as const, reason: 'no-actor' }
    await audit(tx, actor ?? half, { action: actor ? 'sign-in' : 'sign-in.half' })
    return { ok: true as const, half: half !== null }
  })
  // The receipt is this sign-in's own, so there is nothing it could repeat.
  return opened.ok && 'half' in opened ? { token, half: opened.half } : null
}

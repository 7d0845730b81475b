import { setTimeout as pause } from 'node:timers/promises'
import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import { newId } from '../../database/ids.ts'
import type { Database, Tx } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'
import { forgetAttempts, takeTurn } from '../attempts.ts'
import { newToken, startSession } from '../sessions.ts'
import { trustDevice } from './trusted.ts'

export interface Means {
  db: Database
  secret: Buffer
  wait?: (milliseconds: number) => Promise<unknown>
}

export interface Shown {
  /** Which of the factors, for the audit. */
  by: 'app' | 'recovery-code' | 'passkey'
  /** Checks it and spends it, in the transaction of the sign-in. */
  check: (tx: Tx) => Promise<boolean>
  /** What the browser calls itself. */
  device: string | null
  /** Of the browser, where the person calls it theirs for the shift. */
  trust: string | null
}

/** `wrong` also where somebody used the same number, code or half session just before. */
export type Passed = { ok: true; token: string } | { ok: false; reason: 'wrong' } | { ok: false; reason: 'too-many'; retryMinutes: number }

/**
 * The second step of signing in: the half session ends, and a whole one begins under a new token. Guessing is slowed and, past ten
 * tries in a quarter of an hour, refused; only who knows the password comes here, so nobody else can keep a person out.
 */
export async function passSecondFactor({ db, secret, wait = pause }: Means, half: Actor, shown: Shown): Promise<Passed> {
  const of = `second-factor ${half.user}`
  const turn = await takeTurn({ db, secret }, [{ of, free: 4, most: 10 }])
  if (!turn.ok) return { ok: false, reason: 'too-many', retryMinutes: turn.retryMinutes }
  if (turn.wait > 0) await wait(turn.wait)
  const token = newToken()
  const action = { receipt: newId<'receipt'>(), name: 'sign-in', user: half.user, subject: null }
  const passed = await transact(db, action, async (tx) => {
    if (!(await shown.check(tx)) || !(await endHalf(tx, half))) return { ok: false as const, reason: 'wrong' as const }
    await startWhole(tx, half, { ...shown, token })
    await audit(tx, half, { action: 'sign-in', reason: shown.by })
    return { ok: true as const }
  })
  if (!passed.ok) {
    await audit(db, half, { action: 'second-factor.fail', subject: { type: 'user', id: half.user }, reason: shown.by })
    return { ok: false, reason: 'wrong' }
  }
  await forgetAttempts({ db, secret }, turn.tried, [of])
  return { ok: true, token }
}

/** Of two that go on from one half session the row lets one through. */
export async function endHalf(tx: Tx, half: Actor): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('sessions')
    .where('token_hash', '=', half.session)
    .where('second_factor_at', 'is', null)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

export async function startWhole(tx: Tx, { user }: Actor, { token, device, trust }: Pick<Shown, 'device' | 'trust'> & { token: string }) {
  await startSession(tx, { site: 'staff', user, device, token, strength: 'full', secondFactor: true })
  if (trust !== null) await trustDevice(tx, user, trust)
}

import { randomBytes } from 'node:crypto'
import { keepAuthenticator } from '../../src/accounts/second-factor/authenticator.ts'
import { codeAt, secretBytes, stepAt } from '../../src/accounts/second-factor/totp.ts'
import type { Id } from '../../src/database/ids.ts'
import type { Database } from '../../src/database/pool.ts'
import { testConfig } from './app.ts'

export interface TestAuthenticator {
  key: Buffer
  /** What it shows now, or some steps of thirty seconds away. */
  code: (stepsAway?: number) => string
}

/** An app on somebody's phone whose clock is right. */
export const anApp = (key: Buffer): TestAuthenticator => ({
  key,
  code: (stepsAway = 0) => codeAt(key, stepAt(Temporal.Now.instant()) + stepsAway),
})

/** One that was set up ten minutes ago. */
export async function anAuthenticator(db: Database, user: { id: Id<'user'> }): Promise<TestAuthenticator> {
  const key = randomBytes(secretBytes)
  const step = stepAt(Temporal.Now.instant()) - 20
  await db.transaction().execute((tx) => keepAuthenticator(tx, testConfig().secret, { user: user.id, key, step }))
  return anApp(key)
}

/** What somebody types who copies the letters of a key. */
export function fromBase32(letters: string): Buffer {
  const bits = [...letters.replaceAll(' ', '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

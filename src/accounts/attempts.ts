import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { type Id, newId } from '../database/ids.ts'
import { sqlNow } from '../database/now.ts'
import type { Database } from '../database/pool.ts'

/** How many tries within the window are free, and how many there may be at all. */
export interface Allowance {
  /** What is tried: `login` with its value, `address` with the caller's. Only an HMAC of it is kept. */
  of: string
  free: number
  most: number
}

/** `wait`: milliseconds to wait before answering. `retryMinutes`: the try is refused; how long until one is free again. */
export type Turn = { ok: true; wait: number; tried: Id<'attempt'>[] } | { ok: false; retryMinutes: number }

const windowMinutes = 15

/** The key that attempts are hashed with: without it neither phones nor addresses can be guessed from the table. */
export interface Attempts {
  db: Database
  secret: string | Buffer
}

/**
 * Writes the try down first and counts after, so that many at once count each other. Past what is free each try waits
 * longer; past the most it is refused and does not count, so a refusal ends by itself and nobody is locked out for good.
 */
export async function takeTurn(attempts: Attempts, allowances: Allowance[]): Promise<Turn> {
  const kept = allowances.map((allowance) => ({ ...allowance, id: newId<'attempt'>(), hash: hashOf(attempts, allowance.of) }))
  await attempts.db
    .insertInto('attempts')
    .values(kept.map(({ id, hash }) => ({ id, key_hash: hash, at: sqlNow })))
    .execute()
  const rows = await recent(
    attempts,
    kept.map(({ hash }) => hash),
  )
  const turns = kept.map(({ hash, free, most }) =>
    turnOf(
      rows.filter((row) => row.key_hash.equals(hash)).map((row) => row.age),
      free,
      most,
    ),
  )
  const tried = kept.map(({ id }) => id)
  const refused = turns.filter((turn) => turn.retryMinutes > 0)
  if (refused.length === 0) return { ok: true, wait: Math.max(...turns.map((turn) => turn.wait)), tried }
  await attempts.db.deleteFrom('attempts').where('id', 'in', tried).execute()
  return { ok: false, retryMinutes: Math.max(...refused.map((turn) => turn.retryMinutes)) }
}

/** A try that succeeded counts for nothing, and what failed at the same thing before is no longer held against it. */
export async function forgetAttempts(attempts: Attempts, tried: Id<'attempt'>[], of: string[]): Promise<void> {
  await attempts.db
    .deleteFrom('attempts')
    .where((row) =>
      row.or([
        row('id', 'in', tried),
        row(
          'key_hash',
          'in',
          of.map((one) => hashOf(attempts, one)),
        ),
      ]),
    )
    .execute()
}

/** The newest tries first, as many as matter; `age` in seconds. */
function recent({ db }: Attempts, hashes: Buffer[]) {
  return db
    .selectFrom('attempts')
    .select(['key_hash', sql<number>`TIMESTAMPDIFF(SECOND, at, ${sqlNow})`.as('age')])
    .where('key_hash', 'in', hashes)
    .where('at', '>', sql<Temporal.Instant>`${sqlNow} - INTERVAL ${windowMinutes} MINUTE`)
    .orderBy('at', 'desc')
    .limit(1000)
    .execute()
}

/** `ages` of the tries, this one included, newest first. Room is made when the oldest that counts leaves the window. */
function turnOf(ages: number[], free: number, most: number): { wait: number; retryMinutes: number } {
  const oldest = ages[most]
  if (oldest !== undefined) return { wait: 0, retryMinutes: Math.max(1, Math.ceil((windowMinutes * 60 - oldest) / 60)) }
  const beyond = ages.length - free
  return { wait: beyond <= 0 ? 0 : Math.min(8000, 500 * 2 ** (beyond - 1)), retryMinutes: 0 }
}

const hashOf = ({ secret }: Attempts, of: string): Buffer => createHmac('sha256', secret).update(`attempt ${of}`).digest()

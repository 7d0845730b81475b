import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { newId } from '../database/ids.ts'
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
export type Turn = { ok: true; wait: number } | { ok: false; retryMinutes: number }

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
  const refused = turns.filter((turn) => !turn.ok)
  if (refused.length > 0) {
    const ids = kept.map(({ id }) => id)
    await attempts.db.deleteFrom('attempts').where('id', 'in', ids).execute()
    return { ok: false, retryMinutes: Math.max(...refused.map((turn) => turn.retryMinutes)) }
  }
  return { ok: true, wait: Math.max(...turns.map((turn) => (turn.ok ? turn.wait : 0))) }
}

/** What succeeded is no longer held against it. */
export async function forgetAttempts(attempts: Attempts, of: string): Promise<void> {
  await attempts.db.deleteFrom('attempts').where('key_hash', '=', hashOf(attempts, of)).execute()
}

/** Rows that count no more; for the nightly work. */
export async function removeOldAttempts(db: Database): Promise<void> {
  await db.deleteFrom('attempts').where('at', '<', sql<Temporal.Instant>`${sqlNow} - INTERVAL 1 DAY`).execute()
}

/** The newest tries first; `age` in seconds. Refused ones take themselves away, so there are never many. */
function recent({ db }: Attempts, hashes: Buffer[]) {
  return db
    .selectFrom('attempts')
    .select(['key_hash', sql<number>`TIMESTAMPDIFF(SECOND, at, ${sqlNow})`.as('age')])
    .where('key_hash', 'in', hashes)
    .where('at', '>', sql<Temporal.Instant>`${sqlNow} - INTERVAL ${windowMinutes} MINUTE`)
    .orderBy('at', 'desc')
    .execute()
}

/** `ages` of the tries, this one included, newest first. */
function turnOf(ages: number[], free: number, most: number): Turn {
  if (ages.length > most) {
    const oldestThatCounts = ages[most] ?? 0
    return { ok: false, retryMinutes: Math.max(1, Math.ceil((windowMinutes * 60 - oldestThatCounts) / 60)) }
  }
  const beyond = ages.length - free
  return { ok: true, wait: beyond <= 0 ? 0 : Math.min(8000, 500 * 2 ** (beyond - 1)) }
}

const hashOf = ({ secret }: Attempts, of: string): Buffer => createHmac('sha256', secret).update(`attempt ${of}`).digest()

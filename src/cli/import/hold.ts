import { setTimeout as pause } from 'node:timers/promises'
import { type SqlBool, sql } from 'kysely'
import { type Id, newId } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database, Tx } from '../../database/pool.ts'
import type { Row } from '../../database/tables.ts'

export type Import = Pick<Row<'imports'>, 'id' | 'number'>

/** An import that is this process's own until it lets go, or is gone for as long as a claim lasts. */
export interface HeldImport extends Import {
  claim: Id<'claim'>
}

/** What is written for the import meanwhile is written by nobody: it was undone, or another process took it. */
export class HoldLost extends Error {
  override name = 'HoldLost'
  readonly why: 'undone' | 'taken'

  constructor(why: HoldLost['why']) {
    super(`the import was ${why}`)
    this.why = why
  }
}

/** So long the claim of a process that died keeps others waiting. */
export const claimSeconds = 10
const renewedEvery = 2500
const lookedAtEvery = 500

const claimEnd = sql<Temporal.Instant>`UTC_TIMESTAMP(3) + INTERVAL ${sql.lit(claimSeconds)} SECOND`

export const claimedBy = (claim: Id<'claim'>) => ({ claim_id: claim, claimed_at: sqlNow, claimed_until: claimEnd })
export const unclaimed = { claim_id: null, claimed_at: null, claimed_until: null }

/** Whether a process holds the import, by the database's clock. */
export const isClaimed = sql<SqlBool>`COALESCE(claimed_until > UTC_TIMESTAMP(3), FALSE)`
export const isFree = sql<SqlBool>`(claimed_until IS NULL OR claimed_until <= UTC_TIMESTAMP(3))`

/** Null: another process was quicker, or it was undone. */
export async function takeHold(db: Database, { id, number }: Import): Promise<HeldImport | null> {
  const claim = newId<'claim'>()
  const { numUpdatedRows } = await db
    .updateTable('imports')
    .set(claimedBy(claim))
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where('undone_at', 'is', null)
    .where(isFree)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 0n ? null : { id, number, claim }
}

/**
 * Stands in every transaction that writes for an import; throws HoldLost. It writes the claim anew instead of locking its row: on a
 * cluster a lock is known to one node, while of two writes to one row one is rolled back, on whatever nodes they were made.
 */
export async function holdOn(tx: Tx, held: HeldImport): Promise<void> {
  if (!(await renew(tx, held))) throw new HoldLost(await whyLost(tx, held))
}

async function renew(db: Database, { id, claim }: HeldImport): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('imports')
    .set({ claimed_until: claimEnd })
    .where('id', '=', id)
    .where('claim_id', '=', claim)
    .where('undone_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

export async function whyLost(db: Database, { id }: Import): Promise<HoldLost['why']> {
  const row = await db.selectFrom('imports').select('undone_at').where('id', '=', id).executeTakeFirst()
  return row?.undone_at ? 'undone' : 'taken'
}

/** Keeps the hold over rows that write nothing; answers what lets it go, so that the same command goes on at once. */
export function keepHold(db: Database, held: HeldImport): () => Promise<void> {
  // A renewal that fails is made up for by the next one, and every transaction looks for itself.
  let renewing: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    renewing = renew(db, held).catch(() => {})
  }, renewedEvery)
  return async () => {
    clearInterval(timer)
    await renewing
    await db
      .updateTable('imports')
      .set(unclaimed)
      .where('id', '=', held.id)
      .where('claim_id', '=', held.claim)
      .execute()
      // The database is away: then the claim lapses.
      .catch(() => {})
  }
}

/** Watches an import that somebody holds: false as soon as it is seen that they renew it or the watch is interrupted, true when it is free. */
export async function comesFree(db: Database, number: number, interrupted: AbortSignal | null): Promise<boolean> {
  const before = await claimOf(db, number)
  for (let now = before; now?.claimed; now = await claimOf(db, number)) {
    if (now.claim_id !== before?.claim_id || String(now.claimed_until) !== String(before?.claimed_until)) return false
    if (interrupted?.aborted) return false
    await pause(lookedAtEvery)
  }
  return true
}

const claimOf = (db: Database, number: number) =>
  db
    .selectFrom('imports')
    .select(['claim_id', 'claimed_until', isClaimed.as('claimed')])
    .where('number', '=', number)
    .executeTakeFirst()

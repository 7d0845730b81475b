import { sql } from 'kysely'
import { type Id, newId } from '../database/ids.ts'
import { sqlNow } from '../database/now.ts'
import type { Database } from '../database/pool.ts'

/** A row of the outbox that is ours to deliver until the claim ends. */
export interface Job {
  id: Id<'outbox'>
  topic: string
  cause: string
  version: number
  payload: unknown
  /** Counted when it is claimed, so that a job which kills its process is counted too. */
  attempts: number
  created_at: Temporal.Instant
  claim: Id<'claim'>
}

/** Longer than any delivery may take. */
export const claimSeconds = 120

/**
 * Claims up to `limit` due rows of a topic, the longest due first. The claim itself is one UPDATE, so two workers never
 * hold the same row. The plain read before it sees committed rows only: an UPDATE that searched for itself would wait
 * for every booking that has written its message and not yet committed.
 */
export async function claim(db: Database, topic: string, limit: number): Promise<Job[]> {
  for (;;) {
    const due = await claimable(db, topic).select('id').orderBy('due_at').limit(limit).execute()
    if (due.length === 0) return []
    const mine = newId<'claim'>()
    const { numUpdatedRows } = await db
      .updateTable('outbox')
      .set({ claim_id: mine, claimed_until: sql`UTC_TIMESTAMP(3) + INTERVAL ${claimSeconds} SECOND`, attempts: sql`attempts + 1` })
      .where(
        'id',
        'in',
        due.map(({ id }) => id),
      )
      .where('parked_at', 'is', null)
      .where('due_at', '<=', sqlNow)
      .where((where) => where.or([where('claimed_until', 'is', null), where('claimed_until', '<=', sqlNow)]))
      .executeTakeFirstOrThrow()
    // None left means that another worker was quicker with all of them: there may be more behind.
    if (numUpdatedRows > 0n) return await claimed(db, mine)
  }
}

const claimable = (db: Database, topic: string) =>
  db
    .selectFrom('outbox')
    .where('parked_at', 'is', null)
    .where('topic', '=', topic)
    .where('due_at', '<=', sqlNow)
    .where((where) => where.or([where('claimed_until', 'is', null), where('claimed_until', '<=', sqlNow)]))

async function claimed(db: Database, mine: Id<'claim'>): Promise<Job[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['id', 'topic', 'cause', 'version', 'payload', 'attempts', 'created_at'])
    .where('claim_id', '=', mine)
    .orderBy('due_at')
    .execute()
  return rows.map((row) => ({ ...row, claim: mine }))
}

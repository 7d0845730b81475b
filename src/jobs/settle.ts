import { sql } from 'kysely'
import { sqlNow } from '../database/now.ts'
import type { Database } from '../database/pool.ts'
import type { Job } from './claim.ts'

const givenBack = { claim_id: null, claimed_until: null }

/** The job is done: its row goes, unless it was asked for again meanwhile. */
export async function finish(db: Database, job: Job): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('outbox')
    .where('id', '=', job.id)
    .where('claim_id', '=', job.claim)
    .where('version', '=', job.version)
    .executeTakeFirstOrThrow()
  if (numDeletedRows === 0n) await release(db, job)
}

/** The job failed this time. */
export async function postpone(db: Database, job: Job, seconds: number, reason: string): Promise<void> {
  const { numUpdatedRows } = await held(db, job)
    .set({ ...givenBack, due_at: sql`UTC_TIMESTAMP(3) + INTERVAL ${seconds} SECOND`, last_error: reason })
    .where('version', '=', job.version)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) await release(db, job)
}

/** The job's time has not come: it is as if it had not been tried. */
export async function putOff(db: Database, job: Job, due: Temporal.Instant): Promise<void> {
  const { numUpdatedRows } = await held(db, job)
    .set({ ...givenBack, attempts: 0, due_at: due })
    .where('version', '=', job.version)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) await release(db, job)
}

/** The job will never succeed: it stays for somebody to look at, and is in nobody's way. */
export async function park(db: Database, job: Job, reason: string): Promise<void> {
  const { numUpdatedRows } = await held(db, job)
    .set({ ...givenBack, parked_at: sqlNow, last_error: reason })
    .where('version', '=', job.version)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) await release(db, job)
}

/** Gives a claim back; the row is due as it says itself. Nothing happens when the claim had run out. */
async function release(db: Database, job: Job): Promise<void> {
  await held(db, job)
    .set({ ...givenBack, attempts: 0 })
    .execute()
}

const held = (db: Database, job: Job) => db.updateTable('outbox').where('id', '=', job.id).where('claim_id', '=', job.claim)

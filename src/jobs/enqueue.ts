import { sql } from 'kysely'
import { newId } from '../database/ids.ts'
import { sqlNow } from '../database/now.ts'
import type { Database, Tx } from '../database/pool.ts'

interface Cause {
  topic: string
  /** At most 190 characters. */
  cause: string
}

/**
 * Writes a message that the worker delivers once the transaction is committed. The cause names what happened and its
 * version, so writing it twice is writing it once; the payload is complete, nothing is read again at delivery.
 */
export async function enqueue(
  tx: Tx,
  { topic, cause, payload, dueAt }: Cause & { payload: object; dueAt?: Temporal.Instant },
): Promise<void> {
  await tx
    .insertInto('outbox')
    .values({ id: newId<'outbox'>(), topic, cause, payload, created_at: sqlNow, due_at: dueAt ?? sqlNow })
    .onDuplicateKeyUpdate({ topic })
    .execute()
}

/**
 * Asks that a thing be looked at again; the cause names the thing, and what to do is read at delivery. A row that is
 * there already rises by a version, also while it is being delivered, so that no change is lost.
 */
export async function lookAgain(db: Database, { topic, cause, inSeconds = 0 }: Cause & { inSeconds?: number }): Promise<void> {
  const due = sql<Temporal.Instant>`UTC_TIMESTAMP(3) + INTERVAL ${inSeconds} SECOND`
  await db
    .insertInto('outbox')
    .values({ id: newId<'outbox'>(), topic, cause, payload: null, created_at: sqlNow, due_at: due })
    .onDuplicateKeyUpdate({ version: sql<number>`version + 1`, due_at: due, attempts: 0, parked_at: null })
    .execute()
}

/** Makes sure that a recurring job has its row, and leaves one that is there alone. */
export async function plan(db: Database, { topic, cause }: Cause): Promise<void> {
  await db
    .insertInto('outbox')
    .values({ id: newId<'outbox'>(), topic, cause, payload: null, created_at: sqlNow, due_at: sqlNow })
    .onDuplicateKeyUpdate({ topic })
    .execute()
}

/** Takes back the messages about a thing that were not delivered yet: a later change has overtaken them. */
export async function withdraw(tx: Tx, { topics, about }: { topics: string[]; about: string }): Promise<void> {
  await tx.deleteFrom('outbox').where('topic', 'in', topics).where('cause', 'like', `${about}/%`).execute()
}

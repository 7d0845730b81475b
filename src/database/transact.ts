import { setTimeout as pause } from 'node:timers/promises'
import { isDuplicateKey, isWorthRetrying, NotYours, Unavailable } from './errors.ts'
import type { Id } from './ids.ts'
import { sqlNow } from './now.ts'
import type { Database, Tx } from './pool.ts'

/** What a verb answers: expected failures are values. `ok: false` is rolled back, receipt included. */
export type Answer = { ok: true } | { ok: false; reason: string }

/** The work had been done before: a double click, a form sent again, a commit whose answer was lost. */
export interface Repeated {
  ok: true
  repeated: true
  subject: Id | null
}

export interface Action {
  /** Made by the form, so that sending it again is the same action. */
  receipt: Id<'receipt'>
  /** The verb, such as `appointment.book`. */
  name: string
  user: Id<'user'> | null
  /** What the action is about, known before it begins; a repeat is sent there. The same receipt for another subject is not theirs. */
  subject: Id | null
  /** The subject is new, made by this action: each try names another, and a repeat is answered with the one that was made. */
  makes?: true
}

const patience = 8000

/**
 * Runs a verb in one transaction that happens once, at READ COMMITTED. Conflicts and lost connections are tried again
 * for eight seconds, then `Unavailable` is thrown; so `work` has no side effects but its rows.
 * A receipt of somebody else, of another verb or about another subject throws `NotYours`.
 */
export async function transact<A extends Answer>(db: Database, action: Action, work: (tx: Tx) => Promise<A>): Promise<A | Repeated> {
  const end = performance.now() + patience
  for (let wait = 10; ; wait = Math.min(wait * 2, 500)) {
    try {
      return await once(db, action, work)
    } catch (error) {
      if (!isWorthRetrying(error)) throw error
      const delay = wait * (0.5 + Math.random())
      if (performance.now() + delay > end) throw new Unavailable(error instanceof Error ? error.message : undefined)
      await pause(delay)
    }
  }
}

async function once<A extends Answer>(db: Database, action: Action, work: (tx: Tx) => Promise<A>): Promise<A | Repeated> {
  // Not Kysely's `transaction().execute()`: it hides the error of a lost commit behind that of its rollback.
  const tx = await db.startTransaction().execute()
  try {
    if (!(await receive(tx, action))) return await repeated(tx, action)
    const answer = await work(tx)
    if (answer.ok) await tx.commit().execute()
    return answer
  } finally {
    if (!tx.isCommitted) await rollBack(tx)
  }
}

async function receive(tx: Tx, { receipt, user, name, subject }: Action): Promise<boolean> {
  try {
    await tx.insertInto('receipts').values({ id: receipt, user_id: user, action: name, subject_id: subject, at: sqlNow }).execute()
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

async function repeated(tx: Tx, { receipt, user, name, subject, makes }: Action): Promise<Repeated> {
  const row = await tx.selectFrom('receipts').select(['user_id', 'action', 'subject_id']).where('id', '=', receipt).executeTakeFirst()
  if (!row || row.user_id !== user || row.action !== name) throw new NotYours()
  if (!makes && row.subject_id !== subject) throw new NotYours()
  return { ok: true, repeated: true, subject: row.subject_id }
}

/** The connection goes back to the pool even when this fails, and a lost one has rolled back by itself. */
async function rollBack(tx: Tx & { rollback: () => { execute: () => Promise<unknown> } }): Promise<void> {
  await tx
    .rollback()
    .execute()
    .catch(() => {})
}

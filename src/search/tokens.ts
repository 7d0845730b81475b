import type { Id } from '../database/ids.ts'
import type { Tx } from '../database/pool.ts'

/** The longest token that is kept; what is typed is cut alike. */
export const tokenLength = 64

/** Replaces what a subject is found by, in the transaction that changes it. */
export async function writeTokens(tx: Tx, subject: Id, tokens: string[]): Promise<void> {
  await tx.deleteFrom('search_tokens').where('subject_id', '=', subject).execute()
  if (tokens.length === 0) return
  await tx
    .insertInto('search_tokens')
    .values(tokens.map((token) => ({ token, subject_id: subject })))
    .execute()
}

import { sql } from 'kysely'
import type { Database, Tx } from '../../database/pool.ts'

/** The rows refer to rows of the same batch: asking for each of them would cost a third of the time. */
export async function inTransaction(db: Database, work: (tx: Tx) => Promise<void>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`SET SESSION foreign_key_checks = 0`.execute(tx)
    try {
      await work(tx)
    } finally {
      await sql`SET SESSION foreign_key_checks = 1`.execute(tx).catch(() => {})
    }
  })
}

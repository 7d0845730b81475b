import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { Database } from '../database/pool.ts'
import type { Tables } from '../database/tables.ts'
import type { Handler } from './deliver.ts'
import { lookAgain } from './enqueue.ts'
import { reasonOf } from './failure.ts'

/** Removes what nobody needs any more and says how many rows it was. */
export type Chore = (db: Database) => Promise<number>

export const hourly = { topic: 'housekeeping', cause: 'hourly' }

/** Goes through the chores once an hour, in one process however many run. A chore that fails keeps no other from its turn. */
export const housekeeping =
  (db: Database, chores: Record<string, Chore>, log: Pick<Logger, 'info' | 'warn'>): Handler =>
  async (_job, signal) => {
    for (const [chore, work] of Object.entries(chores)) {
      if (signal.aborted) break
      try {
        const rows = await work(db)
        if (rows > 0) log.info({ chore, rows }, 'put in order')
      } catch (error) {
        log.warn({ chore, reason: reasonOf(error) }, 'a chore failed; its turn comes again in an hour')
      }
    }
    await lookAgain(db, { ...hourly, inSeconds: 3600 })
  }

const rowsAtOnce = 1000

/** Removes the rows whose `column` lies more than `age` seconds back, in steps: a large one would hold up others, on a cluster all. */
export const removeOlder =
  <Table extends keyof Tables & string>(table: Table, column: keyof Tables[Table] & string, age: number): Chore =>
  async (db) => {
    for (let removed = 0; ; ) {
      const { numAffectedRows = 0n } = await sql`
        DELETE FROM ${sql.table(table)} WHERE ${sql.ref(column)} < UTC_TIMESTAMP(3) - INTERVAL ${age} SECOND LIMIT ${rowsAtOnce}`.execute(
        db,
      )
      removed += Number(numAffectedRows)
      if (numAffectedRows < rowsAtOnce) return removed
    }
  }

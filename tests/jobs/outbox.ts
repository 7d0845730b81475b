import { sql } from 'kysely'
import type { Database } from '../../src/database/pool.ts'
import type { Row } from '../../src/database/tables.ts'

export const rowsOf = (db: Database): Promise<Row<'outbox'>[]> => db.selectFrom('outbox').selectAll().orderBy('cause').execute()

/** As if the hours had passed: every wait and every claim has run out. */
export async function letTimePass(db: Database): Promise<void> {
  await sql`UPDATE outbox SET due_at = due_at - INTERVAL 1 DAY, claimed_until = claimed_until - INTERVAL 1 DAY`.execute(db)
}

/** Asks again until it is so; the test's own time limit is the only one. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10))
}

interface Line {
  level: string
  words: unknown[]
}

/** A log that keeps what is written to it. */
export function keptLog() {
  const lines: Line[] = []
  const at =
    (level: string) =>
    (...words: unknown[]) => {
      lines.push({ level, words })
    }
  return { lines, info: at('info'), warn: at('warn'), error: at('error') }
}

import { sql } from 'kysely'
import type { Database } from '../database/pool.ts'

/** Screens whose code nobody typed. A chore of the hour. */
export async function forgetScreens(db: Database): Promise<number> {
  const { numAffectedRows = 0n } =
    await sql`DELETE FROM boards WHERE paired_at IS NULL AND code_expires_at < UTC_TIMESTAMP(3) - INTERVAL 1 HOUR`.execute(db)
  return Number(numAffectedRows)
}

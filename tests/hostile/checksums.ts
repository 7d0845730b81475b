import { sql } from 'kysely'
import type { Database } from '../../src/database/pool.ts'

/** A checksum of each table, so that a change of any row anywhere shows. */
export async function checksums(owner: Database, but: string[] = []): Promise<Record<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME`.execute(
    owner,
  )
  const names = tables.map(({ name }) => name).filter((name) => !but.includes(name))
  const { rows } = await sql<{ Table: string; Checksum: number }>`CHECKSUM TABLE ${sql.join(names.map((name) => sql.table(name)))}`.execute(
    owner,
  )
  return Object.fromEntries(rows.map(({ Table, Checksum }) => [Table.replace(/^.*\./, ''), String(Checksum)]))
}

import { sql } from 'kysely'
import type { Tx } from '../../database/pool.ts'
import type { Tables } from '../../database/tables.ts'

/** Larger statements gain nothing, and the server's buffers are spared. */
const largest = 400_000

/** A text as SQL reads it. The session has no NO_BACKSLASH_ESCAPES. */
export const textSql = (text: string | null): string => (text === null ? 'NULL' : `'${text.replace(/['\\]/g, '\\$&')}'`)

/** Rows of one table as SQL: query builders spend more on a million rows than the database does. */
export interface Rows {
  table: keyof Tables
  columns: string
  /** Each in brackets. */
  rows: string[]
  /** Rows that are there already stay as they are. */
  orKeep?: boolean
  /** In the order of the primary key: the pages that a batch touches are touched once. */
  sorted?: boolean
}

export async function insertRows(tx: Tx, { table, columns, rows, orKeep = false }: Rows): Promise<void> {
  const [first = 'id'] = columns.split(',')
  const ending = orKeep ? ` ON DUPLICATE KEY UPDATE ${first} = ${first}` : ''
  const write = (part: string[]) => sql.raw(`INSERT INTO ${table} (${columns}) VALUES ${part.join(',')}${ending}`).execute(tx)
  let part: string[] = []
  let size = 0
  for (const row of rows) {
    part.push(row)
    size += row.length
    if (size < largest) continue
    await write(part)
    part = []
    size = 0
  }
  if (part.length > 0) await write(part)
}

import type { Tx } from '../../database/pool.ts'
import type { NewRow, Tables } from '../../database/tables.ts'

/** Rows of one statement; their values are many, and a statement has a largest size. */
const atOnce = 1000

export async function insertAll<Table extends keyof Tables>(tx: Tx, table: Table, rows: NewRow<Table>[]): Promise<void> {
  for (let place = 0; place < rows.length; place += atOnce) {
    await tx
      .insertInto(table)
      .values(rows.slice(place, place + atOnce))
      .execute()
  }
}

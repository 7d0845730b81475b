import type { UpdateObject } from 'kysely'
import type { Tx } from '../../database/pool.ts'
import type { Tables } from '../../database/tables.ts'
import type { VisitRow } from './visit-row.ts'

export type VisitChange = UpdateObject<Tables, 'appointments'>

/** Changes a visit as it was read; false when somebody else has changed it since. */
export async function changeVisit(tx: Tx, { id, version }: Pick<VisitRow, 'id' | 'version'>, change: VisitChange): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('appointments')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

import { hashOf, newKey } from '../../src/boards/key.ts'
import { newId } from '../../src/database/ids.ts'
import type { Database } from '../../src/database/pool.ts'
import type { Row } from '../../src/database/tables.ts'

/** A screen that is paired with this location, and the key that it holds. */
export async function aBoard(db: Database, given: Partial<Row<'boards'>> & Pick<Row<'boards'>, 'location_id'>) {
  const key = newKey()
  const now = Temporal.Now.instant()
  const row: Row<'boards'> = {
    id: newId<'board'>(),
    version: 1,
    key_hash: hashOf(key),
    code: null,
    code_expires_at: now,
    name: 'Ground floor',
    department_id: null,
    paired_at: now,
    last_seen_at: now,
    revoked_at: null,
    created_at: now,
    ...given,
  }
  await db.insertInto('boards').values(row).execute()
  return { id: row.id, key }
}

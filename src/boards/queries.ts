import { sql } from 'kysely'
import type { Id } from '../database/ids.ts'
import { sqlNow } from '../database/now.ts'
import type { Database } from '../database/pool.ts'
import type { ByLanguage } from '../database/tables.ts'
import { hashOf } from './key.ts'

/** A screen by the key that it holds. `ended`: it was revoked, its code has run out, or there is no such key. */
export type Screen =
  | { state: 'ended' }
  | { state: 'waiting'; code: string }
  | { state: 'paired'; id: Id<'board'>; name: string; location: Id<'location'>; department: Id<'department'> | null }

/** One statement; a second one once a minute, which marks a paired screen as seen. */
export async function screenOf(db: Database, key: string | undefined): Promise<Screen> {
  if (!key) return { state: 'ended' }
  const row = await db
    .selectFrom('boards')
    .select(['id', 'name', 'location_id', 'department_id', 'code'])
    .select(sql<boolean>`code_expires_at > UTC_TIMESTAMP(3)`.as('fresh'))
    .select(sql<boolean>`COALESCE(last_seen_at, created_at) < UTC_TIMESTAMP(3) - INTERVAL 1 MINUTE`.as('unseen'))
    .where('key_hash', '=', hashOf(key))
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (!row) return { state: 'ended' }
  if (row.name === null || row.location_id === null)
    return row.fresh && row.code ? { state: 'waiting', code: row.code } : { state: 'ended' }
  if (row.unseen) await db.updateTable('boards').set({ last_seen_at: sqlNow }).where('id', '=', row.id).execute()
  return { state: 'paired', id: row.id, name: row.name, location: row.location_id, department: row.department_id }
}

export interface Board {
  id: Id<'board'>
  version: number
  name: string
  location: ByLanguage
  department: ByLanguage | null
  pairedAt: Temporal.Instant
  seenAt: Temporal.Instant | null
}

/** The paired screens, by branch and name. */
export async function boardsOf(db: Database, only?: Id<'board'>): Promise<Board[]> {
  let query = db
    .selectFrom('boards as b')
    .innerJoin('locations as l', 'l.id', 'b.location_id')
    .leftJoin('departments as d', 'd.id', 'b.department_id')
    .select(['b.id', 'b.version', 'b.name', 'b.paired_at', 'b.last_seen_at', 'l.name as location', 'd.name as department'])
    .where('b.revoked_at', 'is', null)
    .where('b.paired_at', 'is not', null)
    .orderBy('l.position')
    .orderBy('b.name')
    .orderBy('b.id')
  if (only !== undefined) query = query.where('b.id', '=', only)
  const rows = await query.execute()
  return rows.flatMap(({ name, paired_at, ...row }) =>
    name === null || paired_at === null
      ? []
      : [
          {
            id: row.id,
            version: row.version,
            name,
            location: row.location,
            department: row.department,
            pairedAt: paired_at,
            seenAt: row.last_seen_at,
          },
        ],
  )
}

import type { Id } from '../database/ids.ts'
import type { Database } from '../database/pool.ts'
import { channels, type Notice, noticeForm } from './notice.ts'

export interface KeptNotice {
  id: Id<'outbox'>
  notice: Notice
  writtenAt: Temporal.Instant
}

/** The latest messages that wait in the outbox, newest first. */
export async function keptNotices(db: Database): Promise<KeptNotice[]> {
  const rows = await notices(db).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(100).execute()
  return rows.flatMap(readable)
}

export async function keptNotice(db: Database, id: Id<'outbox'>): Promise<KeptNotice | null> {
  const row = await notices(db).where('id', '=', id).executeTakeFirst()
  return (row && readable(row)[0]) ?? null
}

const notices = (db: Database) => db.selectFrom('outbox').select(['id', 'payload', 'created_at']).where('topic', 'in', channels)

function readable(row: { id: Id<'outbox'>; payload: unknown; created_at: Temporal.Instant }): KeptNotice[] {
  const read = noticeForm.safeParse(row.payload)
  return read.success ? [{ id: row.id, notice: read.data, writtenAt: row.created_at }] : []
}

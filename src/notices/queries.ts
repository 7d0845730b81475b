import type { Id } from '../database/ids.ts'
import type { Database } from '../database/pool.ts'
import { type Notice, noticeIn } from './notice.ts'

type Channel = Notice['to']['channel']

export interface KeptNotice {
  id: Id<'outbox'>
  notice: Notice
  writtenAt: Temporal.Instant
}

/** The latest messages that wait in the outbox, newest first. */
export async function keptNotices(db: Database, of: Channel[]): Promise<KeptNotice[]> {
  const rows = await notices(db, of).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(100).execute()
  return rows.flatMap(readable)
}

export async function keptNotice(db: Database, of: Channel[], id: Id<'outbox'>): Promise<KeptNotice | null> {
  const row = await notices(db, of).where('id', '=', id).executeTakeFirst()
  return (row && readable(row)[0]) ?? null
}

const notices = (db: Database, of: Channel[]) =>
  db
    .selectFrom('outbox')
    .select(['id', 'payload', 'created_at'])
    .where('topic', 'in', [...of, ''])

function readable(row: { id: Id<'outbox'>; payload: unknown; created_at: Temporal.Instant }): KeptNotice[] {
  const notice = noticeIn(row.payload)
  return notice ? [{ id: row.id, notice, writtenAt: row.created_at }] : []
}

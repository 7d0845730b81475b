import { sql } from 'kysely'
import type { Id } from '../database/ids.ts'
import type { Database } from '../database/pool.ts'
import type { ByLanguage, Row } from '../database/tables.ts'

export type ContactMessage = Row<'contact_messages'> & { doneBy: ByLanguage | null }

const most = 200

/** What visitors wrote: first what nobody has dealt with, the longest waiting first; then what is done, the latest first. */
export const contactMessages = (db: Database): Promise<ContactMessage[]> =>
  messages(db).orderBy(sql`m.done_at IS NOT NULL`).orderBy('m.done_at', 'desc').orderBy('m.written_at').limit(most).execute()

export async function contactMessage(db: Database, id: Id<'contact-message'>): Promise<ContactMessage | null> {
  return (await messages(db).where('m.id', '=', id).executeTakeFirst()) ?? null
}

const messages = (db: Database) =>
  db.selectFrom('contact_messages as m').leftJoin('users as u', 'u.id', 'm.done_by_user_id').selectAll('m').select('u.name as doneBy')

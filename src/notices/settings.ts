import type { Database } from '../database/pool.ts'
import type { Row } from '../database/tables.ts'

export type NoticeSettings = Row<'notice_settings'>

/** A clinic that has said nothing has no quiet hours, and what visitors write stays in its inbox. */
const unset: NoticeSettings = { singleton: 1, version: 0, quiet_from: null, quiet_until: null, contact_email: null }

export const noticeSettings = async (db: Database): Promise<NoticeSettings> =>
  (await db.selectFrom('notice_settings').selectAll().executeTakeFirst()) ?? unset

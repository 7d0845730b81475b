import { type Id, newId } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Tx } from '../../database/pool.ts'

/** Of the words on the privacy page: whoever changes what they promise gives them a new date. */
export const noticeVersion = '2026-11-23'

interface Consent {
  user: Id<'user'>
  patient: Id<'patient'>
  noticeVersion: string
  language: string
  wantsMessages: boolean
}

/** Appends which notice was shown, and whether messages are wanted: two questions, two rows. */
export async function writeConsents(tx: Tx, { user, patient, noticeVersion, language, wantsMessages }: Consent): Promise<void> {
  const row = { user_id: user, patient_id: patient, notice_version: noticeVersion, language, at: sqlNow }
  await tx
    .insertInto('consents')
    .values([
      { id: newId<'consent'>(), kind: 'privacy', given: true, ...row },
      { id: newId<'consent'>(), kind: 'messages', given: wantsMessages, ...row },
    ])
    .execute()
}

import { type Id, newId } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Tx } from '../../database/pool.ts'
import type { Row } from '../../database/tables.ts'

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
export async function writeConsents(tx: Tx, consent: Consent): Promise<void> {
  await append(tx, consent, 'privacy', true)
  await writeMessagesConsent(tx, consent)
}

/** Appends whether messages are wanted from now on. */
export const writeMessagesConsent = (tx: Tx, consent: Consent): Promise<void> => append(tx, consent, 'messages', consent.wantsMessages)

async function append(tx: Tx, { user, patient, noticeVersion, language }: Consent, kind: Row<'consents'>['kind'], given: boolean) {
  const id = newId<'consent'>()
  await tx
    .insertInto('consents')
    .values({ id, user_id: user, patient_id: patient, kind, given, notice_version: noticeVersion, language, at: sqlNow })
    .execute()
}

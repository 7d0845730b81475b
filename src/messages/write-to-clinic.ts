import { audit } from '../audit/write.ts'
import { settingsOf } from '../clinic/queries.ts'
import { type Id, newId } from '../database/ids.ts'
import { sqlNow } from '../database/now.ts'
import type { Database } from '../database/pool.ts'
import { transact } from '../database/transact.ts'
import { send } from '../notices/send.ts'
import { noticeSettings } from '../notices/settings.ts'
import type { Language } from '../web/texts.ts'

export interface VisitorsMessage {
  receipt: Id<'receipt'>
  sender: string
  /** Where the clinic answers: one of the two. */
  reach: { kind: 'email' | 'phone'; value: string }
  words: string
  language: Language
  requestId: string
}

/** Keeps what a visitor wrote in the staff's inbox, and mails it to the clinic where it has named a mailbox. */
export async function writeToClinic(db: Database, { receipt, sender, reach, words, language, requestId }: VisitorsMessage): Promise<void> {
  const id = newId<'contact-message'>()
  const [email, phone] = reach.kind === 'email' ? [reach.value, null] : [null, reach.value]
  await transact(db, { receipt, name: 'contact.write', user: null, subject: id, makes: true }, async (tx) => {
    await tx.insertInto('contact_messages').values({ id, sender, email, phone, words, language, written_at: sqlNow }).execute()
    const [{ contact_email: mailbox }, settings] = [await noticeSettings(tx), await settingsOf(tx)]
    if (mailbox !== null) {
      await send(tx, {
        to: { channel: 'mail', address: mailbox, own: false },
        purpose: 'contact',
        language: settings.default_language === 'en' ? 'en' : 'ar',
        values: { sender, email, phone, words, path: `/messages/${id}`, clinic: settings.clinic_name, country: settings.country },
        cause: `contact/${id}`,
      })
    }
    await audit(tx, null, { action: 'contact.write', subject: { type: 'contact-message', id }, requestId })
    return { ok: true as const }
  })
}

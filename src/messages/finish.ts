import type { Actor } from '../audit/actor.ts'
import { audit } from '../audit/write.ts'
import { locationsOf, settingsOf } from '../clinic/queries.ts'
import type { Id } from '../database/ids.ts'
import { sqlNow } from '../database/now.ts'
import type { Database, Tx } from '../database/pool.ts'
import { transact } from '../database/transact.ts'
import { send } from '../notices/send.ts'
import { type ContactMessage, contactMessage } from './inbox.ts'

export type Finished = { ok: true } | { ok: false; reason: 'not-found' | 'done' | 'no-mail' }

interface Finishing {
  receipt: Id<'receipt'>
  message: Id<'contact-message'>
  /** Of the message that the form showed. */
  version: number
  /** What is mailed to whoever wrote; null: it was dealt with otherwise, by phone for one. */
  answer: string | null
}

/** A visitor's message is answered, or dealt with otherwise; by whoever is first. */
export async function finishMessage(db: Database, actor: Actor, { receipt, message: id, version, answer }: Finishing): Promise<Finished> {
  const name = answer === null ? 'contact.finish' : 'contact.answer'
  const done = await transact<Finished>(db, { receipt, name, user: actor.user, subject: id }, async (tx) => {
    const message = await contactMessage(tx, id)
    if (!message) return { ok: false, reason: 'not-found' }
    if (answer !== null && message.email === null) return { ok: false, reason: 'no-mail' }
    const { numUpdatedRows } = await tx
      .updateTable('contact_messages')
      .set({ done_at: sqlNow, done_by_user_id: actor.user, answer, version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version)
      .where('done_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) return { ok: false, reason: 'done' }
    if (answer !== null) await mailAnswer(tx, message, answer)
    await audit(tx, actor, { action: name, subject: { type: 'contact-message', id } })
    return { ok: true }
  })
  return done.ok ? { ok: true } : done
}

async function mailAnswer(tx: Tx, { id, email, sender, words, language }: ContactMessage, answer: string): Promise<void> {
  if (email === null) return
  const [settings, [location]] = [await settingsOf(tx), await locationsOf(tx)]
  const where = { phone: location?.phone ?? '', phoneCountry: location?.country ?? settings.country }
  await send(tx, {
    to: { channel: 'mail', address: email, own: false },
    purpose: 'contact-answer',
    language,
    values: { sender, words, answer, ...where, clinic: settings.clinic_name, country: settings.country },
    cause: `contact-answer/${id}`,
  })
}

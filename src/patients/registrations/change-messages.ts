import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'
import { noticeVersion, writeMessagesConsent } from './consents.ts'

interface Change {
  receipt: Id<'receipt'>
  patient: Id<'patient'>
  /** The patient's, from which the form was filled. */
  version: number
  /** Of the patient's numbers and addresses those that messages about visits may go to from now on; the others get none. */
  wanted: readonly Id<'contact-point'>[]
  language: string
}

/** `changed`: somebody else has changed the patient since. */
export type MessagesChanged = { ok: true } | { ok: false; reason: 'changed' }

/** What somebody without an account says at the desk about messages. The desk's own person is named as who wrote it down. */
export async function changeMessages(db: Database, actor: Actor, change: Change): Promise<MessagesChanged> {
  const { receipt, patient, version, wanted, language } = change
  const { user } = actor
  const answer = await transact<MessagesChanged>(db, { receipt, name: 'consent.change', user, subject: patient }, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('patients')
      .set({ version: version + 1 })
      .where('id', '=', patient)
      .where('version', '=', version)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) return { ok: false, reason: 'changed' }
    const points = await tx.selectFrom('contact_points').select(['id', 'reminders']).where('patient_id', '=', patient).execute()
    const changed = points.filter(({ id, reminders }) => reminders !== wanted.includes(id))
    for (const { id, reminders } of changed) {
      await tx
        .updateTable('contact_points')
        .set((row) => ({ reminders: !reminders, version: row('version', '+', 1) }))
        .where('id', '=', id)
        .execute()
    }
    if (changed.length > 0) {
      const wantsMessages = points.some(({ id }) => wanted.includes(id))
      await writeMessagesConsent(tx, { user, patient, noticeVersion, language, wantsMessages })
      await audit(tx, actor, { action: 'consent.change', patient, reason: wantsMessages ? 'given' : 'withdrawn' })
    }
    return { ok: true }
  })
  return answer.ok ? { ok: true } : answer
}

import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'
import { ownRecord } from './own-record.ts'

/** In which language the clinic writes to somebody: about their account and, where they have a record of their own, about their visits. */
export async function changeLanguage(
  db: Database,
  actor: Actor,
  { receipt, language }: { receipt: Id<'receipt'>; language: 'en' | 'ar' },
): Promise<void> {
  const { user } = actor
  await transact(db, { receipt, name: 'language.change', user, subject: user }, async (tx) => {
    await tx
      .updateTable('users')
      .set((row) => ({ language, version: row('version', '+', 1) }))
      .where('id', '=', user)
      .execute()
    const patient = actor.site === 'patient' ? await ownRecord(tx, user) : null
    if (patient) {
      await tx
        .updateTable('patients')
        .set((row) => ({ language, version: row('version', '+', 1) }))
        .where('id', '=', patient)
        .execute()
    }
    await audit(tx, actor, {
      action: 'language.change',
      subject: { type: 'user', id: user },
      ...(patient ? { patient } : {}),
    })
    return { ok: true as const }
  })
}

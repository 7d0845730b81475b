import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'

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
    const own = await tx
      .selectFrom('patient_access')
      .select('patient_id')
      .where('user_id', '=', user)
      .where('relation', '=', 'self')
      .where('valid_from', '<=', sqlNow)
      .where((where) => where.or([where('valid_until', 'is', null), where('valid_until', '>', sqlNow)]))
      .execute()
    const [patient] = actor.site === 'patient' ? own : []
    if (patient) {
      await tx
        .updateTable('patients')
        .set((row) => ({ language, version: row('version', '+', 1) }))
        .where('id', '=', patient.patient_id)
        .execute()
    }
    await audit(tx, actor, {
      action: 'language.change',
      subject: { type: 'user', id: user },
      ...(patient ? { patient: patient.patient_id } : {}),
    })
    return { ok: true as const }
  })
}

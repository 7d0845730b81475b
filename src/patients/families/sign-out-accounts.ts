import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'

interface SigningOut {
  receipt: Id<'receipt'>
  patient: Id<'patient'>
}

/** Ends on the patients' site every session of the patient's own account and of all that act for them. They may sign in again. */
export async function signOutAccounts(db: Database, actor: Actor, { receipt, patient }: SigningOut): Promise<void> {
  await transact(db, { receipt, name: 'account.end-sessions', user: actor.user, subject: patient }, async (tx) => {
    const accounts = tx
      .selectFrom('patient_access')
      .select('user_id')
      .where('patient_id', '=', patient)
      .where((where) => where.or([where('valid_until', 'is', null), where('valid_until', '>', sqlNow)]))
    await tx.deleteFrom('sessions').where('site', '=', 'patient').where('user_id', 'in', accounts).execute()
    await audit(tx, actor, { action: 'account.end-sessions', subject: { type: 'patient', id: patient }, patient })
    return { ok: true as const }
  })
}

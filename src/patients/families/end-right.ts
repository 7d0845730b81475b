import type { ClinicSaid } from '../../accounts/own/tell.ts'
import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'
import type { Right } from './queries.ts'
import { tellBoth } from './tell-both.ts'

interface Ending {
  receipt: Id<'receipt'>
  /** Found through what the actor may reach. */
  right: Pick<Right, 'id' | 'user' | 'patient' | 'relation'>
  because: string | null
  clinic: ClinicSaid
}

/**
 * Ends a right to act for a patient at once, and tells both. The row stays: it says who saw what until when. One that has ended already
 * stays as it is. `actor` null: it ran out by itself.
 */
export async function endRight(db: Database, actor: Actor | null, { receipt, right, because, clinic }: Ending): Promise<void> {
  const { id, patient } = right
  await transact(db, { receipt, name: 'access.end', user: actor?.user ?? null, subject: id }, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('patient_access')
      .set((row) => ({
        valid_until: sqlNow,
        ended_by_user_id: actor?.user ?? null,
        ended_because: because,
        version: row('version', '+', 1),
      }))
      .where('id', '=', id)
      .where((where) => where.or([where('valid_until', 'is', null), where('valid_until', '>', sqlNow)]))
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 1n) {
      await audit(tx, actor, {
        action: 'access.end',
        subject: { type: 'patient-access', id },
        patient,
        ...(because === null ? {} : { reason: because }),
      })
      await tellBoth(tx, { ...right, access: id, what: 'ended', clinic })
    }
    return { ok: true as const }
  })
}

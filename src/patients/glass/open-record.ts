import { sql } from 'kysely'
import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import { type Id, newId } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'

/** Hours after which an opened record closes by itself. */
export const glassHours = 2

interface Opening {
  receipt: Id<'receipt'>
  patient: Id<'patient'>
  reason: string
}

/** Opens a record outside of one's scope for a while; an admin looks at every such opening afterwards. */
export async function openRecord(db: Database, actor: Actor, { receipt, patient, reason }: Opening): Promise<void> {
  const [role] = actor.roles
  if (role === undefined) throw new Error('only staff open a record outside of their scope')
  const action = { receipt, name: 'glass.open', user: actor.user, subject: patient }
  await transact(db, action, async (tx) => {
    const id = newId<'glass-break'>()
    await tx
      .insertInto('glass_breaks')
      .values({
        id,
        user_id: actor.user,
        patient_id: patient,
        role,
        reason,
        opened_at: sqlNow,
        ends_at: sql<Temporal.Instant>`UTC_TIMESTAMP(3) + INTERVAL ${glassHours} HOUR`,
        seen_at: null,
        seen_by_user_id: null,
        note: null,
      })
      .execute()
    await audit(tx, actor, { action: 'glass.open', subject: { type: 'glass-break', id }, patient, reason })
    return { ok: true as const }
  })
}

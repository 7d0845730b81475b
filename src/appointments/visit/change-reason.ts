import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'
import { changeVisit } from './change-visit.ts'
import { recordStep } from './record-step.ts'
import { visitRow } from './visit-row.ts'

export interface ReasonChange {
  receipt: Id<'receipt'>
  appointment: Id<'appointment'>
  /** The version that the person saw. */
  version: number
  /** At most 500 characters; empty: none. */
  reason?: string | undefined
}

export type ReasonChanged = { ok: true } | { ok: false; reason: 'not-found' | 'changed' }

/** Changes what a visit is about, in the patient's words. */
export async function changeReason(db: Database, actor: Actor, change: ReasonChange): Promise<ReasonChanged> {
  const { receipt, appointment, version, reason } = change
  const action = { receipt, name: 'appointment.reason', user: actor.user, subject: appointment }
  const answer = await transact<ReasonChanged>(db, action, async (tx) => {
    const row = await visitRow(tx, appointment)
    if (!row) return { ok: false, reason: 'not-found' }
    if (row.version !== version || !(await changeVisit(tx, row, { reason: reason?.trim() || null })))
      return { ok: false, reason: 'changed' }
    await recordStep(tx, actor, { appointment_id: appointment, step: 'reason', from_status: row.status, to_status: row.status })
    await audit(tx, actor, { action: 'appointment.reason', subject: { type: 'appointment', id: appointment }, patient: row.patient_id })
    return { ok: true }
  })
  return answer.ok ? { ok: true } : answer
}

import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database, Tx } from '../../database/pool.ts'
import type { AppointmentStatus, CancelReason } from '../../database/tables.ts'
import { transact } from '../../database/transact.ts'
import { dayBookOf, noteChange } from '../../jobs/changes.ts'
import { giveBack } from './give-back.ts'
import { isTooLateForPatients } from './patient-limit.ts'
import { recordStep } from './record-step.ts'
import { rules } from './steps.ts'
import { tellPatient } from './tell.ts'

export interface Cancellation {
  receipt: Id<'receipt'>
  appointment: Id<'appointment'>
  /** The version that the person saw; without it, whatever it is. */
  version?: number | undefined
  reason: CancelReason
  note?: string | undefined
}

export type Cancelled =
  | { ok: true }
  /** `too-late`: within the clinic's limit, and only the clinic can cancel. `not-booked`: the visit has begun, or is over. */
  | { ok: false; reason: 'not-found' | 'already-cancelled' | 'not-booked' | 'too-late' | 'changed' }

/**
 * Cancels a visit: its time is free again at once, the visit stays in the lists. Patients until the clinic's limit before the
 * start, staff at any time. Whose visit it is and who may cancel it is for the route to know.
 */
export async function cancel(db: Database, actor: Actor, cancellation: Cancellation): Promise<Cancelled> {
  const { receipt, appointment } = cancellation
  const action = { receipt, name: 'appointment.cancel', user: actor.user, subject: appointment }
  const answer = await transact(db, action, (tx) => cancelIn(tx, actor, cancellation))
  return answer.ok ? { ok: true } : answer
}

async function cancelIn(tx: Tx, actor: Actor, { appointment: id, version, reason, note }: Cancellation): Promise<Cancelled> {
  const row = await tx.selectFrom('appointments').selectAll().select(sqlNow.as('now')).where('id', '=', id).executeTakeFirst()
  if (!row) return { ok: false, reason: 'not-found' }
  if (row.status === 'cancelled') return { ok: false, reason: 'already-cancelled' }
  if (!isCancellable(actor, row.status)) return { ok: false, reason: 'not-booked' }
  if (version !== undefined && version !== row.version) return { ok: false, reason: 'changed' }
  if (actor.site === 'patient' && (await isTooLateForPatients(tx, row))) return { ok: false, reason: 'too-late' }
  const { numUpdatedRows } = await tx
    .updateTable('appointments')
    .set({ status: 'cancelled', cancelled_at: sqlNow, cancel_reason: reason, cancel_note: note?.trim() || null, version: row.version + 1 })
    .where('id', '=', id)
    .where('version', '=', row.version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return { ok: false, reason: 'changed' }
  await giveBack(tx, row)
  const recorded = { from_status: row.status, to_status: 'cancelled' as const, note: note?.trim() || null }
  await recordStep(tx, actor, { appointment_id: id, step: 'cancellation', ...recorded })
  await tellPatient(tx, 'appointment-cancelled', id)
  await audit(tx, actor, { action: 'appointment.cancel', subject: { type: 'appointment', id }, patient: row.patient_id, reason })
  await noteChange(tx, dayBookOf(row.clinic_day))
  return { ok: true }
}

/** Patients cancel what is ahead; the desk also what waits already, when the doctor is called away. */
const isCancellable = (actor: Actor, status: AppointmentStatus): boolean =>
  actor.site === 'patient' ? status === 'booked' || status === 'offered' : rules.cancellation.from.some((one) => one === status)

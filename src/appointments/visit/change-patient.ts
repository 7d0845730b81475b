import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import { isDuplicateKey } from '../../database/errors.ts'
import type { Id } from '../../database/ids.ts'
import type { Database, Tx } from '../../database/pool.ts'
import type { Row } from '../../database/tables.ts'
import { transact } from '../../database/transact.ts'
import { dayBookOf, noteChange } from '../../jobs/changes.ts'
import { changeVisit } from './change-visit.ts'
import { recordStep } from './record-step.ts'
import { tellBeside, tellPatient } from './tell.ts'

export interface PatientChange {
  receipt: Id<'receipt'>
  appointment: Id<'appointment'>
  /** The version that the person saw. */
  version: number
  /** Whose visit it really is. */
  patient: Id<'patient'>
  reason: string
}

export type PatientChanged =
  | { ok: true }
  /** `own-visit`: the right patient has another visit at that time. */
  | { ok: false; reason: 'not-found' | 'changed' | 'same-patient' | 'own-visit' }

/**
 * A visit was entered for the wrong patient: it becomes the other one's, with its time, its doctor and all that was done, and both
 * are told while it is ahead. Who sees both patients is for the route to know.
 */
export async function changePatient(db: Database, actor: Actor, change: PatientChange): Promise<PatientChanged> {
  const { receipt, appointment } = change
  const action = { receipt, name: 'appointment.change-patient', user: actor.user, subject: appointment }
  const answer = await transact<PatientChanged>(db, action, (tx) => changeIn(tx, actor, change))
  return answer.ok ? { ok: true } : answer
}

/** Within a transaction of the caller: all visits of somebody who turned out to be another patient. False where both have one at the same time. */
export async function giveVisits(
  tx: Tx,
  actor: Actor,
  { from, to, reason }: { from: Id<'patient'>; to: Id<'patient'>; reason: string },
): Promise<boolean> {
  const visits = await tx.selectFrom('appointments').select(['id', 'version']).where('patient_id', '=', from).orderBy('id').execute()
  for (const { id, version } of visits) {
    const answer = await changeIn(tx, actor, { appointment: id, version, patient: to, reason })
    if (!answer.ok) return false
  }
  await tx.updateTable('queue_entries').set({ patient_id: to }).where('patient_id', '=', from).execute()
  return true
}

async function changeIn(
  tx: Tx,
  actor: Actor,
  { appointment: id, version, patient, reason }: Omit<PatientChange, 'receipt'>,
): Promise<PatientChanged> {
  const row = await tx.selectFrom('appointments').selectAll().where('id', '=', id).executeTakeFirst()
  const right = await tx.selectFrom('patients').select('id').where('id', '=', patient).where('archived_at', 'is', null).executeTakeFirst()
  if (!row || !right) return { ok: false, reason: 'not-found' }
  if (row.version !== version) return { ok: false, reason: 'changed' }
  if (row.patient_id === patient) return { ok: false, reason: 'same-patient' }
  // While it is still theirs: it was told as theirs, and the other's news must not overtake this.
  if (row.status === 'booked') await tellPatient(tx, 'appointment-cancelled', id)
  if (!(await changeVisit(tx, row, { patient_id: patient }))) return { ok: false, reason: 'changed' }
  if (!(await handOverTime(tx, row, patient))) return { ok: false, reason: 'own-visit' }
  await tx.updateTable('queue_entries').set({ patient_id: patient }).where('appointment_id', '=', id).execute()
  await recordStep(tx, actor, { appointment_id: id, step: 'patient', from_status: row.status, to_status: row.status, note: reason })
  const deed = { action: 'appointment.change-patient' as const, subject: { type: 'appointment', id }, reason }
  await audit(tx, actor, { ...deed, patient: row.patient_id })
  await audit(tx, actor, { ...deed, patient })
  await noteChange(tx, dayBookOf(row.clinic_day))
  if (row.status === 'booked') await tellBeside(tx, 'appointment-booked', id)
  return { ok: true }
}

/** The cells that the wrong patient held are the right one's, unless these are held already: the primary key is the judge. */
async function handOverTime(tx: Tx, { id, patient_id }: Row<'appointments'>, patient: Id<'patient'>): Promise<boolean> {
  const held = await tx
    .selectFrom('reservations')
    .selectAll()
    .where('appointment_id', '=', id)
    .where('resource_id', '=', patient_id)
    .orderBy('cell')
    .execute()
  if (held.length === 0) return true
  await tx.deleteFrom('reservations').where('appointment_id', '=', id).where('resource_id', '=', patient_id).execute()
  try {
    await tx
      .insertInto('reservations')
      .values(held.map((cell) => ({ ...cell, resource_id: patient })))
      .execute()
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

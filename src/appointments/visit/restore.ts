import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import type { Id } from '../../database/ids.ts'
import type { Database, Tx } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'
import { dayBookOf, noteChange } from '../../jobs/changes.ts'
import type { Slot } from '../free/free.ts'
import { nearestTimes } from '../free/nearest-times.ts'
import { offersFor } from '../free/offers.ts'
import type { WantedTime } from '../online/wanted.ts'
import { changeVisit } from './change-visit.ts'
import { type Moved, move } from './move.ts'
import { recordStep } from './record-step.ts'
import { refusalOf } from './steps.ts'
import { takeBack } from './take-back.ts'
import { tellPatient } from './tell.ts'
import { stepVisit, visitRow } from './visit-row.ts'

export interface Restoration {
  receipt: Id<'receipt'>
  appointment: Id<'appointment'>
  version: number
  /** With the same doctor at another time, where its own is taken. */
  at?: WantedTime | undefined
}

export type Restored =
  | { ok: true }
  /** Somebody has the time by now, or it is closed: the free times nearest to it. */
  | { ok: false; reason: 'taken'; others: Slot[] }
  | { ok: false; reason: Exclude<Exclude<Moved, { ok: true }>['reason'], 'taken'> }

/** Makes a cancelled or missed visit a booked one again, where its time is still free; the patient is told when it lies ahead. */
export async function restore(db: Database, actor: Actor, restoration: Restoration): Promise<Restored> {
  const { receipt, appointment, version, at } = restoration
  if (at) return restoreAt(db, actor, { ...restoration, at })
  const action = { receipt, name: 'appointment.restoration', user: actor.user, subject: appointment }
  const answer = await transact(db, action, (tx) => restoreIn(tx, actor, appointment, version))
  if (answer.ok) return { ok: true }
  const { reason } = answer
  return reason === 'taken' ? { ok: false, reason, others: await timesNearVisit(db, appointment) } : { ok: false, reason }
}

async function restoreAt(db: Database, actor: Actor, { at, ...asked }: Restoration & { at: WantedTime }): Promise<Restored> {
  const row = await visitRow(db, asked.appointment)
  if (!row) return { ok: false, reason: 'not-found' }
  return move(db, actor, {
    ...asked,
    start: at.starts,
    location: at.location,
    doctor: row.doctor_id,
    through: 'staff',
    step: 'restoration',
  })
}

type Answer = { ok: true } | { ok: false; reason: Exclude<Restored, { ok: true }>['reason'] }

async function restoreIn(tx: Tx, actor: Actor, id: Id<'appointment'>, version: number): Promise<Answer> {
  const row = await visitRow(tx, id)
  if (!row) return { ok: false, reason: 'not-found' }
  if (row.version !== version) return { ok: false, reason: 'changed' }
  const refused = refusalOf(actor, 'restoration', stepVisit(row), row.now)
  if (refused) return { ok: false, reason: refused }
  const back = await takeBack(tx, row)
  if (!back.ok) return back
  const change = { status: 'booked', room_id: back.room, lane: back.lane, arrived_at: null, called_at: null, finished_at: null } as const
  if (!(await changeVisit(tx, row, { ...change, cancelled_at: null, cancel_reason: null, cancel_note: null })))
    return { ok: false, reason: 'changed' }
  await recordStep(tx, actor, { appointment_id: id, step: 'restoration', from_status: row.status, to_status: 'booked' })
  if (row.status === 'cancelled') await tellPatient(tx, 'appointment-booked', id)
  await audit(tx, actor, { action: 'appointment.restoration', subject: { type: 'appointment', id }, patient: row.patient_id })
  await noteChange(tx, dayBookOf(row.clinic_day))
  return { ok: true }
}

/** What is free with the same doctor nearest to the time that a visit had, its own included. At most six statements. */
export async function timesNearVisit(db: Database, id: Id<'appointment'>): Promise<Slot[]> {
  const row = await visitRow(db, id)
  if (!row) return []
  const found = await offersFor(db, { visitType: row.visit_type_id, doctor: row.doctor_id, through: 'staff' })
  return found.offers.length > 0 ? nearestTimes(db, found, row.starts_at, row.patient_id) : []
}

import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database, Tx } from '../../database/pool.ts'
import type { AppointmentStatus, Row } from '../../database/tables.ts'
import { transact } from '../../database/transact.ts'
import { dayBookOf, noteChange } from '../../jobs/changes.ts'
import { changeVisit, type VisitChange } from './change-visit.ts'
import { giveBack } from './give-back.ts'
import { holding } from './statuses.ts'
import { isUndoable, mayStep, type Step, type UndoableStep, undoMinutes } from './steps.ts'
import { takeBack } from './take-back.ts'
import { stepVisit, type VisitRow, visitRow } from './visit-row.ts'

export interface Undoing {
  receipt: Id<'receipt'>
  appointment: Id<'appointment'>
  step: Id<'appointment-step'>
}

export type Undone =
  | { ok: true }
  /** `since`: something else has happened to the visit after it. `taken`, `own-visit`: somebody has its time by now. */
  | {
      ok: false
      reason: 'not-found' | 'not-allowed' | 'undone' | 'not-undoable' | 'too-late' | 'since' | 'changed' | 'taken' | 'own-visit'
    }

/**
 * Takes back a step of the last fifteen minutes: the visit is again what it was, its time included. Refused when anything but a
 * payment has happened to it since, so that nobody undoes what they have not seen.
 */
export async function undoStep(db: Database, actor: Actor, undoing: Undoing): Promise<Undone> {
  const action = { receipt: undoing.receipt, name: 'appointment.undo', user: actor.user, subject: undoing.appointment }
  const answer = await transact<Undone>(db, action, (tx) => undoIn(tx, actor, undoing))
  return answer.ok ? { ok: true } : answer
}

async function undoIn(tx: Tx, actor: Actor, { appointment, step: id }: Undoing): Promise<Undone> {
  const row = await visitRow(tx, appointment)
  const steps = await tx.selectFrom('appointment_steps').selectAll().where('appointment_id', '=', appointment).orderBy('id').execute()
  const taken = steps.find((one) => one.id === id)
  if (!row || !taken) return { ok: false, reason: 'not-found' }
  const refused = refusal(actor, row, taken, steps)
  if (refused) return { ok: false, reason: refused }
  const back = await changeTime(tx, row, taken.from_status)
  if (!back.ok) return back
  if (!(await changeVisit(tx, row, { ...before[taken.step as UndoableStep], ...back.place, status: taken.from_status })))
    return { ok: false, reason: 'changed' }
  await tx.updateTable('appointment_steps').set({ undone_at: sqlNow, undone_by_user_id: actor.user }).where('id', '=', id).execute()
  if (taken.from_status === 'entered-in-error') await waitAgain(tx, appointment)
  await audit(tx, actor, { action: 'appointment.undo', subject: { type: 'appointment', id: appointment }, patient: row.patient_id })
  await noteChange(tx, dayBookOf(row.clinic_day))
  return { ok: true }
}

type Taken = Row<'appointment_steps'>

function refusal(actor: Actor, row: VisitRow, taken: Taken, steps: Taken[]): Exclude<Undone, { ok: true }>['reason'] | null {
  const { step } = taken
  if (!isStep(step) || !isUndoable(step)) return 'not-undoable'
  if (!mayStep(actor, step, stepVisit(row))) return 'not-allowed'
  if (taken.undone_at) return 'undone'
  if (Temporal.Instant.compare(taken.at.add({ minutes: undoMinutes }), row.now) < 0) return 'too-late'
  const last = steps.findLast((one) => one.undone_at === null && !beside.has(one.step))
  return last?.id === taken.id && row.status === taken.to_status ? null : 'since'
}

/** What happens beside the course of a visit does not keep a step from being undone. */
const beside: ReadonlySet<Taken['step']> = new Set(['payment', 'payment-withdrawal', 'reason'])

const isStep = (step: Taken['step']): step is Step => step !== 'booking' && step !== 'reason' && step !== 'patient'

/** The columns as they were before the step. */
const before: Record<UndoableStep, VisitChange> = {
  arrival: { arrived_at: null },
  call: { called_at: null },
  completion: { finished_at: null },
  'no-show': {},
  departure: { cancelled_at: null, cancel_reason: null },
}

type Place = Partial<Pick<VisitRow, 'room_id' | 'lane'>>

/** Time that was given back is taken again; time that is not needed any more is given back. */
async function changeTime(
  tx: Tx,
  row: VisitRow,
  status: AppointmentStatus,
): Promise<{ ok: true; place: Place } | { ok: false; reason: 'taken' | 'own-visit' }> {
  const [had, has] = [holding.includes(row.status), holding.includes(status)]
  if (had && !has) await giveBack(tx, row)
  if (had || !has) return { ok: true, place: {} }
  const back = await takeBack(tx, row)
  return back.ok ? { ok: true, place: { room_id: back.room, lane: back.lane } } : back
}

/** A walk-in whose call is taken back stands in the queue with its number again; the visit that the call had made is none. */
async function waitAgain(tx: Tx, appointment: Id<'appointment'>): Promise<void> {
  await tx
    .updateTable('queue_entries')
    .set((row) => ({ status: 'waiting', called_at: null, appointment_id: null, version: row('version', '+', 1) }))
    .where('appointment_id', '=', appointment)
    .execute()
}

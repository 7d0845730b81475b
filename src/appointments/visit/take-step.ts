import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database, Tx } from '../../database/pool.ts'
import type { AppointmentStatus } from '../../database/tables.ts'
import { transact } from '../../database/transact.ts'
import { dayBookOf, noteChange } from '../../jobs/changes.ts'
import { isBusy } from '../free/busy.ts'
import { changeVisit, type VisitChange } from './change-visit.ts'
import { giveBack } from './give-back.ts'
import { recordStep } from './record-step.ts'
import { holding } from './statuses.ts'
import { type PaymentMethod, refusalOf, rules, type Step, type WrongStep } from './steps.ts'
import { stepVisit, type VisitRow, visitRow } from './visit-row.ts'

/** Steps that change nothing but the visit itself: the status with its time, or the payment. */
export type SimpleStep = Exclude<Step, 'cancellation' | 'restoration' | 'time'>

export interface StepAsked {
  receipt: Id<'receipt'>
  appointment: Id<'appointment'>
  /** The version that the person saw. */
  version: number
  step: SimpleStep
  /** Of a payment. */
  method?: PaymentMethod | undefined
  /** Of a call: the visit that the doctor has just finished, in the same breath. */
  finishing?: { appointment: Id<'appointment'>; version: number } | undefined
}

export type StepTaken =
  | { ok: true }
  /** `changed`: somebody else was quicker; the page shows who and what. `doctor-busy`: as many as the doctor may have are in there. */
  | { ok: false; reason: WrongStep | 'not-found' | 'changed' | 'doctor-busy' }

/**
 * Takes a step with a visit, once for each receipt: the status with its time, the cells that are given back, the step's own row, the
 * audit and the boards in one transaction. Whether the person finds the visit at all is for the route to know.
 */
export async function takeStep(db: Database, actor: Actor, asked: StepAsked): Promise<StepTaken> {
  const { receipt, step, appointment } = asked
  const action = { receipt, name: `appointment.${step}`, user: actor.user, subject: appointment }
  const answer = await transact<StepTaken>(db, action, async (tx) => {
    const finished = await finishIn(tx, actor, asked.finishing)
    return finished.ok ? stepIn(tx, actor, asked) : finished
  })
  return answer.ok ? { ok: true } : answer
}

/** What a doctor has just finished, together with whatever comes next. */
export const finishIn = async (tx: Tx, actor: Actor, finishing: StepAsked['finishing']): Promise<StepTaken> =>
  finishing ? stepIn(tx, actor, { ...finishing, step: 'completion' }) : { ok: true }

/** The step itself, inside of a transaction. */
async function stepIn(tx: Tx, actor: Actor, asked: Omit<StepAsked, 'receipt' | 'finishing'>): Promise<StepTaken> {
  const { appointment, version, step, method } = asked
  const row = await visitRow(tx, appointment)
  if (!row) return { ok: false, reason: 'not-found' }
  if (row.version !== version) return { ok: false, reason: 'changed' }
  const refused = refusalOf(actor, step, stepVisit(row), row.now)
  if (refused) return { ok: false, reason: refused }
  if (step === 'call' && (await isBusy(tx, row.doctor_id, row.clinic_day))) return { ok: false, reason: 'doctor-busy' }
  const status = rules[step].to ?? row.status
  if (!(await changeVisit(tx, row, { ...changes[step], status, ...(step === 'payment' ? { payment_method: method ?? 'cash' } : {}) })))
    return { ok: false, reason: 'changed' }
  await giveBackUnless(tx, row, status)
  await recordStep(tx, actor, {
    appointment_id: appointment,
    step,
    from_status: row.status,
    to_status: status,
    payment_method: step === 'payment' ? (method ?? 'cash') : row.payment_method,
  })
  await audit(tx, actor, { action: `appointment.${step}`, subject: { type: 'appointment', id: appointment }, patient: row.patient_id })
  await noteChange(tx, dayBookOf(row.clinic_day))
  return { ok: true }
}

/** The columns that a step sets beside the status. */
const changes: Record<SimpleStep, Partial<VisitChange>> = {
  arrival: { arrived_at: sqlNow },
  call: { called_at: sqlNow },
  completion: { finished_at: sqlNow },
  'no-show': {},
  departure: { cancelled_at: sqlNow, cancel_reason: 'left' },
  payment: { payment_state: 'paid', paid_at: sqlNow },
  'payment-withdrawal': { payment_state: 'unpaid', payment_method: null, paid_at: null },
}

async function giveBackUnless(tx: Tx, row: VisitRow, status: AppointmentStatus): Promise<void> {
  if (holding.includes(row.status) && !holding.includes(status)) await giveBack(tx, row)
}

import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import { isUndoable, type Step, undoMinutes } from './steps.ts'

/** One thing that was done with a visit, with the names of who did it. */
export type StepTakenRow = Awaited<ReturnType<typeof stepsTaken>>[number]

/** What was done with a visit, the first thing first. One statement. */
export function stepsTaken(db: Database, appointment: Id<'appointment'>) {
  return db
    .selectFrom('appointment_steps as s')
    .leftJoin('users as u', 'u.id', 's.user_id')
    .leftJoin('users as v', 'v.id', 's.undone_by_user_id')
    .leftJoin('staff as d', 'd.id', 's.from_doctor_id')
    .select(['s.id', 's.step', 's.at', 's.user_id', 's.from_status', 's.to_status', 's.from_starts_at', 's.payment_method', 's.note'])
    .select(['s.undone_at', 's.to_starts_at', 'u.name as by', 'v.name as undone_by', 'd.name as from_doctor', sqlNow.as('now')])
    .where('s.appointment_id', '=', appointment)
    .orderBy('s.id')
    .execute()
}

/** The last thing done that was not taken back; payments and corrections happen beside the course of the visit. */
export const lastOf = (steps: StepTakenRow[]): StepTakenRow | undefined => steps.findLast((one) => one.undone_at === null)

const beside: ReadonlySet<StepTakenRow['step']> = new Set(['payment', 'payment-withdrawal', 'reason'])

/** The step that can be undone now, if any: of the last fifteen minutes, with nothing but payments since. */
export function undoableOf(steps: StepTakenRow[]): { id: Id<'appointment-step'>; step: Step } | null {
  const last = steps.findLast((one) => one.undone_at === null && !beside.has(one.step))
  if (!last || last.step === 'booking' || last.step === 'reason' || last.step === 'patient' || !isUndoable(last.step)) return null
  const until = last.at.add({ minutes: undoMinutes })
  return Temporal.Instant.compare(last.now, until) <= 0 ? { id: last.id, step: last.step } : null
}

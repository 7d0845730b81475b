import { holdsOf, rowsOf } from '../../src/appointments/free/holds.ts'
import { cellAtOrBefore, instantOf, minuteOf } from '../../src/appointments/free/minutes.ts'
import { type SimpleStep, type StepAsked, takeStep } from '../../src/appointments/visit/take-step.ts'
import { undoStep } from '../../src/appointments/visit/undo-step.ts'
import type { Actor } from '../../src/audit/actor.ts'
import { type Id, newId } from '../../src/database/ids.ts'
import type { Database } from '../../src/database/pool.ts'
import type { Row } from '../../src/database/tables.ts'
import { anAppointment } from '../support/appointments.ts'
import type { aDoctor } from '../support/people.ts'

export const theVisit = (db: Database, id: Id<'appointment'>) =>
  db.selectFrom('appointments').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

export const cellsOfVisit = async (db: Database, id: Id<'appointment'>): Promise<number> =>
  (await db.selectFrom('reservations').select('cell').where('appointment_id', '=', id).execute()).length

/** A visit that holds its cells and begins so many minutes from now, at a whole cell. Within hours it is today's, past midnight too. */
export async function aVisitIn(
  db: Database,
  minutes: number,
  {
    doctor,
    patient,
    ...given
  }: { doctor: Awaited<ReturnType<typeof aDoctor>>; patient: { id: Id<'patient'> } } & Partial<Row<'appointments'>>,
): Promise<Row<'appointments'>> {
  const now = Temporal.Now.instant()
  const starts_at = instantOf(cellAtOrBefore(minuteOf(now)) + minutes)
  const begunOn = Math.abs(minutes) < 6 * 60 ? now : starts_at
  const clinic_day = begunOn.toZonedDateTimeISO(doctor.location.zone).toPlainDate()
  const row = await anAppointment(db, doctor, patient, { starts_at, clinic_day, ...given })
  await db
    .insertInto('reservations')
    .values(rowsOf(holdsOf(row), { appointment_id: row.id }))
    .execute()
  return row
}

/** Takes a step with the visit as it stands, unless a version is given. */
export async function take(
  db: Database,
  actor: Actor,
  appointment: Id<'appointment'>,
  step: SimpleStep,
  given: Partial<StepAsked> = {},
): ReturnType<typeof takeStep> {
  const { version } = await theVisit(db, appointment)
  return takeStep(db, actor, { receipt: newId<'receipt'>(), appointment, version, step, ...given })
}

export const stepsOf = (db: Database, appointment: Id<'appointment'>) =>
  db.selectFrom('appointment_steps').selectAll().where('appointment_id', '=', appointment).orderBy('id').execute()

/** Takes back the last step that was not taken back yet. */
export async function undoLast(db: Database, actor: Actor, appointment: Id<'appointment'>): ReturnType<typeof undoStep> {
  const last = (await stepsOf(db, appointment)).findLast((one) => one.undone_at === null)
  return undoStep(db, actor, { receipt: newId<'receipt'>(), appointment, step: last?.id ?? newId<'appointment-step'>() })
}

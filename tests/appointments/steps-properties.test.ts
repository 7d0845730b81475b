import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { freeTimes } from '../../src/appointments/free/free.ts'
import { verifyCalendar } from '../../src/appointments/verify-calendar.ts'
import { cancel } from '../../src/appointments/visit/cancel.ts'
import { move } from '../../src/appointments/visit/move.ts'
import { restore } from '../../src/appointments/visit/restore.ts'
import { holding } from '../../src/appointments/visit/statuses.ts'
import { allSteps, mayStep, refusalOf, rules, type Step } from '../../src/appointments/visit/steps.ts'
import { takeStep } from '../../src/appointments/visit/take-step.ts'
import { stepVisit, visitRow } from '../../src/appointments/visit/visit-row.ts'
import type { Actor } from '../../src/audit/actor.ts'
import { type Id, newId } from '../../src/database/ids.ts'
import type { AppointmentStatus } from '../../src/database/tables.ts'
import { testDatabase } from '../support/database.ts'
import { aDoctor, aPatient } from '../support/people.ts'
import { aClinic } from './clinic.ts'
import { aVisitIn, cellsOfVisit, theVisit, undoLast } from './desk.ts'

const { db, owner } = testDatabase()

const statuses: AppointmentStatus[] = [
  'offered',
  'booked',
  'arrived',
  'in-consultation',
  'fulfilled',
  'noshow',
  'cancelled',
  'entered-in-error',
]

interface Command {
  step: Step | 'undo'
  visit: number
  /** Which of the free times a visit is moved to. */
  time: number
  who: 'desk' | 'doctor'
  stale: boolean
}

const command: fc.Arbitrary<Command> = fc.record({
  // The usual course of a visit more often than what interrupts it.
  step: fc.constantFrom<Step | 'undo'>(...allSteps, 'undo', 'arrival', 'call', 'completion', 'undo', 'restoration', 'departure'),
  visit: fc.integer({ min: 0, max: 2 }),
  time: fc.integer({ min: 0, max: 5 }),
  who: fc.constantFrom('desk', 'desk', 'doctor'),
  stale: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
})

describe('the state machine of a visit', () => {
  test('leads from every status somewhere or nowhere, and never offers a step that the rules do not have', () => {
    const ends = statuses.filter((status) => allSteps.every((step) => !rules[step].from.some((one) => one === status)))
    expect(ends).toEqual(['entered-in-error'])
    for (const step of allSteps) expect(statuses).toEqual(expect.arrayContaining([...rules[step].from]))
  })

  test('loses no visit and leaves no cell behind, whatever is done in whatever order', async () => {
    const clinic = await aClinic(db)
    const other = await aDoctor(db, clinic.place)
    const actors: Record<Command['who'], Actor> = { desk: clinic.desk, doctor: clinic.doctor.actor }
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 8, maxLength: 24 }), async (commands) => {
        await clear()
        // One that has begun, one that begins soon, and one of another doctor for a patient who has the first as well.
        const patient = await aPatient(db)
        const visits = [
          await aVisitIn(db, -10, { doctor: clinic.doctor, patient }),
          await aVisitIn(db, 20, { doctor: clinic.doctor, patient: await aPatient(db) }),
          await aVisitIn(db, 40, { doctor: other, patient }),
        ].map(({ id }) => id)
        for (const one of commands) {
          const id = visits[one.visit]
          if (id) await tried(id, one, actors[one.who])
          expect(await verifyCalendar(db)).toEqual([])
        }
        expect(await db.selectFrom('appointments').select('id').execute()).toHaveLength(visits.length)
      }),
      { numRuns: 40 },
    )
  }, 120_000)

  async function clear() {
    for (const table of ['appointment_steps', 'reservations', 'receipts', 'audit', 'outbox', 'changes'] as const)
      await owner.deleteFrom(table).execute()
    await owner.deleteFrom('appointments').execute()
  }

  /** What was allowed brings the visit to where the rules say; what was refused changes nothing. */
  async function tried(id: Id<'appointment'>, { step, time, who: _, stale }: Command, actor: Actor): Promise<void> {
    const before = await visitRow(db, id)
    if (!before) throw new Error('a visit is never lost')
    const version = stale ? before.version - 1 : before.version
    const answer = await done(id, step, { time, version, actor })
    const after = await theVisit(db, id)
    if (!answer.ok) {
      expect({ ...after }).toMatchObject({ version: before.version, status: before.status, starts_at: before.starts_at })
    } else if (step !== 'undo') {
      expect(refusalOf(actor, step, stepVisit(before), before.now)).toBeNull()
      expect(after.status).toBe(rules[step].to ?? after.status)
      expect(after.version).toBe(before.version + 1)
    }
    if (!holding.includes(after.status)) expect(await cellsOfVisit(db, id)).toBe(0)
  }

  async function done(id: Id<'appointment'>, step: Step | 'undo', given: { time: number; version: number; actor: Actor }) {
    const { version, actor } = given
    const asked = { receipt: newId<'receipt'>(), appointment: id, version }
    if (step === 'undo') return undoLast(db, actor, id)
    if (step === 'cancellation' && !mayStep(actor, step, { doctor: (await theVisit(db, id)).doctor_id })) return { ok: false as const }
    if (step === 'cancellation') return cancel(db, actor, { ...asked, reason: 'clinic' })
    if (step === 'restoration') return restore(db, actor, asked)
    if (step !== 'time') return takeStep(db, actor, { ...asked, step, method: 'card' })
    const visit = await theVisit(db, id)
    const slots = await freeTimes(db, { visitType: visit.visit_type_id, patient: visit.patient_id, except: id, limit: 6, through: 'staff' })
    const slot = slots[given.time]
    return slot
      ? move(db, actor, { ...asked, start: slot.starts, doctor: slot.doctor, location: slot.location, through: 'staff' })
      : { ok: false as const, reason: 'none' }
  }
})

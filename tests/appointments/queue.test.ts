import { describe, expect, test } from 'vitest'
import { callWalkIn } from '../../src/appointments/queue/call-walk-in.ts'
import { joinQueue, type WalkIn } from '../../src/appointments/queue/join-queue.ts'
import { leaveQueue, returnToQueue } from '../../src/appointments/queue/leave-queue.ts'
import { queueEntryOf, queueOf } from '../../src/appointments/queue/queue.ts'
import { verifyCalendar } from '../../src/appointments/verify-calendar.ts'
import type { Id } from '../../src/database/ids.ts'
import { testDatabase } from '../support/database.ts'
import { aDoctor, aPatient, aStaffMember } from '../support/people.ts'
import { aDepartment } from '../support/places.ts'
import { aClinic, inDays, newReceipt } from './clinic.ts'
import { aVisitIn, take, theVisit, undoLast } from './desk.ts'

const { db } = testDatabase()

async function aQueue() {
  const clinic = await aClinic(db)
  const day = inDays(0)
  const join = async (given: Partial<WalkIn> = {}) => {
    const joined = await joinQueue(db, clinic.desk, {
      receipt: newReceipt(),
      patient: given.patient ?? (await aPatient(db)).id,
      location: clinic.location.id,
      department: clinic.department.id,
      doctor: null,
      visitType: clinic.type.id,
      day,
      ...given,
    })
    return joined
  }
  const entryOf = async (id: Id<'queue-entry'>) => {
    const entry = await queueEntryOf(db, clinic.desk, id)
    if (!entry) throw new Error('no such entry')
    return entry
  }
  const call = async (id: Id<'queue-entry'>, given = {}) => {
    const entry = await entryOf(id)
    return callWalkIn(db, clinic.desk, { receipt: newReceipt(), entry, version: entry.version, doctor: clinic.doctor.staff.id, ...given })
  }
  return { ...clinic, day, join, call, entryOf, line: () => queueOf(db, clinic.desk, { day }) }
}

const numbers = async () => (await db.selectFrom('queue_entries').select('number').orderBy('number').execute()).map(({ number }) => number)

describe('a walk-in', () => {
  test('gets the next number of the day, branch and department, and holds no time', async () => {
    const { join, line, location } = await aQueue()
    await join()
    await join()
    await join({ department: (await aDepartment(db)).id })
    await join({ day: inDays(1) })
    expect((await line()).map(({ number }) => number).sort()).toEqual([1, 1, 2])
    expect((await line()).every((one) => one.location === location.id && one.doctor === null)).toBe(true)
    expect(await db.selectFrom('reservations').selectAll().execute()).toEqual([])
  })

  test('never shares a number with another who comes at the same moment', async () => {
    const { join } = await aQueue()
    const patients = await Promise.all(Array.from({ length: 12 }, () => aPatient(db)))
    const joined = await Promise.all(patients.map(({ id }) => join({ patient: id })))
    expect(joined.every(({ ok }) => ok)).toBe(true)
    expect(await numbers()).toEqual(patients.map((_, place) => place + 1))
  })

  test('is not put in twice: the form sent again and a second form lead to one ticket', async () => {
    const { join, patient } = await aQueue()
    const receipt = newReceipt()
    const first = await join({ patient: patient.id, receipt })
    expect(await join({ patient: patient.id, receipt })).toEqual(first)
    expect(await join({ patient: patient.id })).toEqual({ ok: false, reason: 'already-waiting', entry: first.entry })
    expect(await numbers()).toEqual([1])
  })

  test('whom several desks put in at one instant has one ticket', async () => {
    const { join } = await aQueue()
    const { id: patient } = await aPatient(db)
    const joined = await Promise.all(Array.from({ length: 6 }, () => join({ patient })))
    expect(joined.filter(({ ok }) => ok)).toHaveLength(1)
    expect(new Set(joined.map((one) => ('entry' in one ? one.entry : null))).size).toBe(1)
    expect(await numbers()).toEqual([1])
  })

  test('called in, has an appointment from now on, in the doctor’s own lane where that is free', async () => {
    const { join, call, line, patient, doctor } = await aQueue()
    const called = await call((await join({ patient: patient.id })).entry)
    if (!called.ok) throw new Error(called.reason)
    const visit = await theVisit(db, called.appointment)
    expect(visit).toMatchObject({ kind: 'walk-in', status: 'in-consultation', lane: 0, patient_id: patient.id, doctor_id: doctor.staff.id })
    expect(await line()).toEqual([])
    expect(await verifyCalendar(db)).toEqual([])
  })

  test('is squeezed in beside a visit that the doctor has just then', async () => {
    const { join, call, doctor, patient } = await aQueue()
    await aVisitIn(db, 0, { doctor, patient: await aPatient(db) })
    const called = await call((await join({ patient: patient.id })).entry)
    if (!called.ok) throw new Error(called.reason)
    expect((await theVisit(db, called.appointment)).lane).toBe(1)
    expect(await verifyCalendar(db)).toEqual([])
  })

  test('is not called into an appointment of their own, nor by a doctor who does not offer it, nor twice', async () => {
    const { join, call, doctor, place, patient } = await aQueue()
    const elsewhere = await aDoctor(db, { ...place, department: await aDepartment(db) })
    const { entry } = await join({ patient: patient.id })
    expect(await call(entry, { doctor: elsewhere.staff.id })).toEqual({ ok: false, reason: 'not-offered' })
    const own = await aVisitIn(db, 5, { doctor, patient })
    expect(await call(entry)).toEqual({ ok: false, reason: 'own-visit' })
    await db.deleteFrom('reservations').where('appointment_id', '=', own.id).execute()
    await db.updateTable('appointments').set({ status: 'cancelled' }).where('id', '=', own.id).execute()
    const answers = await Promise.all([call(entry), call(entry), call(entry)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.filter((answer) => !answer.ok && answer.reason === 'not-waiting')).toHaveLength(2)
    expect(await verifyCalendar(db)).toEqual([])
  })

  test('whose call is undone waits again with the same number, and nothing is left of the visit', async () => {
    const { join, call, line, desk, patient } = await aQueue()
    await join()
    const { entry } = await join({ patient: patient.id })
    const called = await call(entry)
    if (!called.ok) throw new Error(called.reason)
    expect(await undoLast(db, desk, called.appointment)).toEqual({ ok: true })
    expect((await theVisit(db, called.appointment)).status).toBe('entered-in-error')
    expect((await line()).map(({ id, number }) => [id, number])[1]).toEqual([entry, 2])
    expect(await db.selectFrom('reservations').selectAll().execute()).toEqual([])
    const again = await call(entry)
    expect(again.ok).toBe(true)
    expect(await verifyCalendar(db)).toEqual([])
  })

  test('once called is finished and paid like any other visit', async () => {
    const { join, call, desk } = await aQueue()
    const called = await call((await join()).entry)
    if (!called.ok) throw new Error(called.reason)
    expect(await take(db, desk, called.appointment, 'completion')).toEqual({ ok: true })
    expect(await take(db, desk, called.appointment, 'payment', { method: 'cash' })).toEqual({ ok: true })
    expect(await db.selectFrom('reservations').selectAll().execute()).toEqual([])
  })

  test('who leaves is out of the queue, and back in it when that was a mistake', async () => {
    const { join, line, desk, entryOf } = await aQueue()
    const { entry } = await join()
    const asked = async () => ({ receipt: newReceipt(), entry, version: (await entryOf(entry)).version })
    expect(await leaveQueue(db, desk, { ...(await asked()), version: 9 })).toEqual({ ok: false, reason: 'not-waiting' })
    expect(await leaveQueue(db, desk, await asked())).toEqual({ ok: true })
    expect(await line()).toEqual([])
    expect(await leaveQueue(db, desk, await asked())).toEqual({ ok: false, reason: 'not-waiting' })
    expect(await returnToQueue(db, desk, await asked())).toEqual({ ok: true })
    expect(await line()).toHaveLength(1)
    await leaveQueue(db, desk, await asked())
    await db
      .updateTable('queue_entries')
      .set({ left_at: Temporal.Now.instant().subtract({ minutes: 16 }) })
      .execute()
    expect(await returnToQueue(db, desk, await asked())).toEqual({ ok: false, reason: 'too-late' })
  })
})

describe('the queue', () => {
  test('shows a doctor who waits for them or for whoever is free in their department, and what they may do', async () => {
    const clinic = await aQueue()
    const colleague = await aDoctor(db, clinic.place)
    const stranger = await aDoctor(db, { ...clinic.place, department: await aDepartment(db) })
    await clinic.join()
    await clinic.join({ doctor: colleague.staff.id })
    const lines = await queueOf(db, clinic.doctor.actor, { day: clinic.day })
    expect(lines.map(({ steps }) => steps)).toEqual([['call'], []])
    expect(await queueOf(db, clinic.doctor.actor, { day: clinic.day, doctor: clinic.doctor.staff.id })).toHaveLength(1)
    expect(await queueOf(db, stranger.actor, { day: clinic.day })).toEqual([])
    expect(await queueOf(db, (await aStaffMember(db, 'pharmacist')).actor, { day: clinic.day })).toEqual([])
    expect((await clinic.line()).map(({ steps, asksDoctor }) => [steps, asksDoctor])).toEqual([
      [['call', 'departure'], true],
      [['call', 'departure'], false],
    ])
  })
})

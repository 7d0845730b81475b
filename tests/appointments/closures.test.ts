import { sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import { type Closing, close } from '../../src/appointments/closures/close.ts'
import { appointmentsInTheWay } from '../../src/appointments/closures/in-the-way.ts'
import { renewClosedTime } from '../../src/appointments/closures/renew-closed-time.ts'
import { withdrawClosure } from '../../src/appointments/closures/withdraw-closure.ts'
import { verifyCalendar } from '../../src/appointments/verify-calendar.ts'
import { cancel } from '../../src/appointments/visit/cancel.ts'
import { newId } from '../../src/database/ids.ts'
import { testDatabase } from '../support/database.ts'
import { aDoctor, aDoctorsRole, aSignedInPatient } from '../support/people.ts'
import { aDepartment, aLocation } from '../support/places.ts'
import { aClinic, at, bookAt, inDays, newReceipt, timesOn } from './clinic.ts'

const { db, owner } = testDatabase()

async function closeAt(starts: string, ends: string, given: Partial<Closing> = {}) {
  const receipt = newReceipt()
  const closing = {
    receipt,
    kind: 'other' as const,
    name: { en: 'Closed', ar: 'مغلق' },
    starts: at(2, starts),
    ends: at(2, ends),
    ...given,
  }
  const answer = await close(db, null, closing)
  if (!answer.ok || !('closure' in answer)) throw new Error('not closed')
  return answer.closure
}

const cellsOf = async (holder: 'appointment_id' | 'closure_id') =>
  (await db.selectFrom('reservations').select(['resource_id']).where(holder, 'is not', null).execute()).map((row) => row.resource_id)

describe('closed time', () => {
  test('holds what is free, lists the visits in the way, and takes their cells when they are cancelled', async () => {
    const clinic = await aClinic(db)
    await bookAt(db, clinic, at(2, '10:00'))
    const closure = await closeAt('09:00', '12:00', { staff: clinic.doctor.staff.id })
    expect(await cellsOf('closure_id')).toHaveLength(36 - 4)
    const [inTheWay, ...more] = await appointmentsInTheWay(db, closure)
    if (!inTheWay) throw new Error('nothing in the way')
    expect(more).toEqual([])
    expect(inTheWay.patient_id).toBe(clinic.patient.id)
    expect(await verifyCalendar(db)).toEqual([])
    await cancel(db, clinic.desk, { receipt: newReceipt(), appointment: inTheWay.id, reason: 'doctor-absent' })
    expect(await cellsOf('closure_id')).toHaveLength(36)
    expect(await cellsOf('appointment_id')).toEqual([])
    expect(await appointmentsInTheWay(db, closure)).toEqual([])
    expect(await verifyCalendar(db)).toEqual([])
  })

  test('is not booked, and is again once it is withdrawn', async () => {
    const clinic = await aClinic(db, { hours: ['08:00-09:00'] })
    const closure = await closeAt('08:20', '08:40', { location: clinic.location.id })
    expect(await timesOn(db, clinic, inDays(2))).toEqual(['08:00', '08:40'])
    expect(await bookAt(db, clinic, at(2, '08:20'))).toEqual({ ok: false, reason: 'closed' })
    expect(await withdrawClosure(db, clinic.desk, { receipt: newReceipt(), closure })).toEqual({ ok: true })
    expect(await cellsOf('closure_id')).toEqual([])
    expect(await bookAt(db, clinic, at(2, '08:20'))).toMatchObject({ ok: true })
    const again = { receipt: newReceipt(), closure }
    expect(await withdrawClosure(db, clinic.desk, again)).toEqual({ ok: false, reason: 'already-withdrawn' })
    expect(await withdrawClosure(db, clinic.desk, { ...again, closure: newId<'closure'>() })).toEqual({ ok: false, reason: 'not-found' })
  })

  test('of the whole clinic holds all doctors; where two closures meet, one goes on when the other is withdrawn', async () => {
    const clinic = await aClinic(db)
    await aDoctor(db, clinic.place)
    const holiday = await closeAt('00:00', '12:00')
    await closeAt('10:00', '13:00', { department: clinic.department.id })
    expect(await cellsOf('closure_id')).toHaveLength(2 * 13 * 12)
    expect(await verifyCalendar(db)).toEqual([])
    await withdrawClosure(db, null, { receipt: newReceipt(), closure: holiday })
    expect(await cellsOf('closure_id')).toHaveLength(2 * 3 * 12)
    expect(await verifyCalendar(db)).toEqual([])
  })

  test('of one place holds no cells of a doctor who has another, and yet nobody is booked there', async () => {
    const clinic = await aClinic(db, { hours: ['08:00-09:00'] })
    const other = { department: clinic.department, location: await aLocation(db) }
    await aDoctorsRole(db, clinic.doctor.staff, { ...clinic.place, ...other, hours: ['08:00-09:00'] })
    await closeAt('08:00', '08:40', { location: clinic.location.id })
    expect(await cellsOf('closure_id')).toEqual([])
    expect(await timesOn(db, clinic, inDays(2), { doctors: { location: clinic.location.id } })).toEqual(['08:40'])
    expect(await bookAt(db, clinic, at(2, '08:00'), { location: clinic.location.id })).toEqual({ ok: false, reason: 'closed' })
    expect(await bookAt(db, clinic, at(2, '08:00'), { location: other.location.id })).toMatchObject({ ok: true })
    const second = { ...clinic, ...(await aSignedInPatient(db)) }
    expect(await bookAt(db, second, at(2, '08:20'))).toMatchObject({ ok: true })
    expect(
      (await db.selectFrom('appointments').select('location_id').execute()).every((row) => row.location_id === other.location.id),
    ).toBe(true)
    expect(await verifyCalendar(db)).toEqual([])
  })

  test('of minutes that are no whole cells holds the cells that it touches', async () => {
    const clinic = await aClinic(db, { hours: ['08:00-09:00'] })
    await closeAt('08:19', '08:41', { staff: clinic.doctor.staff.id })
    expect(await cellsOf('closure_id')).toHaveLength(6)
    expect(await timesOn(db, clinic, inDays(2))).toEqual([])
    expect(await verifyCalendar(db)).toEqual([])
  })

  test('holds a new doctor too, and lets go whoever has a role elsewhere now', async () => {
    const clinic = await aClinic(db)
    await closeAt('08:00', '09:00', { department: clinic.department.id })
    const doctor = await aDoctor(db, clinic.place)
    expect(await verifyCalendar(db)).toHaveLength(12)
    await db.transaction().execute((tx) => renewClosedTime(tx, doctor.staff.id))
    expect((await cellsOf('closure_id')).filter((id) => id === doctor.staff.id)).toHaveLength(12)
    expect(await verifyCalendar(db)).toEqual([])
    await aDoctorsRole(db, doctor.staff, { ...clinic.place, department: await aDepartment(db) })
    await db.transaction().execute((tx) => renewClosedTime(tx, doctor.staff.id))
    expect((await cellsOf('closure_id')).filter((id) => id === doctor.staff.id)).toEqual([])
    expect(await verifyCalendar(db)).toEqual([])
  })

  test('that ends before it starts is none, and a form sent again closes once', async () => {
    await aClinic(db)
    const closing = {
      receipt: newReceipt(),
      kind: 'other' as const,
      name: { en: 'Closed', ar: 'مغلق' },
      starts: at(2, '09:00'),
      ends: at(2, '10:00'),
    }
    expect(await close(db, null, { ...closing, ends: closing.starts })).toEqual({ ok: false, reason: 'ends-before-start' })
    const first = await close(db, null, closing)
    const again = await close(db, null, closing)
    expect(again).toMatchObject({ ok: true, repeated: true, subject: 'closure' in first && first.closure })
    expect(await db.selectFrom('closures').select('id').execute()).toHaveLength(1)
  })

  test('made and visits cancelled at the same moment leave no cell without a holder', async () => {
    const clinic = await aClinic(db)
    const times = ['08:00', '08:20', '08:40', '09:00', '09:20', '09:40']
    const booked = await Promise.all(times.map(async (time) => bookAt(db, { ...clinic, ...(await aSignedInPatient(db)) }, at(2, time))))
    const appointments = booked.flatMap((answer) => (answer.ok ? [answer.appointment] : []))
    expect(appointments).toHaveLength(6)
    await Promise.all([
      closeAt('08:00', '10:00', { staff: clinic.doctor.staff.id }),
      closeAt('08:30', '09:30', { department: clinic.department.id }),
      ...appointments.map((appointment) => cancel(db, clinic.desk, { receipt: newReceipt(), appointment, reason: 'clinic' })),
    ])
    expect(await cellsOf('closure_id')).toHaveLength(24)
    expect(await verifyCalendar(db)).toEqual([])
  })

  test('that is being withdrawn while a visit in it is cancelled is free afterwards, for whoever else has closed it', async () => {
    const clinic = await aClinic(db)
    const booked = await bookAt(db, clinic, at(2, '10:00'))
    if (!booked.ok) throw new Error(booked.reason)
    const closure = await closeAt('09:00', '12:00', { staff: clinic.doctor.staff.id })
    await closeAt('10:10', '10:15', { staff: clinic.doctor.staff.id })
    // In a small table the server reads all rows instead of a key, and would wait for the wrong ones.
    const colleague = await aDoctor(db, clinic.place)
    await closeAt('00:00', '00:05', { staff: colleague.staff.id, ends: at(12, '00:00') })
    const withdrawal = await db.startTransaction().execute()
    await withdrawal
      .updateTable('closures')
      .set({ withdrawn_at: at(0, '00:00') })
      .where('id', '=', closure)
      .execute()
    await withdrawal.deleteFrom('reservations').where('closure_id', '=', closure).execute()
    const cancelled = cancel(db, clinic.desk, { receipt: newReceipt(), appointment: booked.appointment, reason: 'clinic' })
    await somebodyWaitsForALock()
    await withdrawal.commit().execute()
    expect(await cancelled).toEqual({ ok: true })
    expect((await cellsOf('closure_id')).filter((id) => id === clinic.doctor.staff.id)).toHaveLength(1)
    expect(await verifyCalendar(db)).toEqual([])
  })
})

async function somebodyWaitsForALock(): Promise<void> {
  const waiting = sql<{ waiting: number }>`SELECT COUNT(*) AS waiting FROM information_schema.INNODB_TRX WHERE trx_state = 'LOCK WAIT'`
  await vi.waitFor(async () => expect(Number((await waiting.execute(owner)).rows[0]?.waiting)).toBeGreaterThan(0), {
    timeout: 30_000,
    // The server renews this view only after it has been left alone for a tenth of a second.
    interval: 250,
  })
}

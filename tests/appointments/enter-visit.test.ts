import { describe, expect, test } from 'vitest'
import { close } from '../../src/appointments/closures/close.ts'
import { freeTimes } from '../../src/appointments/free/free.ts'
import { verifyCalendar } from '../../src/appointments/verify-calendar.ts'
import { type EnteredVisit, enterPastVisit, squeezeIn } from '../../src/appointments/visit/enter-visit.ts'
import { testDatabase } from '../support/database.ts'
import { aDoctor, aPatient } from '../support/people.ts'
import { aClinic, at, bookAt, inDays, newReceipt, shown } from './clinic.ts'
import { cellsOfVisit, stepsOf, theVisit } from './desk.ts'

const { db } = testDatabase()

async function aDesk() {
  const clinic = await aClinic(db)
  const asked = (start: Temporal.Instant, given: Partial<EnteredVisit> = {}): EnteredVisit => ({
    receipt: newReceipt(),
    patient: clinic.patient.id,
    visitType: clinic.type.id,
    doctor: clinic.doctor.staff.id,
    location: clinic.location.id,
    start,
    why: 'In pain',
    ...given,
  })
  return {
    ...clinic,
    squeeze: (start: Temporal.Instant, given = {}) => squeezeIn(db, clinic.desk, asked(start, given)),
    enter: (start: Temporal.Instant, given = {}) => enterPastVisit(db, clinic.desk, asked(start, given)),
  }
}

describe('a squeeze-in', () => {
  test('stands beside the doctor’s visit, in the second lane, with its reason; the patient’s time is kept', async () => {
    const clinic = await aDesk()
    await bookAt(db, clinic, at(2, '10:00'), { patient: (await aPatient(db)).id })
    const answer = await clinic.squeeze(at(2, '10:00'))
    if (!answer.ok) throw new Error(answer.reason)
    expect(await theVisit(db, answer.appointment)).toMatchObject({ kind: 'squeeze-in', lane: 1, status: 'booked', clinic_day: inDays(2) })
    expect(await stepsOf(db, answer.appointment)).toMatchObject([{ step: 'booking', note: 'In pain' }])
    expect(await db.selectFrom('audit').select('reason').where('action', '=', 'appointment.squeeze-in').execute()).toEqual([
      { reason: 'In pain' },
    ])
    expect(await verifyCalendar(db)).toEqual([])
  })

  test('fits three times beside a visit and no fourth time, whoever comes at the same moment', async () => {
    const clinic = await aDesk()
    const patients = await Promise.all(Array.from({ length: 5 }, () => aPatient(db)))
    const answers = await Promise.all(patients.map(({ id }) => clinic.squeeze(at(2, '10:00'), { patient: id })))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(3)
    expect(answers.filter((one) => !one.ok && one.reason === 'full')).toHaveLength(2)
    expect(await verifyCalendar(db)).toEqual([])
  })

  test('takes its time out of what is offered, so that nothing is booked upon it', async () => {
    const clinic = await aDesk()
    await clinic.squeeze(at(2, '10:00'))
    const times = (await freeTimes(db, { visitType: clinic.type.id, from: inDays(2), until: inDays(2) })).map(shown)
    expect(times).not.toContain('10:00')
    expect(await bookAt(db, clinic, at(2, '10:00'), { patient: (await aPatient(db)).id })).toMatchObject({ ok: false, reason: 'taken' })
  })

  test('is refused beside the patient’s own visit, while the clinic is closed, long ago, at odd minutes, and by a doctor who has no such visit', async () => {
    const clinic = await aDesk()
    await bookAt(db, clinic, at(2, '10:00'))
    const other = await aDoctor(db, { location: clinic.location })
    expect(await clinic.squeeze(at(2, '10:10'))).toEqual({ ok: false, reason: 'own-visit' })
    expect(await clinic.squeeze(at(2, '12:03'))).toEqual({ ok: false, reason: 'not-whole' })
    expect(await clinic.squeeze(at(-2, '12:00'))).toEqual({ ok: false, reason: 'past' })
    expect(await clinic.squeeze(at(500, '12:00'))).toEqual({ ok: false, reason: 'too-far' })
    expect(await clinic.squeeze(at(2, '12:00'), { doctor: other.staff.id })).toEqual({ ok: false, reason: 'not-offered' })
    await close(db, clinic.desk, {
      receipt: newReceipt(),
      kind: 'leave',
      name: { en: 'Leave', ar: 'إجازة' },
      staff: clinic.doctor.staff.id,
      starts: at(3, '08:00'),
      ends: at(3, '20:00'),
    })
    expect(await clinic.squeeze(at(3, '12:00'))).toEqual({ ok: false, reason: 'closed' })
  })

  test('sent twice is one', async () => {
    const clinic = await aDesk()
    const receipt = newReceipt()
    const [first, second] = [await clinic.squeeze(at(2, '10:00'), { receipt }), await clinic.squeeze(at(2, '10:00'), { receipt })]
    expect(second).toEqual(first)
    expect(await db.selectFrom('appointments').select('id').execute()).toHaveLength(1)
  })
})

describe('a visit of the past', () => {
  test('is written down as finished, with why, and holds no time', async () => {
    const clinic = await aDesk()
    const answer = await clinic.enter(at(-3, '10:00'), { reason: 'Rash' })
    if (!answer.ok) throw new Error(answer.reason)
    expect(await theVisit(db, answer.appointment)).toMatchObject({ status: 'fulfilled', clinic_day: inDays(-3), reason: 'Rash', lane: 0 })
    expect(await cellsOfVisit(db, answer.appointment)).toBe(0)
    expect(await db.selectFrom('outbox').selectAll().execute()).toEqual([])
    expect(await verifyCalendar(db)).toEqual([])
  })

  test('is none while it is not over, twice for one patient, or from before the clinic can remember', async () => {
    const clinic = await aDesk()
    await clinic.enter(at(-3, '10:00'))
    expect(await clinic.enter(at(-3, '10:10'))).toEqual({ ok: false, reason: 'own-visit' })
    expect(await clinic.enter(at(1, '10:00'))).toEqual({ ok: false, reason: 'not-past' })
    expect(await clinic.enter(at(-5000, '10:00'))).toEqual({ ok: false, reason: 'too-far' })
  })
})

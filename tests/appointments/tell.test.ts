import { beforeEach, describe, expect, test } from 'vitest'
import { freeTimes } from '../../src/appointments/free/free.ts'
import { book } from '../../src/appointments/visit/book.ts'
import { cancel } from '../../src/appointments/visit/cancel.ts'
import { changePatient } from '../../src/appointments/visit/change-patient.ts'
import { newId } from '../../src/database/ids.ts'
import { type AppointmentNotice, isAboutAppointment, noticeForm } from '../../src/notices/notice.ts'
import { rowsOf } from '../jobs/outbox.ts'
import { testDatabase } from '../support/database.ts'
import { aContactPoint, aDoctor, aPatient, aUser, patientActor } from '../support/people.ts'
import { aLocation, aVisitType, theSettings } from '../support/places.ts'

const { db } = testDatabase()

const clinic = async () => {
  const type = await aVisitType(db)
  const doctor = await aDoctor(db, { visits: [{ type }] })
  return { type, doctor, actor: patientActor(await aUser(db)) }
}
let given: Awaited<ReturnType<typeof clinic>>

beforeEach(async () => {
  await theSettings(db)
  given = await clinic()
})

async function aVisit(patient: Awaited<ReturnType<typeof aPatient>>) {
  const { type, doctor, actor } = given
  const [slot] = (await freeTimes(db, { visitType: type.id, doctor: doctor.staff.id, patient: patient.id })).slice(-1)
  if (!slot) throw new Error('no free time')
  const booked = await book(db, actor, {
    receipt: newId<'receipt'>(),
    patient: patient.id,
    visitType: type.id,
    start: slot.starts,
    doctor: doctor.staff.id,
    reason: 'eczema on the left hand',
    through: 'patient',
  })
  if (!booked.ok) throw new Error(booked.reason)
  return booked.appointment
}

const notices = async (): Promise<AppointmentNotice[]> =>
  (await rowsOf(db)).map(({ payload }) => noticeForm.parse(payload)).filter(isAboutAppointment)
const cancelVisit = (appointment: Awaited<ReturnType<typeof aVisit>>) =>
  cancel(db, given.actor, { receipt: newId<'receipt'>(), appointment, reason: 'patient' })

describe('who books', () => {
  test('is told at each of their own addresses', async () => {
    await aVisit(await aPatient(db, { phone: '+966501234567', email: 'noura@example.org' }))
    expect((await notices()).map(({ to, purpose }) => ({ ...to, purpose }))).toEqual(
      expect.arrayContaining([
        { channel: 'text', address: '+966501234567', own: true, purpose: 'appointment-booked' },
        { channel: 'mail', address: 'noura@example.org', own: true, purpose: 'appointment-booked' },
      ]),
    )
  })

  test('is told in their language, or else in the clinic’s', async () => {
    await aVisit(await aPatient(db, { email: 'a@example.org', language: 'en' }))
    await aVisit(await aPatient(db, { email: 'b@example.org' }))
    const told = (await notices()).map(({ to, language, values }) => [to.address, language, values.patientName])
    expect(told).toEqual(
      expect.arrayContaining([
        ['a@example.org', 'en', 'Noura Saad Alqahtani'],
        ['b@example.org', 'ar', 'نورة سعد القحطاني'],
      ]),
    )
  })

  test('on a mother’s phone is told there, and the message knows that it is not theirs', async () => {
    await aVisit(await aPatient(db, { phone: '+966501234567', whose: 'mother' }))
    expect((await notices()).map(({ to }) => to)).toEqual([{ channel: 'text', address: '+966501234567', own: false }])
  })

  test('is told once at an address that was written down twice', async () => {
    const patient = await aPatient(db, { phone: '+966501234567', whose: 'mother' })
    await aContactPoint(db, patient, { value: '+966501234567', whose: 'self' })
    await aVisit(patient)
    expect((await notices()).map(({ to }) => to)).toEqual([{ channel: 'text', address: '+966501234567', own: true }])
  })

  test('is not told where no reminders are wanted, and may have no address at all', async () => {
    const patient = await aPatient(db)
    await aContactPoint(db, patient, { value: '+966501234567', reminders: false })
    await aVisit(patient)
    expect(await notices()).toEqual([])
  })

  test('is told nothing of why, and nothing of the department', async () => {
    await aVisit(await aPatient(db, { email: 'noura@example.org' }))
    const text = JSON.stringify(await notices())
    expect(text).not.toContain('eczema')
    expect(text).not.toContain('Dermatology')
  })

  test('hears of the branch only where there are several', async () => {
    const patient = await aPatient(db, { email: 'noura@example.org' })
    await aVisit(patient)
    expect((await notices())[0]?.values.branch).toBeNull()
    await aLocation(db, { position: 2 })
    await aVisit(patient)
    expect((await notices()).map(({ values }) => values.branch?.en ?? null).toSorted()).toEqual(['Al-Yasmin branch', null])
  })

  test('has the booking even where the address is nonsense', async () => {
    const visit = await aVisit(await aPatient(db, { email: 'nonsense\r\nBcc: eve@example.org' }))
    expect(await db.selectFrom('appointments').select('status').where('id', '=', visit).execute()).toEqual([{ status: 'booked' }])
  })
})

describe('who cancels', () => {
  test('is told so, and no longer of the booking that had not left yet', async () => {
    const visit = await aVisit(await aPatient(db, { email: 'noura@example.org' }))
    expect(await cancelVisit(visit)).toEqual({ ok: true })
    expect((await notices()).map(({ purpose, values }) => [purpose, values.appointment, values.version])).toEqual([
      ['appointment-cancelled', visit, 2],
    ])
  })

  test('is the patient, unless the clinic’s reason says that it was the clinic', async () => {
    for (const reason of ['patient', 'clinic', 'doctor-absent', 'other'] as const) {
      const visit = await aVisit(await aPatient(db, { email: `${reason}@example.org` }))
      await cancel(db, given.actor, { receipt: newId<'receipt'>(), appointment: visit, reason })
    }
    const said = (await notices()).map(({ to, values }) => [to.address.split('@')[0], 'byClinic' in values])
    expect(Object.fromEntries(said)).toEqual({ patient: false, clinic: true, 'doctor-absent': true, other: false })
  })

  test('hears nothing new of other visits', async () => {
    const patient = await aPatient(db, { email: 'noura@example.org' })
    const other = await aVisit(patient)
    await cancelVisit(await aVisit(patient))
    expect((await notices()).filter(({ purpose }) => purpose === 'appointment-booked').map(({ values }) => values.appointment)).toEqual([
      other,
    ])
  })

  test('twice is told once', async () => {
    const visit = await aVisit(await aPatient(db, { email: 'noura@example.org' }))
    await cancelVisit(visit)
    expect(await cancelVisit(visit)).toEqual({ ok: false, reason: 'already-cancelled' })
    expect(await notices()).toHaveLength(1)
  })
})

test('a visit that was entered for the wrong patient is called off to one and confirmed to the other', async () => {
  const wrong = await aPatient(db, { email: 'wrong@example.org' })
  const right = await aPatient(db, { email: 'right@example.org' })
  const appointment = await aVisit(wrong)
  const change = { receipt: newId<'receipt'>(), appointment, version: 1, patient: right.id, reason: 'namesake' }
  expect(await changePatient(db, given.actor, change)).toEqual({ ok: true })
  expect((await notices()).map(({ to, purpose }) => [to.address, purpose]).sort()).toEqual([
    ['right@example.org', 'appointment-booked'],
    ['wrong@example.org', 'appointment-cancelled'],
  ])
  const steps = await db.selectFrom('appointment_steps').select(['step', 'note', 'user_id', 'from_status', 'to_status']).execute()
  const still = { from_status: 'booked', to_status: 'booked' }
  expect(steps).toEqual([{ step: 'patient', note: 'namesake', user_id: given.actor.user, ...still }])
})

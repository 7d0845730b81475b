import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { verifyCalendar } from '../../src/appointments/verify-calendar.ts'
import { cancel } from '../../src/appointments/visit/cancel.ts'
import { NotYours } from '../../src/database/errors.ts'
import { testDatabase } from '../support/database.ts'
import { aDoctor, aDoctorsRole, aPatient, aSignedInPatient } from '../support/people.ts'
import { aDepartment, aFollowUp, aLocation, aRoom, aVisitType } from '../support/places.ts'
import { aClinic, at, bookAt, inDays, newReceipt, timesOn } from './clinic.ts'

const { db, owner } = testDatabase()

const rows = () => db.selectFrom('appointments').selectAll().orderBy('starts_at').execute()
const onlyRow = () => db.selectFrom('appointments').selectAll().executeTakeFirstOrThrow()

describe('a booking', () => {
  test('writes the visit, its cells, its confirmation, its audit row and the news for the boards', async () => {
    const clinic = await aClinic(db)
    const type = await aVisitType(db)
    const doctor = await aDoctor(db, { ...clinic.place, visits: [{ type, minutes: 30, before: 5, after: 10, priceMinor: 25_000 }] })
    const start = at(3, '01:30')
    const answer = await bookAt(db, { ...clinic, type }, start, { doctor: doctor.staff.id, reason: '  itching ' })
    const row = await onlyRow()
    expect(answer).toEqual({ ok: true, appointment: row.id })
    expect(row).toMatchObject({ status: 'booked', asked_for: 'this-doctor', price_minor: 25_000, currency: 'SAR', reason: 'itching' })
    expect(row.number).toMatch(/^A-[2-9CDFGHJKMNPRTVWXY]{4}$/)
    expect(row.clinic_day.equals(inDays(3))).toBe(true)
    expect([row.starts_at, row.ends_at, row.blocked_from, row.blocked_until].map((one) => one.since(start).total('minutes'))).toEqual([
      0, 30, -5, 40,
    ])
    const cells = await db.selectFrom('reservations').select(['resource_id']).execute()
    expect(cells.filter((cell) => cell.resource_id === doctor.staff.id)).toHaveLength(9)
    expect(cells.filter((cell) => cell.resource_id === clinic.patient.id)).toHaveLength(6)
    expect(await verifyCalendar(db)).toEqual([])
    expect(await db.selectFrom('outbox').select('topic').execute()).toEqual([{ topic: 'text' }])
    expect(await db.selectFrom('audit').select(['action', 'patient_id']).execute()).toEqual([
      { action: 'appointment.book', patient_id: clinic.patient.id },
    ])
    expect(await db.selectFrom('changes').select('topic').execute()).toEqual([{ topic: `day-book/${inDays(3)}` }])
  })

  test('takes its time from the free times, and a cancelled one gives it back', async () => {
    const clinic = await aClinic(db, { hours: ['08:00-09:00'] })
    await bookAt(db, clinic, at(2, '08:20'))
    expect(await timesOn(db, clinic, inDays(2))).toEqual(['08:00', '08:40'])
    await cancel(db, clinic.actor, { receipt: newReceipt(), appointment: (await onlyRow()).id, reason: 'patient' })
    expect(await timesOn(db, clinic, inDays(2))).toEqual(['08:00', '08:20', '08:40'])
  })

  test('sent again by a double click is the same booking', async () => {
    const clinic = await aClinic(db)
    const receipt = newReceipt()
    const first = await bookAt(db, clinic, at(2, '10:00'), { receipt })
    const answers = await Promise.all([1, 2, 3].map(() => bookAt(db, clinic, at(2, '10:00'), { receipt })))
    expect([first, ...answers]).toEqual([first, first, first, first])
    expect(await rows()).toHaveLength(1)
    expect(await db.selectFrom('outbox').select('id').execute()).toHaveLength(1)
  })

  test('sent twice at the very same moment is one booking', async () => {
    const clinic = await aClinic(db)
    const receipt = newReceipt()
    const answers = await Promise.all([1, 2, 3, 4].map(() => bookAt(db, clinic, at(2, '10:00'), { receipt })))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await rows()).toHaveLength(1)
  })

  test("with the receipt of another patient's booking is refused, also by the same person", async () => {
    const clinic = await aClinic(db)
    const child = await aPatient(db)
    const receipt = newReceipt()
    await bookAt(db, clinic, at(2, '10:00'), { receipt })
    for (const start of [at(2, '10:00'), at(2, '11:00')]) {
      await expect(bookAt(db, clinic, start, { receipt, patient: child.id })).rejects.toThrow(NotYours)
    }
    expect((await onlyRow()).patient_id).toBe(clinic.patient.id)
  })

  test("with somebody else's receipt is refused", async () => {
    const clinic = await aClinic(db)
    const other = await aSignedInPatient(db)
    const receipt = newReceipt()
    await bookAt(db, clinic, at(2, '10:00'), { receipt })
    await expect(bookAt(db, { ...clinic, ...other }, at(2, '11:00'), { receipt })).rejects.toThrow(NotYours)
  })
})

describe('who comes too late', () => {
  test('is told so, with the free times nearest to the one that was wanted', async () => {
    const clinic = await aClinic(db, { hours: ['08:00-09:00'] })
    const other = await aSignedInPatient(db)
    await bookAt(db, clinic, at(2, '08:20'))
    const answer = await bookAt(db, { ...clinic, ...other }, at(2, '08:20'))
    if (answer.ok || answer.reason !== 'taken') throw new Error(`not taken: ${JSON.stringify(answer)}`)
    const minutesOff = answer.others.map((slot) => slot.starts.since(at(2, '08:20')).total('minutes'))
    expect(minutesOff).toEqual([-1460, -1440, -1420, -20, 20, 1420, 1440, 1460])
    expect(await rows()).toHaveLength(1)
  })

  test('by an overlap of a longer visit is told so too', async () => {
    const clinic = await aClinic(db)
    const long = await aFollowUp(db)
    const other = await aSignedInPatient(db)
    await db
      .insertInto('practitioner_role_visit_types')
      .values({ practitioner_role_id: clinic.doctor.practitionerRole.id, visit_type_id: long.id, duration_minutes: 60, price_minor: 1 })
      .execute()
    await bookAt(db, clinic, at(2, '10:20'))
    expect(await bookAt(db, { ...clinic, ...other, type: long }, at(2, '10:00'))).toMatchObject({ ok: false, reason: 'taken' })
    expect(await bookAt(db, { ...clinic, ...other, type: long }, at(2, '11:00'))).toMatchObject({ ok: true })
  })

  test('by a visit of their own hears that, and is not offered its time', async () => {
    const clinic = await aClinic(db, { hours: ['08:00-09:00'] })
    const second = await aDoctor(db, { ...clinic.place, hours: ['08:00-09:00'] })
    await bookAt(db, clinic, at(2, '08:20'))
    expect(await bookAt(db, clinic, at(2, '08:20'), { doctor: second.staff.id })).toEqual({ ok: false, reason: 'own-visit' })
    const wanted = { doctor: second.staff.id }
    expect(await timesOn(db, clinic, inDays(2), wanted)).toEqual(['08:00', '08:20', '08:40'])
    expect(await timesOn(db, clinic, inDays(2), { ...wanted, patient: clinic.patient.id })).toEqual(['08:00', '08:40'])
  })
})

describe('any doctor', () => {
  test('is the least busy one who is free, a woman where that was asked for', async () => {
    const clinic = await aClinic(db, { sex: 'male', position: 0 })
    const woman = await aDoctor(db, { ...clinic.place, sex: 'female', position: 1 })
    const patients = await Promise.all([1, 2, 3, 4].map(() => aSignedInPatient(db)))
    const [a, b, c, d] = patients.map((one) => ({ ...clinic, ...one }))
    if (!a || !b || !c || !d) throw new Error('four patients')
    await bookAt(db, a, at(2, '10:00'), { doctor: 'woman', department: clinic.department.id })
    await bookAt(db, b, at(2, '11:00'), { doctor: 'any', department: clinic.department.id })
    await bookAt(db, c, at(2, '10:00'), { doctor: 'any', department: clinic.department.id })
    expect(await bookAt(db, d, at(2, '10:00'), { doctor: 'any' })).toMatchObject({ ok: false, reason: 'taken' })
    expect((await rows()).map((row) => [row.asked_for, row.doctor_id === woman.staff.id])).toEqual([
      ['woman', true],
      ['any', false],
      ['any', false],
    ])
  })
})

describe('a room', () => {
  test("is the role's own, or a free one of the department; without a free one the visit is booked all the same", async () => {
    const clinic = await aClinic(db)
    const rooms = [1, 2].map((position) => aRoom(db, { location_id: clinic.location.id, department_id: clinic.department.id, position }))
    const [own, other] = await Promise.all(rooms)
    await aRoom(db, { location_id: clinic.location.id, department_id: (await aDepartment(db)).id })
    const colleagues = [await aDoctor(db, clinic.place), await aDoctor(db, clinic.place)]
    await db
      .updateTable('practitioner_roles')
      .set({ room_id: own?.id ?? null })
      .where('role', '=', 'doctor')
      .execute()
    for (const { staff } of [clinic.doctor, ...colleagues]) {
      await bookAt(db, { ...clinic, ...(await aSignedInPatient(db)) }, at(2, '10:00'), { doctor: staff.id })
    }
    expect((await rows()).map((row) => row.room_id).sort()).toEqual([own?.id, other?.id, null].sort())
    expect(await verifyCalendar(db)).toEqual([])
  })
})

describe('nobody is booked', () => {
  test.each([
    ['outside the hours', '07:40', 'outside-hours'],
    ['between two times', '08:05', 'outside-hours'],
    ['into the end of the shift', '16:00', 'outside-hours'],
  ])('%s', async (_, time, reason) => {
    const clinic = await aClinic(db, { hours: ['08:00-16:00'] })
    expect(await bookAt(db, clinic, at(2, time))).toEqual({ ok: false, reason })
  })

  test('in the past, beyond the limit, for a type that is not offered or not online, or with a doctor who left', async () => {
    const clinic = await aClinic(db)
    const deskOnly = await aVisitType(db, { online: false, first_visit: false })
    const visit = {
      practitioner_role_id: clinic.doctor.practitionerRole.id,
      visit_type_id: deskOnly.id,
      duration_minutes: 20,
      price_minor: 1,
    }
    await db.insertInto('practitioner_role_visit_types').values(visit).execute()
    const answers = [
      await bookAt(db, clinic, at(-1, '10:00')),
      await bookAt(db, clinic, at(61, '10:00')),
      await bookAt(db, { ...clinic, type: await aVisitType(db) }, at(2, '10:00')),
      await bookAt(db, { ...clinic, type: deskOnly }, at(2, '10:00')),
    ]
    expect(answers.map((answer) => (answer.ok ? 'booked' : answer.reason))).toEqual(['past', 'too-far', 'not-offered', 'not-offered'])
    expect(await bookAt(db, { ...clinic, type: deskOnly }, at(2, '10:00'), { through: 'staff' })).toMatchObject({ ok: true })
    await db
      .updateTable('staff')
      .set({ archived_at: at(-1, '10:00') })
      .where('id', '=', clinic.doctor.staff.id)
      .execute()
    expect(await bookAt(db, clinic, at(2, '12:00'))).toEqual({ ok: false, reason: 'not-offered' })
    expect(await rows()).toHaveLength(1)
  })

  test('in the past; the desk may still write down what began today', async () => {
    const clinic = await aClinic(db, { hours: ['00:00-00:00'] })
    const twenty = 20 * 60_000
    const begun = (twenties: number) =>
      Temporal.Instant.fromEpochMilliseconds((Math.floor(Temporal.Now.instant().epochMilliseconds / twenty) - twenties) * twenty)
    expect(await bookAt(db, clinic, begun(1))).toEqual({ ok: false, reason: 'past' })
    expect(await bookAt(db, clinic, begun(1), { through: 'staff' })).toMatchObject({ ok: true })
    expect(await bookAt(db, clinic, begun(40), { through: 'staff' })).toEqual({ ok: false, reason: 'past' })
  })

  test('twice, when the doctor works in two departments', async () => {
    const clinic = await aClinic(db)
    const second = { department: await aDepartment(db), location: await aLocation(db) }
    await aDoctorsRole(db, clinic.doctor.staff, { ...clinic.place, ...second })
    const other = await aSignedInPatient(db)
    await bookAt(db, clinic, at(2, '10:00'), { department: clinic.department.id })
    const elsewhere = { department: second.department.id }
    expect(await bookAt(db, { ...clinic, ...other }, at(2, '10:00'), elsewhere)).toMatchObject({ ok: false, reason: 'taken' })
    expect(await bookAt(db, { ...clinic, ...other }, at(2, '10:20'), elsewhere)).toMatchObject({ ok: true })
  })
})

test('a booking number that is taken is drawn again', async () => {
  const clinic = await aClinic(db)
  await sql`CREATE TRIGGER same_number BEFORE INSERT ON appointments FOR EACH ROW
    IF COALESCE(@drawn, 0) < 3 THEN SET @drawn = COALESCE(@drawn, 0) + 1, NEW.number = 'A-7K2M'; END IF`.execute(owner)
  try {
    for (const time of ['10:00', '11:00', '12:00']) expect(await bookAt(db, clinic, at(2, time))).toMatchObject({ ok: true })
  } finally {
    await sql`DROP TRIGGER same_number`.execute(owner)
  }
  const numbers = (await rows()).map((row) => row.number)
  expect(new Set(numbers).size).toBe(3)
  expect(numbers).toContain('A-7K2M')
})

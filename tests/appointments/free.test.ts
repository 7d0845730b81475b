import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { candidatesAt } from '../../src/appointments/free/candidates.ts'
import { freeTimes, type Question } from '../../src/appointments/free/free.ts'
import { freeDays } from '../../src/appointments/free/free-days.ts'
import { nextFreeWithin } from '../../src/appointments/free/next-free.ts'
import { offersFor, type Wish } from '../../src/appointments/free/offers.ts'
import { testDatabase } from '../support/database.ts'
import { aDoctor, aDoctorsRole } from '../support/people.ts'
import { aCairoLocation, aClosure, aDepartment, aLocation, aVisitType } from '../support/places.ts'
import { aClinic, at, bookAt, inDays, shown, timesOn } from './clinic.ts'

const statements: string[] = []
const { db } = testDatabase({ onStatement: (text) => statements.push(text) })

beforeEach(() => {
  statements.length = 0
})

describe('free times', () => {
  test("are the role's hours in steps of the visit and its buffers", async () => {
    const clinic = await aClinic(db, { hours: ['08:00-09:00'] })
    const type = await aVisitType(db)
    await aDoctor(db, { ...clinic.place, visits: [{ type, minutes: 20, after: 5 }], hours: ['08:00-09:30'] })
    expect(await timesOn(db, clinic, inDays(2))).toEqual(['08:00', '08:20', '08:40'])
    expect(await timesOn(db, { ...clinic, type }, inDays(2))).toEqual(['08:00', '08:25', '08:50'])
  })

  test('leave out what is closed for the role, and only that', async () => {
    const clinic = await aClinic(db, { hours: ['08:00-10:00'] })
    const other = { department: await aDepartment(db), location: await aLocation(db) }
    await aDoctorsRole(db, clinic.doctor.staff, { ...clinic.place, ...other, hours: ['10:00-12:00'] })
    const closed = (starts: string, ends: string, where: object) =>
      aClosure(db, { starts_at: at(2, starts), ends_at: at(2, ends), ...where })
    await closed('08:00', '08:20', { location_id: clinic.location.id })
    await closed('08:38', '08:41', { department_id: clinic.department.id })
    await closed('09:00', '09:20', { location_id: clinic.location.id, department_id: other.department.id })
    await closed('09:40', '10:20', { staff_id: clinic.doctor.staff.id })
    await closed('11:00', '11:20', {})
    await closed('11:40', '12:00', { withdrawn_at: at(0, '00:00') })
    expect(await timesOn(db, clinic, inDays(2))).toEqual(['09:00', '09:20', '10:20', '10:40', '11:20', '11:40'])
  })

  test('of a doctor in two places leave out the visits of both', async () => {
    const clinic = await aClinic(db, { hours: ['08:00-09:00'] })
    const second = await aDepartment(db)
    await aDoctorsRole(db, clinic.doctor.staff, { ...clinic.place, department: second, hours: ['08:00-09:00'] })
    await bookAt(db, clinic, at(2, '08:20'), { department: clinic.department.id })
    expect(await timesOn(db, clinic, inDays(2), { doctors: { department: second.id } })).toEqual(['08:00', '08:40'])
  })

  test('of an evening stand under the day that it began on, in the zone of their place', async () => {
    const clinic = await aClinic(db, { hours: ['23:00-00:20'] })
    const cairo = await aCairoLocation(db)
    await aDoctor(db, { ...clinic.place, location: cairo, hours: ['23:40-00:20'] })
    const slots = await freeTimes(db, { visitType: clinic.type.id, from: inDays(2), until: inDays(2) })
    expect(slots.map((slot) => [shown(slot), slot.zone])).toEqual([
      ...['23:00', '23:20', '23:40', '00:00'].map((time) => [time, 'Asia/Riyadh']),
      ...['23:40', '00:00'].map((time) => [time, 'Africa/Cairo']),
    ])
    expect(slots.every((slot) => slot.clinicDay.equals(inDays(2)))).toBe(true)
  })

  test('begin with what is left of the evening of yesterday, and keep nothing that is past', async () => {
    const clinic = await aClinic(db, { hours: ['22:00-02:00'] })
    const slots = await freeTimes(db, { visitType: clinic.type.id, until: inDays(4), now: at(4, '00:50') })
    expect(slots.map(shown)).toEqual(['01:00', '01:20', '01:40', ...slots.slice(3).map(shown)])
    expect(slots[0]?.clinicDay.equals(inDays(3))).toBe(true)
    expect(slots[3]?.starts.equals(at(4, '22:00'))).toBe(true)
  })

  test("end with the role's last day and the clinic's limit", async () => {
    const clinic = await aClinic(db, { hours: ['08:00-08:20'], valid_until: inDays(3) })
    const lasting = await aDoctor(db, { ...clinic.place, valid_from: inDays(59), hours: ['08:00-08:20'] })
    const slots = await freeTimes(db, { visitType: clinic.type.id, from: inDays(1) })
    expect(slots.map((slot) => [slot.doctor === lasting.staff.id, inDays(0).until(slot.clinicDay).days])).toEqual([
      [false, 1],
      [false, 2],
      [false, 3],
      [true, 59],
      [true, 60],
    ])
  })

  test('of the first visit are those of the first online type that is marked so', async () => {
    const clinic = await aClinic(db)
    const type = await aVisitType(db, { position: 1 })
    const desk = await aVisitType(db, { position: 0, online: false })
    const follow = await aVisitType(db, { position: 0, first_visit: false })
    const visits = [
      { type, minutes: 30 },
      { type: desk, minutes: 5 },
      { type: follow, minutes: 10 },
      { type: await aVisitType(db, { position: 2 }), minutes: 60 },
    ]
    const doctor = await aDoctor(db, { ...clinic.place, visits, hours: ['08:00-09:00'] })
    expect(await timesOn(db, clinic, inDays(2), { visitType: 'first', doctor: doctor.staff.id })).toEqual(['08:00', '08:30'])
  })
})

test('booking takes exactly the times that are offered, of all times of two days', async () => {
  const clinic = await aClinic(db, { hours: ['08:00-09:30', '22:00-01:10'] })
  await aDoctorsRole(db, clinic.doctor.staff, { ...clinic.place, department: await aDepartment(db), hours: ['08:50-12:00'] })
  const closure = { starts_at: at(2, '10:00'), ends_at: at(2, '11:03') }
  await aClosure(db, { ...closure, department_id: clinic.department.id })
  await aClosure(db, { starts_at: at(2, '22:30'), ends_at: at(2, '22:35'), location_id: clinic.location.id })
  const wish: Wish = { visitType: clinic.type.id, doctor: clinic.doctor.staff.id }
  const found = await offersFor(db, wish)
  const taken: string[] = []
  for (let minutes = -600; minutes < 2 * 1440; minutes += 5) {
    const start = at(2, '00:00').add({ minutes })
    const candidates = await candidatesAt(db, found, wish, start)
    if (candidates.ok) taken.push(...candidates.openings.map(({ offer }) => `${start} ${offer.role}`))
  }
  const offered = await freeTimes(db, { ...wish, from: inDays(1), until: inDays(3) })
  const within = offered.filter(
    ({ starts }) => starts.since(at(2, '00:00')).total('minutes') >= -600 && starts.since(at(4, '00:00')).sign < 0,
  )
  expect(taken.toSorted()).toEqual(within.map(({ starts, role }) => `${starts} ${role}`).toSorted())
  expect(taken.length).toBeGreaterThan(30)
})

test('only the first few are made, where only a few are shown', async () => {
  const clinic = await aClinic(db, { hours: ['08:00-09:00'] })
  const slots = await freeTimes(db, { visitType: clinic.type.id, from: inDays(1), limit: 4 })
  expect(slots.map(shown)).toEqual(['08:00', '08:20', '08:40', '08:00'])
})

describe('a month', () => {
  test('of a doctor, of ten and of a patient with visits takes three statements', async () => {
    const clinic = await aClinic(db, { hours: ['08:00-09:00'] })
    for (const position of [1, 2, 3, 4, 5, 6, 7, 8, 9]) await aDoctor(db, { ...clinic.place, hours: ['08:00-09:00'], position })
    await bookAt(db, clinic, at(2, '08:20'))
    const month: Question = { visitType: clinic.type.id, from: inDays(1), until: inDays(31) }
    for (const question of [{ ...month, doctor: clinic.doctor.staff.id }, month, { ...month, patient: clinic.patient.id }]) {
      statements.length = 0
      const days = await freeDays(db, question)
      expect(statements).toHaveLength(3)
      expect(days).toHaveLength(31)
      expect(days[1]?.times).toBe(question.doctor || question.patient ? 2 : 3)
      expect(days[0]?.first.starts.equals(at(1, '08:00'))).toBe(true)
    }
  })

  test('leaves out days without a free time', async () => {
    const clinic = await aClinic(db, { hours: ['08:00-08:20'] })
    await bookAt(db, clinic, at(2, '08:00'))
    const days = await freeDays(db, { visitType: clinic.type.id, from: inDays(1), until: inDays(3) })
    expect(days.map(({ day }) => inDays(0).until(day).days)).toEqual([1, 3])
  })

  test("reads the doctors' visits from the covering key alone", async () => {
    const clinic = await aClinic(db)
    await bookAt(db, clinic, at(2, '08:20'))
    statements.length = 0
    await freeDays(db, { visitType: clinic.type.id, until: inDays(31) })
    const [text = ''] = statements.filter((one) => one.includes('`appointments`'))
    const values = [`'${clinic.doctor.staff.id}'`, `'2020-01-01'`, `'2040-01-01'`, `'2020-01-01'`]
    const filled = text.replaceAll('?', () => values.shift() ?? "'booked'")
    const { rows } = await sql<{ key: string; Extra: string }>`EXPLAIN ${sql.raw(filled)}`.execute(db)
    expect(rows).toEqual([expect.objectContaining({ key: 'appointments_free', Extra: expect.stringContaining('Using index') })])
  })
})

describe('the next free time', () => {
  test('is given for each doctor and department that has one so soon', async () => {
    const clinic = await aClinic(db, { hours: ['08:00-08:20'] })
    const far = await aDoctor(db, { ...clinic.place, valid_from: inDays(30), hours: ['08:00-08:20'] })
    const other = await aDepartment(db)
    const elsewhere = await aDoctor(db, { ...clinic.place, department: other, hours: ['08:00-08:20'], valid_from: inDays(2) })
    statements.length = 0
    const { doctors, departments } = await nextFreeWithin(db, { visitType: clinic.type.id, now: at(0, '12:00') }, 14)
    expect(statements).toHaveLength(3)
    const daysUntil = (instant: Temporal.Instant | undefined) => instant && instant.since(at(0, '08:00')).total('hours') / 24
    expect([clinic.doctor, far, elsewhere].map(({ staff }) => daysUntil(doctors.get(staff.id)?.starts))).toEqual([1, undefined, 2])
    expect([clinic.department, other].map(({ id }) => daysUntil(departments.get(id)?.starts))).toEqual([1, 2])
  })

  test('is none in an empty clinic', async () => {
    expect(await nextFreeWithin(db, { visitType: 'first' }, 14)).toEqual({ doctors: new Map(), departments: new Map() })
    expect(await freeDays(db, { visitType: 'first' })).toEqual([])
  })
})

import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { verifyCalendar } from '../../src/appointments/verify-calendar.ts'
import type { Booking } from '../../src/appointments/visit/book.ts'
import type { Id } from '../../src/database/ids.ts'
import { testDatabase } from '../support/database.ts'
import { aDoctor, aPatient } from '../support/people.ts'
import { aFollowUp, aRoom } from '../support/places.ts'
import type { Told } from './booker.ts'
import { type Booker, startBooker } from './bookers.ts'
import { aClinic, at, newReceipt } from './clinic.ts'

// Nine processes at a time: on a small busy machine that takes a while.
vi.setConfig({ testTimeout: 900_000 })

const { db, addresses } = testDatabase()
const processes = 8
const bookers: Booker[] = []

beforeAll(() => {
  for (let place = 0; place < processes; place += 1) bookers.push(startBooker(addresses.app))
})
afterAll(async () => {
  await Promise.all(bookers.map((booker) => booker.kill()))
})

/** Eight processes at one moment, a booking each. */
async function race(bookings: Booking[]): Promise<Told[]> {
  const moment = Temporal.Now.instant().epochMilliseconds + 5
  const told = await Promise.all(bookings.map((booking, place) => bookers[place]?.book([booking], { at: moment })))
  return told.flatMap((answers) => [...(answers?.values() ?? [])])
}

const winners = (told: Told[]) => told.filter((one) => one.ok).length
const reasons = (told: Told[]) => told.flatMap((one) => (one.ok ? [] : [one.reason])).sort()

/** Every twenty minutes of three weeks: a round has a time of its own. */
const roundAt = (round: number) => at(2 + Math.floor(round / 60), '00:00').add({ minutes: (round % 60) * 20 })

async function aRacingClinic() {
  const clinic = await aClinic(db)
  const patients: Id<'patient'>[] = []
  for (let place = 0; place < processes; place += 1) patients.push((await aPatient(db, { phone: `+96650123456${place}` })).id)
  const booking = (patient: Id<'patient'>, start: Temporal.Instant, given: Partial<Booking> = {}): Booking => ({
    receipt: newReceipt(),
    patient,
    visitType: clinic.type.id,
    doctor: clinic.doctor.staff.id,
    through: 'patient',
    start,
    ...given,
  })
  return { ...clinic, patients, booking }
}

/** Asked of the rows alone, two by two. */
async function overlaps(): Promise<number> {
  const { rows } = await sql<{ pairs: number }>`
    SELECT COUNT(*) AS pairs FROM appointments a JOIN appointments b ON a.id < b.id AND a.status = 'booked' AND b.status = 'booked'
    WHERE (a.doctor_id = b.doctor_id AND a.blocked_from < b.blocked_until AND b.blocked_from < a.blocked_until)
      OR (a.room_id = b.room_id AND a.blocked_from < b.blocked_until AND b.blocked_from < a.blocked_until)
      OR (a.patient_id = b.patient_id AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at)`.execute(db)
  return Number(rows[0]?.pairs)
}

async function nothingIsWrongAfter(bookings: number): Promise<void> {
  const count = (table: 'appointments' | 'receipts' | 'outbox' | 'audit') =>
    db
      .selectFrom(table)
      .select((one) => one.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow()
  expect(await overlaps()).toBe(0)
  expect(await verifyCalendar(db)).toEqual([])
  for (const table of ['appointments', 'receipts', 'outbox', 'audit'] as const)
    expect({ table, ...(await count(table)) }).toEqual({ table, rows: bookings })
}

describe('eight patients at one moment', () => {
  test('at one time of one doctor: one has it, the others hear at once which times are free, 200 times over', async () => {
    const { patients, booking } = await aRacingClinic()
    for (let round = 0; round < 200; round += 1) {
      const start = roundAt(round)
      const told = await race(patients.map((patient) => booking(patient, start)))
      expect({ round, winners: winners(told), reasons: reasons(told) }).toEqual({ round, winners: 1, reasons: Array(7).fill('taken') })
      for (const one of told) {
        if (one.ok || !('others' in one)) continue
        expect(one.others.length).toBeGreaterThan(0)
        expect(one.others).not.toContain(start.toString())
      }
    }
    await nothingIsWrongAfter(200)
  })

  test('at visits of different lengths that overlap: never two of them', async () => {
    const { patients, booking, doctor, type } = await aRacingClinic()
    const long = await aFollowUp(db)
    const visit = { practitioner_role_id: doctor.practitionerRole.id, visit_type_id: long.id, duration_minutes: 55, price_minor: 1 }
    await db
      .insertInto('practitioner_role_visit_types')
      .values({ ...visit, buffer_before_minutes: 5 })
      .execute()
    let booked = 0
    for (let round = 0; round < 50; round += 1) {
      // 20 minutes from each full hour's start, beside an hour with its buffer: the two overlap in part.
      const hour = at(2 + Math.floor(round / 20), '00:00').add({ hours: round % 20 })
      const told = await race(
        patients.map((patient, place) =>
          place % 2 === 0
            ? booking(patient, hour, { visitType: long.id })
            : booking(patient, hour.add({ minutes: place % 3 === 0 ? 20 : 0 }), { visitType: type.id }),
        ),
      )
      booked += winners(told)
      expect(winners(told)).toBeGreaterThanOrEqual(1)
      expect(winners(told)).toBeLessThanOrEqual(2)
      expect(new Set(reasons(told))).toEqual(new Set(['taken']))
    }
    await nothingIsWrongAfter(booked)
  })

  test('who are one patient at eight doctors: one visit, and the answer is that they have a visit then', async () => {
    const { patients, booking, place, doctor } = await aRacingClinic()
    const doctors = [doctor.staff.id]
    for (let one = 1; one < processes; one += 1) doctors.push((await aDoctor(db, place)).staff.id)
    const [patient] = patients
    if (!patient) throw new Error('a patient')
    for (let round = 0; round < 50; round += 1) {
      const told = await race(doctors.map((one) => booking(patient, roundAt(round), { doctor: one })))
      expect({ round, winners: winners(told), reasons: reasons(told) }).toEqual({ round, winners: 1, reasons: Array(7).fill('own-visit') })
    }
    await nothingIsWrongAfter(50)
  })

  test('who want any doctor of three with two rooms: three have one each, nobody twice', async () => {
    const { patients, booking, place, department, location } = await aRacingClinic()
    await aDoctor(db, place)
    await aDoctor(db, place)
    for (const position of [1, 2]) await aRoom(db, { location_id: location.id, department_id: department.id, position })
    for (let round = 0; round < 50; round += 1) {
      const told = await race(patients.map((patient) => booking(patient, roundAt(round), { doctor: 'any' })))
      expect({ round, winners: winners(told), reasons: reasons(told) }).toEqual({ round, winners: 3, reasons: Array(5).fill('taken') })
    }
    await nothingIsWrongAfter(150)
    const rooms = await db.selectFrom('appointments').select('room_id').execute()
    expect(rooms.filter((row) => row.room_id === null)).toHaveLength(50)
  })

  test('who are one form sent eight times: one booking, and all are told of it', async () => {
    const { patients, booking } = await aRacingClinic()
    const [patient] = patients
    if (!patient) throw new Error('a patient')
    for (let round = 0; round < 30; round += 1) {
      const form = booking(patient, roundAt(round))
      const told = await race(Array(processes).fill(form))
      expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1)
      expect(winners(told)).toBe(8)
    }
    await nothingIsWrongAfter(30)
  })
})

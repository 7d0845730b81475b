import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { verifyCalendar } from '../../src/appointments/verify-calendar.ts'
import { crowdSize, growCrowd } from '../../src/cli/crowd/grow.ts'
import { peopleOfBlock } from '../../src/cli/crowd/people.ts'
import type { Progress } from '../../src/cli/progress.ts'
import { refreshDemo, seedClinic } from '../../src/cli/seed.ts'
import { passesLuhn } from '../../src/patients/registering/identifier-checks.ts'
import { searchTokensOf } from '../../src/patients/search/search-tokens.ts'
import { testDatabase } from '../support/database.ts'
import { contentsOf } from './demo.ts'

const { db } = testDatabase()
const now = Temporal.Now.instant()
const silent: Progress = { begin: () => {}, at: () => {}, done: () => {} }
const grow = (patients: number, appointments: number, progress = silent) => growCrowd(db, { patients, appointments }, progress, now)

beforeEach(async () => {
  await seedClinic(db, { now })
})

describe('a crowd on top of the demo clinic', () => {
  test('has as many patients and appointments as were asked for, and the calendar is right', async () => {
    const demo = await contentsOf(db)
    expect(await grow(700, 900)).toEqual({ patients: 700, appointments: 900 })
    const all = await contentsOf(db)
    expect(all.patients).toHaveLength(demo.patients.length + 700)
    expect(all.appointments).toHaveLength(demo.appointments.length + 900)
    expect(await verifyCalendar(db)).toEqual([])
    // Nobody of the demo clinic is another person or has another visit than before.
    const ids = new Set(demo.patients.map(({ id }) => id))
    expect(all.patients.filter(({ id }) => ids.has(id))).toEqual(demo.patients)
    expect(all.appointments.filter(({ patient_id }) => ids.has(patient_id))).toEqual(demo.appointments)
  })

  test('is the same whether it was made at once or in steps, of whatever size', async () => {
    await grow(500, 300)
    const atOnce = await crowdOf()
    expect(await db.selectFrom('patients').select('id').execute()).toHaveLength(700)
    await grow(500, 300)
    expect(await crowdOf()).toEqual(atOnce)
    await grow(613, 300)
    const people = await crowdOf()
    expect(people.patients.slice(0, 500)).toEqual(atOnce.patients)
    expect(people.tokens.length).toBeGreaterThan(atOnce.tokens.length)
    expect(people.appointments).toEqual(atOnce.appointments)
  })

  test('goes on where it was interrupted', async () => {
    const interrupted: Progress = {
      ...silent,
      at: (done) => {
        if (done > 0) throw new Error('Ctrl-C')
      },
    }
    await expect(grow(9000, 10, interrupted)).rejects.toThrow('Ctrl-C')
    const { patients } = await crowdSize(db)
    expect([0, 4000, 8000]).toContain(patients)
    expect(await grow(9000, 10)).toEqual({ patients: 9000, appointments: 10 })
    const { rows } = await sql<{ n: number }>`
      SELECT COUNT(*) AS n FROM patients p WHERE NOT EXISTS (SELECT 1 FROM patient_names n WHERE n.patient_id = p.id)
        OR NOT EXISTS (SELECT 1 FROM search_tokens t WHERE t.subject_id = p.id)`.execute(db)
    expect(rows).toEqual([{ n: 0 }])
  })

  test('brings nobody to two visits on a day, and each doctor one at a time, within their hours', async () => {
    await grow(400, 6000)
    const rows = await db.selectFrom('appointments').selectAll().where('booked_through', '=', 'staff').execute()
    const held = rows.filter(({ status, lane }) => status !== 'cancelled' && lane === 0)
    const days = held.map(({ patient_id, clinic_day }) => `${patient_id} ${clinic_day}`)
    expect(new Set(days).size).toBe(days.length)
    for (const visits of Map.groupBy(held, ({ doctor_id }) => doctor_id).values()) {
      const inOrder = visits.toSorted((a, b) => Temporal.Instant.compare(a.starts_at, b.starts_at))
      for (const [place, visit] of inOrder.entries()) {
        const before = inOrder[place - 1]
        if (before) expect(Temporal.Instant.compare(before.ends_at, visit.starts_at)).toBeLessThanOrEqual(0)
      }
    }
  })

  test('says what fits when there are too few people for so many visits', async () => {
    const { patients, appointments } = await grow(40, 100_000)
    expect(patients).toBe(40)
    expect(appointments).toBeLessThan(100_000)
    expect(await verifyCalendar(db)).toEqual([])
  })

  test('goes around what was booked meanwhile', async () => {
    await grow(300, 60)
    const visit = await db
      .selectFrom('appointments')
      .selectAll()
      .where('number', 'like', 'A-_______')
      .where('status', '=', 'booked')
      .limit(1)
      .executeTakeFirstOrThrow()
    await db
      .updateTable('appointments')
      .set({ patient_id: visit.patient_id, reason: 'changed at the desk', version: 2 })
      .where('id', '=', visit.id)
      .execute()
    await grow(300, 400)
    expect(await verifyCalendar(db)).toEqual([])
    expect(await db.selectFrom('appointments').select('reason').where('id', '=', visit.id).executeTakeFirst()).toEqual({
      reason: 'changed at the desk',
    })
  })

  test('leaves the demo clinic’s own day book to the demo clinic', async () => {
    await grow(200, 100)
    const before = (await contentsOf(db)).appointments
    expect(await refreshDemo(db, now.add({ hours: 24 * 3 }))).toMatchObject({ appointments: expect.any(Number) })
    const doctors = new Set((await contentsOf(db)).staff.filter(({ position }) => position >= 1000).map(({ id }) => id))
    const ofCrowd = (visits: typeof before) => visits.filter(({ doctor_id }) => doctors.has(doctor_id))
    expect(ofCrowd((await contentsOf(db)).appointments)).toEqual(ofCrowd(before))
  })
})

describe('its people', () => {
  const people = Array.from({ length: 500 }, (_, block) => peopleOfBlock(block)).flat()

  test('are families of all ages that share telephones', () => {
    expect(people.map(({ place }) => place)).toEqual(people.map((_, place) => place))
    const children = people.filter(({ age }) => age < 15)
    expect(children.length).toBeGreaterThan(people.length * 0.15)
    for (const child of children.slice(0, 300)) {
      const parent = people.find(({ place }) => place === child.phone?.place)
      // A household may go on past the block; then the parent is there all the same, because it came first.
      expect(parent?.age ?? 99).toBeGreaterThan(child.age + 15)
    }
    const shared = Map.groupBy(people, ({ phone }) => phone?.place ?? -1)
    expect([...shared.values()].filter((owners) => owners.length > 2).length).toBeGreaterThan(500)
  })

  test('are registered on 1 Rajab as often as people of their age are', () => {
    const older = people.filter(({ age, nationality }) => nationality === 'SA' && age >= 40)
    const rajab = older.filter(({ birth }) => birth.known === 'rajab')
    expect(rajab.length / older.length).toBeGreaterThan(0.2)
    for (const { birth } of rajab) {
      const hijri = Temporal.Instant.fromEpochMilliseconds(birth.day * 86_400_000)
        .toZonedDateTimeISO('UTC')
        .toPlainDate()
        .withCalendar('islamic-umalqura')
      expect([hijri.month, hijri.day]).toEqual([7, 1])
    }
  })

  test('have names in both scripts, numbers that pass their rules, and tokens to be found by', async () => {
    await grow(600, 0)
    const { patients, names, identifiers, contacts, tokens } = await crowdOf()
    const scripts = Map.groupBy(names, ({ patient_id }) => patient_id)
    const both = [...scripts.values()].filter((rows) => rows.length === 2).length
    expect(both / patients.length).toBeGreaterThan(0.5)
    expect(both / patients.length).toBeLessThan(0.95)
    const latin = names.filter(({ text }) => /^(Moh|Muh)/.test(text)).map(({ text }) => text.split(' ')[0])
    expect(new Set(latin).size).toBeGreaterThan(2)
    const saudi = identifiers.filter(({ type }) => type === 'national-id' || type === 'iqama')
    expect(saudi.length).toBeGreaterThan(300)
    for (const { value } of saudi) expect(passesLuhn(value), value).toBe(true)
    for (const patient of patients.slice(0, 50)) {
      const of = <T extends { patient_id: string }>(rows: T[]) => rows.filter(({ patient_id }) => patient_id === patient.id)
      const expected = searchTokensOf({
        recordNumber: patient.record_number,
        birth: patient,
        names: of(names),
        identifiers: of(identifiers),
        contacts: of(contacts),
      })
      const found = tokens.filter(({ subject_id }) => subject_id === patient.id).map(({ token }) => token)
      expect(found.sort()).toEqual(expected.sort())
    }
  })
})

async function crowdOf() {
  const { patients, names, identifiers, contacts, appointments } = await contentsOf(db)
  const own = new Set(patients.filter(({ record_number }) => record_number.startsWith('R-7')).map(({ id }) => id))
  const ofCrowd = <T extends { patient_id: (typeof patients)[number]['id'] }>(rows: T[]) =>
    rows.filter(({ patient_id }) => own.has(patient_id))
  const tokens = await db.selectFrom('search_tokens').selectAll().orderBy('subject_id').orderBy('token').execute()
  return {
    patients: patients.filter(({ id }) => own.has(id)),
    names: ofCrowd(names),
    identifiers: ofCrowd(identifiers),
    contacts: ofCrowd(contacts),
    appointments: ofCrowd(appointments),
    tokens: tokens.filter(({ subject_id }) => patients.some(({ id }) => id === subject_id)),
  }
}

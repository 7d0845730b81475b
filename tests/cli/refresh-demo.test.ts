import { describe, expect, test } from 'vitest'
import { verifyCalendar } from '../../src/appointments/verify-calendar.ts'
import { refreshDemo, seedClinic } from '../../src/cli/seed.ts'
import { testDatabase } from '../support/database.ts'
import { aDoctor } from '../support/people.ts'
import { theSettings } from '../support/places.ts'
import { type Contents, contentsOf } from './demo.ts'

const statements: string[] = []
const { db } = testDatabase({ onStatement: (text) => statements.push(text) })
const now = Temporal.Now.instant()
const day = (days: number) => now.add({ hours: 24 * days })

describe('a demo clinic', () => {
  test.each([
    ['on a Friday afternoon', '2026-11-27T17:10:00+03:00'],
    ['after midnight, while the evening still runs', '2026-12-01T00:40:00+03:00'],
    ['early on a Thursday', '2026-12-03T07:30:00+03:00'],
    ['on a Saturday at noon', '2027-01-02T12:00:00+03:00'],
    ['on a night of Ramadan', '2027-02-16T22:00:00+03:00'],
    ['three days before National Day', '2027-09-20T10:05:00+03:00'],
  ])('has a full and plausible day book %s', async (_, moment) => {
    const then = Temporal.Instant.from(moment)
    await seedClinic(db, { now: then })
    const demo = await contentsOf(db)
    const riyadh = demo.locations.find(({ country }) => country === 'SA')?.id
    const today = then.toZonedDateTimeISO('Asia/Riyadh').toPlainDate()
    const book = demo.appointments.filter((visit) => visit.location_id === riyadh && visit.clinic_day.equals(today))
    expect(book.length).toBeGreaterThanOrEqual(35)
    expect(book.length).toBeLessThanOrEqual(85)
    for (const visit of demo.appointments) expect(implausible(visit, then)).toEqual([])
    for (const visits of Object.values(Object.groupBy(demo.appointments, ({ doctor_id }) => doctor_id))) {
      expect(visits?.filter(({ status }) => status === 'in-consultation').length).toBeLessThanOrEqual(1)
    }
    for (const { patient_id } of demo.access.filter(({ relation }) => relation === 'self')) {
      expect(
        demo.appointments.some((visit) => visit.patient_id === patient_id && Temporal.Instant.compare(visit.starts_at, then) > 0),
      ).toBe(true)
    }
  })
})

describe('refreshing', () => {
  test('after five days gives today a day book again, and what was ahead has taken its course', async () => {
    await seedClinic(db, { now: day(-5) })
    const seeded = await contentsOf(db)
    expect((await refreshDemo(db, now)).appointments).toBeGreaterThan(10)
    const demo = await contentsOf(db)
    const today = now.toZonedDateTimeISO('Asia/Riyadh').toPlainDate()
    expect(ofDay(demo, today)).toBeGreaterThan(ofDay(seeded, today))
    expect(ofDay(demo, today)).toBeGreaterThanOrEqual(45)
    for (const visit of demo.appointments) expect(implausible(visit, now)).toEqual([])
    expect(await verifyCalendar(db)).toEqual([])
  })

  test('twice within the hour is one statement and changes nothing', async () => {
    await seedClinic(db, { now: day(-2) })
    await refreshDemo(db, now)
    const before = await contentsOf(db)
    statements.length = 0
    expect(await refreshDemo(db, now)).toEqual({ appointments: 0 })
    expect(statements).toHaveLength(1)
    expect(await contentsOf(db)).toEqual(before)
  })

  test('right after seeding adds nothing', async () => {
    await seedClinic(db, { now })
    const before = await contentsOf(db)
    expect(await refreshDemo(db, now)).toEqual({ appointments: 0 })
    expect(await contentsOf(db)).toEqual(before)
  })

  test('leaves alone what people have changed, and goes around what they booked', async () => {
    await seedClinic(db, { now: day(-3) })
    const { appointments } = await contentsOf(db)
    const touched = appointments.find(({ status, starts_at }) => status === 'booked' && Temporal.Instant.compare(starts_at, now) < 0)
    if (!touched) throw new Error('nothing was ahead')
    await db.updateTable('appointments').set({ reason: 'changed at the desk', version: 2 }).where('id', '=', touched.id).execute()
    await refreshDemo(db, now)
    const after = (await contentsOf(db)).appointments.find(({ id }) => id === touched.id)
    expect(after).toEqual({ ...touched, reason: 'changed at the desk', version: 2 })
  })

  test('leaves alone a clinic that is not the demo clinic', async () => {
    await theSettings(db)
    await aDoctor(db)
    expect(await refreshDemo(db, now)).toEqual({ appointments: 0 })
    expect((await contentsOf(db)).appointments).toEqual([])
  })
})

type Visit = Contents['appointments'][number]

const ofDay = (demo: Contents, date: Temporal.PlainDate): number =>
  demo.appointments.filter(({ clinic_day }) => clinic_day.equals(date)).length

/** What would make somebody at the desk frown. */
function implausible(visit: Visit, then: Temporal.Instant): string[] {
  const after = (time: Temporal.Instant | null) => time !== null && Temporal.Instant.compare(time, then) > 0
  const past = Temporal.Instant.compare(visit.ends_at, then) < 0
  return [
    ...(past && ['booked', 'arrived', 'in-consultation'].includes(visit.status) ? [`${visit.status} although it is over`] : []),
    ...(!past && ['fulfilled', 'noshow'].includes(visit.status) ? [`${visit.status} before its end`] : []),
    ...(after(visit.starts_at) && visit.status === 'in-consultation' ? ['begun before its time'] : []),
    ...([
      visit.created_at,
      visit.confirmed_at,
      visit.arrived_at,
      visit.called_at,
      visit.finished_at,
      visit.paid_at,
      visit.cancelled_at,
    ].some(after)
      ? [`${visit.status} at a time to come`]
      : []),
    ...((visit.status === 'cancelled') === (visit.cancelled_at === null) ? ['cancelled and not'] : []),
    ...((visit.payment_state === 'paid') === (visit.paid_at === null) ? ['paid and not'] : []),
    ...(['arrived', 'in-consultation', 'fulfilled'].includes(visit.status) === (visit.arrived_at === null) ? ['here and not'] : []),
  ]
}

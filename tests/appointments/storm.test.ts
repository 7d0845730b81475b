import { expect, test, vi } from 'vitest'
import { verifyCalendar } from '../../src/appointments/verify-calendar.ts'
import type { Id } from '../../src/database/ids.ts'
import { testDatabase } from '../support/database.ts'
import { aDoctor, aDoctorsRole, aPatient } from '../support/people.ts'
import { aDepartment, aFollowUp, aLocation, aRoom } from '../support/places.ts'
import { startBooker } from './bookers.ts'
import { aClinic, at } from './clinic.ts'

vi.setConfig({ testTimeout: 900_000 })

const { db, addresses } = testDatabase()

const processes = 4
const actions = 20_000

/** Eight doctors, some in two places, of whom every other sees visits with buffers; three days in which everybody wants to come. */
async function aSmallCrowdedClinic() {
  const clinic = await aClinic(db)
  const follow = await aFollowUp(db)
  const departments = [clinic.department, await aDepartment(db)]
  const locations = [clinic.location, await aLocation(db)]
  const doctors: Id<'staff'>[] = []
  for (let place = 0; place < 8; place += 1) {
    const buffers = place % 2 === 0 ? { before: 5, after: 5 } : {}
    const visits = [
      { type: clinic.type, minutes: 20, ...buffers },
      { type: follow, minutes: 10 },
    ]
    const [department, elsewhere] = place % 2 === 0 ? departments : departments.toReversed()
    const role = { department, location: locations[place % 2], visits, sex: place < 4 ? ('female' as const) : ('male' as const) }
    const { staff } = await aDoctor(db, { ...role, hours: ['08:00-16:00'] })
    if (place % 3 === 0)
      await aDoctorsRole(db, staff, { ...role, department: elsewhere, location: locations[(place + 1) % 2], hours: ['18:00-02:00'] })
    doctors.push(staff.id)
  }
  for (const { id } of locations) for (const department of departments) await aRoom(db, { location_id: id, department_id: department.id })
  const patients: Id<'patient'>[] = []
  for (let place = 0; place < 40; place += 1) patients.push((await aPatient(db)).id)
  const { session: _, ...desk } = clinic.desk
  const places = { departments: departments.map(({ id }) => id), locations: locations.map(({ id }) => id) }
  const from = at(1, '08:00').epochMilliseconds
  return { desk, patients, doctors, visitTypes: [clinic.type.id, follow.id], ...places, from, steps: 3 * 144 }
}

test('after twenty thousand bookings, cancellations and closures by four processes the calendar is right', async () => {
  const clinic = await aSmallCrowdedClinic()
  const bookers = Array.from({ length: processes }, () => startBooker(addresses.app))
  const counts = await Promise.all(bookers.map((booker, seed) => booker.storm({ ...clinic, seed, actions: actions / processes })))
  await Promise.all(bookers.map((booker) => booker.kill()))

  const total = new Map<string, number>()
  for (const [answer, times] of counts.flatMap((one) => Object.entries(one))) total.set(answer, (total.get(answer) ?? 0) + times)
  expect([...total.values()].reduce((sum, times) => sum + times, 0)).toBe(actions)
  // Everything that may happen has happened; what must not, such as a visit that nobody had cancelled being cancelled already, has not.
  const answers = ['booked', 'cancelled', 'closed', 'opened', 'outside-hours', 'own-visit', 'taken', 'nothing to cancel', 'nothing to open']
  expect([...total.keys()].filter((answer) => !answers.includes(answer))).toEqual([])
  for (const answer of answers.slice(0, 7)) expect({ answer, times: total.get(answer) ?? 0 }).not.toEqual({ answer, times: 0 })

  expect(await verifyCalendar(db)).toEqual([])
  const kept = await db
    .selectFrom('appointments')
    .select(['status', (one) => one.fn.countAll<number>().as('rows')])
    .groupBy('status')
    .execute()
  const [booked = 0, cancelled = 0] = ['booked', 'cancelled'].map((status) => kept.find((row) => row.status === status)?.rows ?? 0)
  expect({ made: booked + cancelled, cancelled }).toEqual({ made: total.get('booked'), cancelled: total.get('cancelled') })
})

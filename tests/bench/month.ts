import { freeDays } from '../../src/appointments/free/free-days.ts'
import { manyAppointments } from './many-appointments.ts'
import { cpuOf } from './processes.ts'
import { atMost, figure, type Measure } from './report.ts'
import { withPool, withScratch } from './scratch.ts'

const rounds = 200

/** The free days of a month, ten doctors, among 40,000 appointments. */
export const month = (): Promise<Measure[]> =>
  withScratch(async ({ address, owner, pid }) => {
    const busy = await manyAppointments(owner, { doctors: 10, perDay: 20, daysBack: 170, daysAhead: 30, patients: 1 })
    let statements = 0
    return withPool(address, { connections: 4, onStatement: () => statements++ }, async (db) => {
      const ask = () =>
        freeDays(db, {
          visitType: busy.visitType,
          doctors: { department: busy.department },
          until: Temporal.Now.plainDateISO('UTC').add({ days: 30 }),
        })
      for (let warm = 0; warm < 20; warm++) await ask()
      statements = 0
      const before = { app: process.cpuUsage(), database: cpuOf(pid), wall: performance.now() }
      for (let round = 0; round < rounds; round++) await ask()
      const used = process.cpuUsage(before.app)
      const app = (used.user + used.system) / 1000 / rounds
      const database = (cpuOf(pid) - before.database) / rounds
      return [
        atMost('free days of a month: app and database', 'ms CPU', 15, app + database),
        figure('free days of a month: app', 'ms CPU', app),
        figure('free days of a month: database', 'ms CPU', database),
        figure('free days of a month: wall', 'ms', (performance.now() - before.wall) / rounds),
        atMost('free days of a month: statements', 'statements', 5, statements / rounds),
      ]
    })
  })

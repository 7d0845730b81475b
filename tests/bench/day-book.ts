import { beside } from './beside.ts'
import { manyAppointments } from './many-appointments.ts'
import type { Measure } from './report.ts'
import { withScratch } from './scratch.ts'

/** A day of 40 and one of 200 rows, beside a bare Hono route that runs the same SQL and sends the same bytes, by the app's CPU. */
export const dayBookBesideBare = (): Promise<Measure[]> =>
  withScratch(async ({ address, owner }) => {
    const busy = await manyAppointments(owner, { doctors: 5, perDay: 40, daysBack: 0, daysAhead: 1, patients: 200 })
    const asked = { address, user: busy.admin }
    const forty = await beside(
      'day book, 40 rows',
      { ...asked, path: `/day-book?shift=all&doctor=${busy.doctors[0]}` },
      { floor: 50, statements: 8 },
    )
    const twoHundred = await beside('day book, 200 rows', { ...asked, path: '/day-book?shift=all' }, { floor: 40, statements: 8 })
    const grid = await beside('day book by doctors, 200 visits', { ...asked, path: '/day-book?view=grid' }, { floor: 25, statements: 8 })
    return [...forty, ...twoHundred, ...grid]
  })

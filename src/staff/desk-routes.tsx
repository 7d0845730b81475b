import { Hono } from 'hono'
import { DirectoryPage } from '../../views/directory/directory-page.tsx'
import { able } from '../accounts/require.ts'
import { dateToday } from '../clinic/remembered.ts'
import type { Env } from '../web/context.ts'
import { page } from '../web/page.ts'
import { directoryOf } from './directory.ts'
import { weekFrom } from './hours.ts'

/** The staff site: who works here. */
export const directoryRoutes = new Hono<Env>()

directoryRoutes.get('/directory', able('clinic-see'), async (c) => {
  const { db, frame } = c.var
  const entries = await directoryOf(db, await dateToday(db))
  const departments = entries.map(({ department, people }) => ({
    name: department?.name ?? null,
    people: people.map((person) => ({ ...person, branch: person.location?.name ?? null, week: weekOf(person) })),
  }))
  return page(c, <DirectoryPage frame={frame} departments={departments} severalBranches={frame.clinic.locations.length > 1} />)
})

type Colleague = Awaited<ReturnType<typeof directoryOf>>[number]['people'][number]

/** From Sunday, the first day of the week here. */
function weekOf({ hours, location }: Colleague) {
  const zone = location?.zone ?? 'UTC'
  const today = Temporal.Now.plainDateISO(zone)
  return weekFrom(hours, today.subtract({ days: today.dayOfWeek % 7 }), zone)
}

import { Hono } from 'hono'
import { DayBookPage } from '../../views/desk/day-book-page.tsx'
import { MyDayPage } from '../../views/desk/my-day-page.tsx'
import { scopeOf } from '../accounts/abilities.ts'
import { able, signedInActor } from '../accounts/require.ts'
import type { Actor } from '../audit/actor.ts'
import { audit } from '../audit/write.ts'
import { departmentsOf, type Location } from '../clinic/queries.ts'
import { clinicNow } from '../clinic/remembered.ts'
import type { Id } from '../database/ids.ts'
import { doctorNames } from '../staff/doctor-names.ts'
import type { Env, WebContext } from '../web/context.ts'
import { page } from '../web/page.ts'
import { type DayBookLine, dayBook, doctorsDay } from './day-book.ts'
import { askedFor, shiftsOf } from './desk-asked.ts'
import { clinicToday } from './desk-found.ts'
import { countsOf, dayLine } from './desk-words.ts'

/** The staff site: a day of the clinic, and a doctor's own day. */
export const deskRoutes = new Hono<Env>()

deskRoutes.get('/day-book', able('day-book'), async (c) => {
  const { db, frame, t } = c.var
  const actor = signedInActor(c)
  const { now, today, hijri } = await clinicToday(c)
  const { locations } = await clinicNow(db)
  const branch = locations.length > 1 ? ownBranch(actor, locations) : undefined
  const asked = askedFor(c, { today, branch })
  const [lines, departments, doctors] = await Promise.all([dayBook(db, actor, asked), departmentsOf(db), doctorNames(db)])
  const { shifts, shift } = shiftsOf(lines, { wanted: c.req.query('shift'), day: asked.day, today, now })
  const shown = lines.filter((line) => shift === 'all' || line.shift === shift)
  await sawList(c, actor, 'day-book.see', shown)
  return page(
    c,
    <DayBookPage
      frame={frame}
      day={asked.day}
      today={today}
      hijri={hijri}
      shifts={shifts}
      shift={shift}
      lines={shown.map((line) =>
        dayLine(t, line, {
          day: asked.day,
          severalBranches: severalIn(shown),
          now,
          opensCancelled: scopeOf(actor, 'patient-see') === 'all',
        }),
      )}
      counts={countsOf(shown)}
      filter={{ location: asked.location ?? 'all', department: asked.department ?? '', doctor: asked.doctor ?? '' }}
      ownBranch={branch ?? 'all'}
      locations={branch ? locations : []}
      departments={departments}
      doctors={doctors.map(({ id, name }) => ({ id, name: t('staff.doctor', { name: t.local(name) }) }))}
      problem={asked.problem}
    />,
  )
})

deskRoutes.get('/my-day', able('my-day'), async (c) => {
  const { db, frame, t } = c.var
  const actor = signedInActor(c)
  const { now, today, hijri } = await clinicToday(c)
  const { day } = askedFor(c, { today, branch: undefined })
  const lines = actor.staff ? await doctorsDay(db, actor.staff, day) : []
  await sawList(c, actor, 'my-day.see', lines)
  const shown = lines.map((line) => dayLine(t, line, { day, severalBranches: severalIn(lines), now, opensCancelled: false }))
  return page(c, <MyDayPage frame={frame} day={day} today={today} hijri={hijri} lines={shown} counts={countsOf(lines)} />)
})

/** A day book opens on the branch that somebody works at; who works at all of them starts with the first. */
const ownBranch = (actor: Actor, locations: Location[]): Id<'location'> | undefined =>
  locations.find(({ id }) => actor.locations !== 'all' && actor.locations.includes(id))?.id ?? locations[0]?.id

const severalIn = (lines: DayBookLine[]): boolean => new Set(lines.map((line) => line.location.id)).size > 1

/** One row for the list, with all whose data it shows. */
const sawList = (c: WebContext, actor: Actor, action: string, lines: DayBookLine[]): Promise<void> =>
  audit(c.var.db, actor, { action, patients: [...new Set(lines.map((line) => line.patient.id))] })

import { Hono } from 'hono'
import { DayBoard } from '../../views/desk/day-board.tsx'
import { DayBookPage } from '../../views/desk/day-book-page.tsx'
import { able, signedInActor } from '../accounts/require.ts'
import { clinicNow } from '../clinic/remembered.ts'
import { versionOf } from '../jobs/board-version.ts'
import { dayBookOf } from '../jobs/changes.ts'
import { deskNames } from '../staff/remembered.ts'
import type { Env } from '../web/context.ts'
import { fragment, isFragment, page } from '../web/page.ts'
import { nothingNew, sawBoard } from './board.ts'
import { dayItems } from './day-items.ts'
import { countsOf, dayLines, hasStatus, nameOfVisit } from './day-lines.ts'
import { askedFor, shiftsOf, shownAs } from './desk-asked.ts'
import { clinicToday } from './desk-found.ts'
import { ownBranch } from './own-branch.ts'
import { methodsFirst } from './payment-methods.ts'
import { doneNote } from './step-answer.tsx'

/** The staff site: a day of the clinic. */
export const deskRoutes = new Hono<Env>()

deskRoutes.get('/day-book', able('day-book'), async (c) => {
  const { db, frame, t } = c.var
  const actor = signedInActor(c)
  const { now, today, hijri } = await clinicToday(c)
  const { locations } = await clinicNow(db)
  const branch = locations.length > 1 ? ownBranch(actor, locations) : undefined
  const asked = askedFor(c, { today, branch })
  const shown = shownAs(c)
  const version = await versionOf(db, dayBookOf(asked.day), { fresh: isFragment(c) && !c.req.query('seen') })
  if (nothingNew(c, version, asked.day.equals(today))) return c.body(null, 204)

  const all = await dayItems(db, actor, asked, locations)
  const { shifts, shift } = shiftsOf(all, { wanted: c.req.query('shift'), day: asked.day, today, now })
  const ofShift = all.filter((line) => shift === 'all' || line.shift === shift)
  const visits = shown.status === null ? ofShift : ofShift.filter(hasStatus(shown.status))
  await sawBoard(c, 'day-book.see', visits)
  const chosen = {
    ...shown,
    day: asked.day,
    today,
    location: asked.location ?? 'all',
    ownBranch: branch ?? 'all',
    department: asked.department ?? '',
    doctor: asked.doctor ?? '',
    shift,
  }
  const board = (
    <DayBoard
      t={t}
      chosen={chosen}
      version={version.text}
      shifts={shifts}
      lines={dayLines(t, visits, { actor, day: asked.day, now, all })}
      counts={countsOf(ofShift, shown.status)}
      methods={methodsFirst(c)}
    />
  )
  if (isFragment(c)) return fragment(c, board)
  const { departments, doctors } = await deskNames(db)
  return page(
    c,
    <DayBookPage
      frame={frame}
      chosen={chosen}
      hijri={hijri}
      locations={branch ? locations : []}
      departments={departments}
      doctors={doctors.map(({ id, name }) => ({ id, name: t('staff.doctor', { name: t.local(name) }) }))}
      problem={asked.problem}
      done={doneNote(c, (visit) => nameOfVisit(t, all, visit))}
    >
      {board}
    </DayBookPage>,
  )
})

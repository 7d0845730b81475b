import { Hono } from 'hono'
import { type DayChosen, dayAddress } from '../../../views/desk/day-address.ts'
import { DayBoard } from '../../../views/desk/day-board.tsx'
import { DayBookPage } from '../../../views/desk/day-book-page.tsx'
import { DayGrid } from '../../../views/desk/day-grid.tsx'
import { FreeTimes, FreeTimesPage } from '../../../views/desk/free-times.tsx'
import { KeysPage } from '../../../views/desk/keys-page.tsx'
import { WeekPage } from '../../../views/desk/week-page.tsx'
import { may, scopeOf } from '../../accounts/abilities.ts'
import { able, signedIn, signedInActor } from '../../accounts/require.ts'
import { clinicNow } from '../../clinic/remembered.ts'
import { type BoardVersion, versionOf } from '../../jobs/board-version.ts'
import { dayBookOf } from '../../jobs/changes.ts'
import { deskNames } from '../../staff/remembered.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { fragment, isFragment, page } from '../../web/page.ts'
import { clinicToday } from '../desk/desk-found.ts'
import { doneNote } from '../desk/step-answer.tsx'
import { nextFreeByDoctor } from '../free/next-free-by-doctor.ts'
import { firstVisits } from '../free/remembered-offers.ts'
import { methodsFirst } from '../visit/payment-methods.ts'
import { nothingNew, sawBoard } from './board.ts'
import { closedInWords, isDeserted } from './closed-words.ts'
import { dayBook } from './day-book.ts'
import { doctorDays, gridOf } from './day-grid.ts'
import { type DayItem, dayItems } from './day-items.ts'
import { countsOf, dayLines, hasStatus, nameOfVisit } from './day-lines.ts'
import { dealtWith } from './dealt-with.ts'
import { askedFor, shiftsOf, shownAs } from './desk-asked.ts'
import { freeTimesInWords } from './free-words.ts'
import { gridInWords } from './grid-words.ts'
import { fits, sees } from './offers-shown.ts'
import { ownBranch } from './own-branch.ts'
import { weekOf } from './week.ts'

/** The staff site: a day of the clinic, as a list by time or as a grid by doctor. */
export const deskRoutes = new Hono<Env>()

deskRoutes.get('/day-book', able('day-book'), async (c) => {
  const { db, frame, t } = c.var
  const question = await dayAsked(c)
  const { actor, asked, chosen, branch, locations, hijri } = question
  const version = await versionOf(db, dayBookOf(asked.day), { fresh: isFragment(c) && !c.req.query('seen') })
  if (nothingNew(c, version, asked.day.equals(chosen.today))) return c.body(null, 204)

  const { items, board } = chosen.view === 'grid' ? await gridBoard(c, question, version) : await listBoard(c, question, version)
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
      mayBook={scopeOf(actor, 'appointments') !== null}
      atDesk={may(actor, 'arrivals')}
      done={doneNote(c, (visit) => nameOfVisit(t, items, visit))}
    >
      {board}
    </DayBookPage>,
  )
})

deskRoutes.get('/day-book/week', able('day-book'), async (c) => {
  const { db, frame, t } = c.var
  const { actor, now, asked, chosen, branch, locations } = await dayAsked(c)
  const found = await firstVisits(db, now)
  const offers = found.offers.filter((offer) => fits(offer, asked) && sees(actor, offer))
  const lines = await weekOf(db, actor, { ...found, offers }, asked)
  const { departments, doctors } = await deskNames(db)
  const nameOf = (id: string): string => {
    const known = doctors.find((one) => one.id === id)
    return known ? t('staff.doctor', { name: t.local(known.name) }) : ''
  }
  return page(
    c,
    <WeekPage
      frame={frame}
      chosen={{ ...chosen, view: 'list', status: null }}
      days={Array.from({ length: 7 }, (_, n) => asked.day.add({ days: n }))}
      lines={lines.map(({ doctor, days }) => ({ id: doctor, name: nameOf(doctor), days }))}
      locations={branch ? locations : []}
      departments={departments}
    />,
  )
})

deskRoutes.get('/day-book/free-times', able('appointments'), async (c) => {
  const { db, frame, t } = c.var
  const { actor, now, asked, chosen } = await dayAsked(c)
  const times = await nextFreeByDoctor(db, actor, asked)
  const { doctors: names } = await deskNames(db)
  const doctors = freeTimesInWords(t, times, { now, names })
  if (isFragment(c)) return fragment(c, <FreeTimes t={t} doctors={doctors} />)
  return page(c, <FreeTimesPage frame={frame} back={dayAddress(chosen, {})} doctors={doctors} />)
})

deskRoutes.get('/keys', signedIn, (c) => page(c, <KeysPage frame={c.var.frame} />))

type Question = Awaited<ReturnType<typeof dayAsked>>

/** What the address asks for, with what it leaves open filled in. */
async function dayAsked(c: WebContext) {
  const actor = signedInActor(c)
  const { now, today, hijri } = await clinicToday(c)
  const { locations } = await clinicNow(c.var.db)
  const branch = locations.length > 1 ? ownBranch(actor, locations) : undefined
  const asked = askedFor(c, { today, branch })
  const chosen: DayChosen = {
    ...shownAs(c),
    day: asked.day,
    today,
    location: asked.location ?? 'all',
    ownBranch: branch ?? 'all',
    department: asked.department ?? '',
    doctor: asked.doctor ?? '',
    shift: c.req.query('shift') === 'all' ? 'all' : 'morning',
  }
  return { actor, now, today, hijri, locations, branch, asked, chosen }
}

interface Board {
  items: DayItem[]
  board: ReturnType<typeof DayBoard>
}

async function listBoard(c: WebContext, { actor, now, today, locations, asked, chosen }: Question, version: BoardVersion): Promise<Board> {
  const { db, t } = c.var
  const all = await dayItems(db, actor, asked, locations)
  const { shifts, shift } = shiftsOf(all, { wanted: c.req.query('shift'), day: asked.day, today, now })
  const ofShift = all.filter((line) => shift === 'all' || line.shift === shift)
  const asOne = chosen.status !== null || chosen.earlier || !asked.day.equals(today)
  const earlier = asOne ? new Set<DayItem>() : dealtWith(ofShift, now)
  const items = ofShift.filter((item) => (chosen.status === null ? !earlier.has(item) : hasStatus(chosen.status)(item)))
  await sawBoard(c, 'day-book.see', items)
  // The page round the board goes by the shift too.
  chosen.shift = shift
  const board = (
    <DayBoard
      t={t}
      chosen={chosen}
      version={version.text}
      shifts={shifts}
      earlier={earlier.size}
      lines={dayLines(t, items, { actor, day: asked.day, now, all })}
      counts={countsOf(ofShift, chosen.status)}
      methods={methodsFirst(c)}
      closed={isDeserted(all) ? await closedInWords(c, asked) : null}
    />
  )
  return { items: all, board }
}

async function gridBoard(c: WebContext, { actor, now, locations, branch, asked, chosen }: Question, version: BoardVersion): Promise<Board> {
  const { db, t } = c.var
  const found = await firstVisits(db, now)
  const offers = found.offers.filter((offer) => fits(offer, asked) && sees(actor, offer))
  const [visits, days] = await Promise.all([dayBook(db, actor, asked), doctorDays(db, { ...found, offers }, asked.day)])
  const zone = locations.find(({ id }) => id === (asked.location ?? branch))?.zone ?? locations[0]?.zone ?? 'UTC'
  const grid = gridOf(days, visits, asked.day, zone, chosen.page)
  const shown = grid.rows.flatMap(({ cells }) => cells.flatMap((cell) => cell.visits))
  await sawBoard(c, 'day-book.see', shown)
  const { doctors: names } = await deskNames(db)
  const words = gridInWords(t, grid, { actor, day: asked.day, now, names })
  const closed = words.rows.length === 0 ? await closedInWords(c, asked) : null
  return {
    items: visits,
    board: <DayGrid t={t} chosen={{ ...chosen, page: grid.page }} version={version.text} closed={closed} {...words} />,
  }
}

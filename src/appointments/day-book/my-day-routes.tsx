import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { MyDayBoard, MyDayPage } from '../../../views/desk/my-day-page.tsx'
import { RefusedNote } from '../../../views/desk/step-note.tsx'
import { able, signedInActor } from '../../accounts/require.ts'
import { clinicNow } from '../../clinic/remembered.ts'
import { idOf } from '../../database/ids.ts'
import { versionOf } from '../../jobs/board-version.ts'
import { dayBookOf } from '../../jobs/changes.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { versionIn } from '../../web/form.ts'
import { fragment, isFragment, page } from '../../web/page.ts'
import { notFound } from '../../web/refusal.ts'
import { appointmentAtDesk } from '../desk/desk-appointment.ts'
import { clinicToday } from '../desk/desk-found.ts'
import { boardsHear, doneAnswer, doneNote } from '../desk/step-answer.tsx'
import { type MovedOn, moveOn } from '../visit/move-on.ts'
import { nothingNew, sawBoard } from './board.ts'
import { closedInWords, isDeserted } from './closed-words.ts'
import { myItems } from './day-items.ts'
import { countsOf, dayLines, nameOfVisit } from './day-lines.ts'
import { askedFor } from './desk-asked.ts'
import { nowAndNext, visitsAhead } from './my-day.ts'

/** A doctor's own day: who is there, who is next, and the days ahead. */
export const myDayRoutes = new Hono<Env>()

myDayRoutes.get('/my-day', able('my-day'), (c) => myDay(c))

const next = '/my-day/next'

myDayRoutes.get(next, able('my-day'), (c) => c.redirect('/my-day', 303))

myDayRoutes.post(next, able('my-day'), async (c) => {
  const actor = signedInActor(c)
  const { posted } = c.var
  const version = (name: string): number => versionIn(posted.get(name))
  const [finish, call, entry] = [
    idOf<'appointment'>(posted.get('finish')),
    idOf<'appointment'>(posted.get('call')),
    idOf<'queue-entry'>(posted.get('entry')),
  ]
  const answer = await moveOn(c.var.db, actor, {
    finish: finish && { id: finish, version: version('finish-version') },
    call: call && { id: call, version: version('call-version') },
    entry: entry && { id: entry, version: version('call-version') },
  })
  if (!answer.ok) return refused(c, answer)
  const appointment = (await appointmentAtDesk(c.var.db, actor, answer.appointment)) ?? notFound()
  return doneAnswer(c, appointment, answer.step)
})

/** Somebody else was quicker: nothing was changed, and the board shows how it stands now. */
function refused(c: WebContext, { reason }: Exclude<MovedOn, { ok: true }>): Response | Promise<Response> {
  if (reason === 'not-found') return notFound()
  const note = (
    <RefusedNote meanwhile={null}>{c.var.t(isOfQueue(reason) ? `walkIn.refused.${reason}` : `step.refused.${reason}`)}</RefusedNote>
  )
  if (!isFragment(c)) return myDay(c, note)
  c.header('HX-Trigger', boardsHear)
  return fragment(c, note, 409)
}

const ofQueue = ['not-waiting', 'not-offered', 'own-visit', 'full'] as const

const isOfQueue = (reason: string): reason is (typeof ofQueue)[number] => ofQueue.some((one) => one === reason)

async function myDay(c: WebContext, refusal: Child = null): Promise<Response> {
  const { db, frame, t } = c.var
  const actor = signedInActor(c)
  const { now, today, hijri } = await clinicToday(c)
  const { locations } = await clinicNow(db)
  const { day } = askedFor(c, { today, branch: undefined })
  const { staff } = actor
  const version = await versionOf(db, dayBookOf(day), { fresh: isFragment(c) && !c.req.query('seen') })
  if (nothingNew(c, version, day.equals(today))) return c.body(null, 204)
  const items = staff ? await myItems(db, { ...actor, staff }, day, locations) : []
  await sawBoard(c, 'my-day.see', items)
  const board = (
    <MyDayBoard
      t={t}
      day={day}
      today={today}
      version={version.text}
      lines={dayLines(t, items, { actor, day, now, all: items })}
      counts={countsOf(items)}
      now={day.equals(today) ? nowAndNext(t, items, day) : null}
      closed={isDeserted(items) ? await closedInWords(c, { doctor: staff, day }) : null}
    />
  )
  if (isFragment(c) && refusal === null) return fragment(c, board)
  const ahead = staff ? await visitsAhead(db, staff, today) : []
  const note = refusal ?? doneNote(c, (visit) => nameOfVisit(t, items, visit))
  return page(
    c,
    <MyDayPage frame={frame} day={day} today={today} hijri={hijri} ahead={ahead} note={note}>
      {board}
    </MyDayPage>,
    refusal === null ? 200 : 409,
  )
}

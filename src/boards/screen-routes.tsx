import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { BoardCalls, BoardPage, PairingPage } from '../../views/boards/board-page.tsx'
import { takeTurn } from '../accounts/attempts.ts'
import { locationToday } from '../clinic/queries.ts'
import { clinicNow } from '../clinic/remembered.ts'
import { neighbourhood } from '../web/client.ts'
import type { Env, WebContext } from '../web/context.ts'
import { fragment, isFragment, page } from '../web/page.ts'
import { Refusal } from '../web/refusal.ts'
import { callsAt } from './calls.ts'
import { boardKey, keepBoardKey } from './key.ts'
import { announceScreen } from './pair.ts'
import { type Screen, screenOf } from './queries.ts'

/** The staff host: what a screen in a waiting room shows. It has a key of its own, and nobody is signed in at it. */
export const screenRoutes = new Hono<Env>()

screenRoutes.get('/board', async (c) => {
  const screen = await screenOf(c.var.db, boardKey(c))
  // What the screen shows now: its code, or the calls of this version.
  const seen = c.req.query('seen')
  if (isFragment(c) && (screen.state === 'paired') === (seen === 'code')) return changedState(c)
  if (screen.state === 'paired') return boardOf(c, screen, seen)
  if (isFragment(c)) return screen.state === 'waiting' ? c.body(null, 204) : changedState(c)
  const code = screen.state === 'waiting' ? screen.code : null
  return page(c, <PairingPage frame={c.var.frame} code={code} staffSite={c.var.config.staffUrl.host} />)
})

screenRoutes.get('/board/pairing', (c) => c.redirect('/board', 303))

screenRoutes.post('/board/pairing', async (c) => {
  const { db, config, client } = c.var
  const turn = await takeTurn({ db, secret: config.secret }, [{ of: `board from ${neighbourhood(client)}`, free: 20, most: 20 }])
  if (!turn.ok) throw new Refusal(429)
  keepBoardKey(c, await announceScreen(db))
  return c.redirect('/board', 303)
})

/** Paired just now, ended just now, or its code has run out: another page. */
function changedState(c: WebContext) {
  c.header('HX-Redirect', '/board')
  return c.body(null, 401)
}

async function boardOf(c: WebContext, board: Extract<Screen, { state: 'paired' }>, seen: string | undefined) {
  const { db, frame } = c.var
  const clinic = await clinicNow(db)
  const location = clinic.locations.find(({ id }) => id === board.location)
  const now = Temporal.Now.instant()
  const calls = location ? await callsAt(db, board, locationToday(clinic, location, now).day) : []
  const shown = calls.map(({ number, department, room, calledAt }) => ({
    number,
    department,
    room,
    fresh: Temporal.Instant.compare(calledAt, now.subtract({ minutes: 1 })) > 0,
  }))
  const version = createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 12)
  if (isFragment(c)) {
    return seen === version ? c.body(null, 204) : fragment(c, <BoardCalls t={frame.t} calls={shown} version={version} />)
  }
  return page(c, <BoardPage frame={frame} name={board.name} calls={shown} version={version} />)
}

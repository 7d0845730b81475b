import { Hono } from 'hono'
import { EndSessionPage, EndSessionsPage, SessionsPage } from '../../../views/accounts/session-pages.tsx'
import { clinicNow } from '../../clinic/remembered.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { typedIn } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { notFound } from '../../web/refusal.ts'
import { signedIn, signedInActor } from '../require.ts'
import { deviceToken } from '../second-factor/trusted.ts'
import { endOtherSession, endOtherSessions } from './end-sessions.ts'
import { type OwnSession, sessionsOf } from './session-list.ts'

/** Somebody's own page, on both sites: where they are signed in, and the end of it elsewhere. */
export const sessionRoutes = new Hono<Env>()

sessionRoutes.get('/account/sessions', signedIn, async (c) => {
  const sessions = await sessionsOf(c.var.db, signedInActor(c))
  const done = (['one', 'others'] as const).find((which) => which === c.req.query('done'))
  const zone = await zoneOf(c)
  return page(c, <SessionsPage frame={c.var.frame} sessions={sessions.map((session) => shown(c, zone, session))} done={done} />)
})

sessionRoutes.get('/account/sessions/ending', signedIn, (c) => page(c, <EndSessionsPage frame={c.var.frame} receipt={newReceipt()} />))

sessionRoutes.post('/account/sessions/ending', signedIn, async (c) => {
  const receipt = receiptOf(typedIn(c.var.posted))
  await endOtherSessions(c.var.db, signedInActor(c), { receipt, device: deviceToken(c) })
  return c.redirect('/account/sessions?done=others', 303)
})

sessionRoutes.get('/account/sessions/:session/ending', signedIn, async (c) => {
  const session = await sessionIn(c)
  if (!session) notFound()
  if (session.here) return c.redirect('/sign-out', 303)
  const zone = await zoneOf(c)
  return page(c, <EndSessionPage frame={c.var.frame} receipt={newReceipt()} session={shown(c, zone, session)} />)
})

sessionRoutes.post('/account/sessions/:session/ending', signedIn, async (c) => {
  const session = await sessionIn(c)
  if (!session) notFound()
  if (session.here) return c.redirect('/sign-out', 303)
  const receipt = receiptOf(typedIn(c.var.posted))
  await endOtherSession(c.var.db, signedInActor(c), { receipt, hash: session.hash })
  return c.redirect('/account/sessions?done=one', 303)
})

async function sessionIn(c: WebContext): Promise<OwnSession | undefined> {
  const sessions = await sessionsOf(c.var.db, signedInActor(c))
  return sessions.find(({ id }) => id === c.req.param('session'))
}

const zoneOf = async (c: WebContext): Promise<string> => (await clinicNow(c.var.db)).locations[0]?.zone ?? 'UTC'

const shown = (c: WebContext, zone: string, { id, site, device, firstUsed, lastUsed, here }: OwnSession) => ({
  id,
  otherSite: site === c.var.site ? null : site,
  device,
  firstUsed: firstUsed.toZonedDateTimeISO(zone),
  lastUsed: lastUsed.toZonedDateTimeISO(zone),
  here,
})

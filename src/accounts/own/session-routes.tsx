import { Hono } from 'hono'
import { EndSessionPage, EndSessionsPage, SessionsPage } from '../../../views/accounts/session-pages.tsx'
import { clinicNow } from '../../clinic/remembered.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { type FieldError, typedIn } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { notFound } from '../../web/refusal.ts'
import { signedIn, signedInActor } from '../require.ts'
import { deviceToken } from '../second-factor/trusted.ts'
import { askedAgain } from './again.ts'
import { endOtherSession, endOtherSessions } from './end-sessions.ts'
import { ownAccount } from './queries.ts'
import { type OwnSession, sessionsOf } from './session-list.ts'

/** Somebody's own page, on both sites: where they are signed in, and the end of it elsewhere. */
export const sessionRoutes = new Hono<Env>()

sessionRoutes.get('/account/sessions', signedIn, async (c) => {
  const sessions = await sessionsOf(c.var.db, signedInActor(c))
  const done = (['one', 'others'] as const).find((which) => which === c.req.query('done'))
  const zone = await zoneOf(c)
  return page(c, <SessionsPage frame={c.var.frame} sessions={sessions.map((session) => shown(c, zone, session))} done={done} />)
})

sessionRoutes.get('/account/sessions/ending', signedIn, (c) => endAllPage(c, []))

sessionRoutes.post('/account/sessions/ending', signedIn, async (c) => {
  const receipt = receiptOf(typedIn(c.var.posted))
  const errors = await askedAgainIfAny(c)
  if (errors.length > 0) return endAllPage(c, errors)
  await endOtherSessions(c.var.db, signedInActor(c), { receipt, device: deviceToken(c) })
  return c.redirect('/account/sessions?done=others', 303)
})

sessionRoutes.get('/account/sessions/:session/ending', signedIn, async (c) => {
  const session = await sessionIn(c)
  if (!session) notFound()
  if (session.here) return c.redirect('/sign-out', 303)
  return endPage(c, session, [])
})

sessionRoutes.post('/account/sessions/:session/ending', signedIn, async (c) => {
  const session = await sessionIn(c)
  if (!session) notFound()
  if (session.here) return c.redirect('/sign-out', 303)
  const receipt = receiptOf(typedIn(c.var.posted))
  const errors = await askedAgainIfAny(c)
  if (errors.length > 0) return endPage(c, session, errors)
  await endOtherSession(c.var.db, signedInActor(c), { receipt, hash: session.hash })
  return c.redirect('/account/sessions?done=one', 303)
})

/** Not of who has none: they came by a code, and a session that somebody else has opened must not need one to be ended. */
async function askedAgainIfAny(c: WebContext): Promise<FieldError[]> {
  return (await hasPassword(c)) ? askedAgain(c) : []
}

const hasPassword = async (c: WebContext): Promise<boolean> => (await ownAccount(c.var.db, signedInActor(c).user)).hasPassword

async function endPage(c: WebContext, session: OwnSession, errors: FieldError[]): Promise<Response> {
  const [zone, asksPassword] = await Promise.all([zoneOf(c), hasPassword(c)])
  const props = { frame: c.var.frame, receipt: newReceipt(), asksPassword, errors }
  return page(c, <EndSessionPage {...props} session={shown(c, zone, session)} />, errors.length > 0 ? 422 : 200)
}

async function endAllPage(c: WebContext, errors: FieldError[]): Promise<Response> {
  const props = { frame: c.var.frame, receipt: newReceipt(), asksPassword: await hasPassword(c), errors }
  return page(c, <EndSessionsPage {...props} />, errors.length > 0 ? 422 : 200)
}

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

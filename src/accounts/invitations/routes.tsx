import { setTimeout as pause } from 'node:timers/promises'
import { Hono } from 'hono'
import { InvitationOverPage, InvitationPage } from '../../../views/accounts/invitation-page.tsx'
import { neighbourhood } from '../../web/client.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { type FieldError, typedIn } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { takeTurn } from '../attempts.ts'
import { leastLength } from '../own/least-length.ts'
import { faultOf, shortestWithSecondFactor } from '../own/new-password.ts'
import { knownOf, type OwnAccount, ownAccount } from '../own/queries.ts'
import { setSessionCookie } from '../sessions.ts'
import { acceptInvitation, type Invitation, invitationOf } from './accept.ts'

/** The staff site: what somebody does who was invited, by a link or by a code on paper. A link shows, a button uses it up. */
export const invitationRoutes = new Hono<Env>()

invitationRoutes.get('/invitation', (c) => invitationPage(c, {}))

invitationRoutes.post('/invitation', async (c) => {
  const code = typedIn(c.var.posted).code ?? ''
  const refused = await tooMany(c)
  if (refused) return invitationPage(c, { code, errors: [refused] })
  const invitation = await invitationOf(c.var.db, 'printed', code)
  if (!invitation)
    return invitationPage(c, {
      code,
      errors: [{ field: 'code', message: c.var.t(code.trim() === '' ? 'invitation.enterCode' : 'invitation.wrongCode') }],
    })
  return accept(c, invitation, (errors) => invitationPage(c, { code, errors }))
})

invitationRoutes.get('/invitation/:token', async (c) => {
  const invitation = await invitationOf(c.var.db, 'mail', c.req.param('token'))
  return invitation ? linkPage(c, invitation, []) : overPage(c)
})

invitationRoutes.post('/invitation/:token', async (c) => {
  const invitation = await invitationOf(c.var.db, 'mail', c.req.param('token'))
  return invitation ? accept(c, invitation, (errors) => linkPage(c, invitation, errors)) : overPage(c)
})

async function accept(c: WebContext, invitation: Invitation, again: (errors: FieldError[]) => Promise<Response>): Promise<Response> {
  const { db, posted, requestId, site, t } = c.var
  const password = posted.get('new-password') ?? ''
  const least = await leastLength(db, invitation.user, site)
  const fault = password === '' ? 'account.enterNew' : faultOf(password, { least, known: knownOf(await ownAccount(db, invitation.user)) })
  if (fault !== null) return again([{ field: 'new-password', message: t(fault, { least }) }])
  const answer = await acceptInvitation(db, invitation, { password, requestId, device: c.req.header('User-Agent') ?? null })
  if (!answer.ok) return overPage(c)
  setSessionCookie(c, site, answer.token)
  return c.redirect('/second-factor', 303)
}

/** A code on paper has eighty bits; that it is not even tried costs nothing. */
async function tooMany(c: WebContext): Promise<FieldError | null> {
  const { db, config, client, t } = c.var
  const turn = await takeTurn({ db, secret: config.secret }, [{ of: `invitation ${neighbourhood(client)}`, free: 10, most: 50 }])
  if (!turn.ok) return { field: 'code', message: t('auth.tooMany', { n: turn.retryMinutes }) }
  if (turn.wait > 0) await pause(turn.wait)
  return null
}

async function invitationPage(c: WebContext, { code, errors = [] }: { code?: string; errors?: FieldError[] }): Promise<Response> {
  c.header('Cache-Control', 'no-store')
  // Nobody knows yet who it is; whoever needs a longer one is told.
  const props = { frame: c.var.frame, action: '/invitation', least: shortestWithSecondFactor, person: null, errors }
  return page(c, <InvitationPage {...props} {...(code === undefined ? {} : { code })} />, errors.length > 0 ? 422 : 200)
}

async function linkPage(c: WebContext, { user }: Invitation, errors: FieldError[]): Promise<Response> {
  c.header('Cache-Control', 'no-store')
  const { db, site } = c.var
  const [account, least] = await Promise.all([ownAccount(db, user), leastLength(db, user, site)])
  const person = { name: c.var.t.local(account.name), login: loginOf(account) }
  const props = { frame: c.var.frame, action: `/invitation/${c.req.param('token')}`, least, person, errors }
  return page(c, <InvitationPage {...props} />, errors.length > 0 ? 422 : 200)
}

const loginOf = ({ staffName, email, phone }: OwnAccount): string => staffName ?? email ?? phone ?? ''

async function overPage(c: WebContext): Promise<Response> {
  c.header('Cache-Control', 'no-store')
  return page(c, <InvitationOverPage frame={c.var.frame} />, 404)
}

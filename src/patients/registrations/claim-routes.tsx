import { Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { CookieOptions } from 'hono/utils/cookie'
import { ClaimAccountForm, ClaimForm, ClaimLink } from '../../../views/registrations/claim-forms.tsx'
import { takeTurn } from '../../accounts/attempts.ts'
import { claimPath, meansOf } from '../../accounts/code-door.ts'
import { requestIn } from '../../accounts/code-request.ts'
import { codeOf } from '../../accounts/codes.ts'
import { doorPage } from '../../accounts/door.tsx'
import { faultOf, shortest } from '../../accounts/own/new-password.ts'
import { hashPassword } from '../../accounts/passwords.ts'
import { seal, unseal } from '../../accounts/seal.ts'
import { sessionToken, setSessionCookie } from '../../accounts/sessions.ts'
import { neighbourhood } from '../../web/client.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { type FieldError, typedIn } from '../../web/form.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { Refusal } from '../../web/refusal.ts'
import { claimOf } from './claims.ts'
import { noticeVersion } from './consents.ts'
import { type Claimer, useClaim } from './use-claim.ts'

/**
 * The patients' site: who got a paper or a link at the desk gets an account for their record. First what they got, then a number or
 * an address that is theirs, then a password if they want to see the record.
 */
export const claimRoutes = new Hono<Env>()

const cookie: CookieOptions = { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Lax', maxAge: 2 * 3600 }

/** The cookie says only what was typed where tries are counted: whoever writes one by themselves has tried nothing. */
const sealedAs = 'claim'

claimRoutes.get('/claim', (c) => claimPage(c, []))

claimRoutes.post('/claim', async (c) => {
  const { db, config, client, t } = c.var
  const { claim: typed = '' } = typedIn(c.var.posted)
  const turn = await takeTurn({ db, secret: config.secret }, [
    { of: `claim from ${neighbourhood(client)}`, free: Number.POSITIVE_INFINITY, most: 20 },
  ])
  if (!turn.ok) return claimPage(c, [{ field: 'claim', message: t('auth.tooMany', { n: turn.retryMinutes }) }], 429)
  if ((await claimOf(db, config.secret, typed)) === null) return claimPage(c, [{ field: 'claim', message: t('claim.wrong') }], 422)
  setCookie(c, 'claim', seal(config.secret, sealedAs, Buffer.from(typed.trim())), cookie)
  return c.redirect(claimPath, 303)
})

claimRoutes.get(claimPath, async (c) => {
  const claim = await shownClaim(c)
  const claimer = await claimerOf(c)
  if (!claim) return c.redirect('/claim', 303)
  return claimer ? accountPage(c, claimer, {}) : c.redirect('/claim/contact', 303)
})

claimRoutes.post(claimPath, async (c) => {
  const { db, t, requestId } = c.var
  const claim = await shownClaim(c)
  const claimer = await claimerOf(c)
  if (!claim || !claimer) return c.redirect(c.var.actor ? '/' : '/claim', 303)
  const typed = typedIn(c.var.posted)
  const password = c.var.posted.get('password') ?? ''
  const fault = password === '' ? null : faultOf(password, { least: shortest, known: 'to' in claimer ? [claimer.to.value] : [] })
  if (fault !== null) return accountPage(c, claimer, { typed, errors: [{ field: 'password', message: t(fault, { least: shortest }) }] })
  const answer = await useClaim(db, {
    receipt: receiptOf(typed),
    claim,
    claimer,
    passwordHash: password === '' ? null : await hashPassword(password),
    wantsMessages: typed.messages === 'yes',
    noticeVersion,
    language: t.language,
    device: c.req.header('User-Agent') ?? null,
    requestId,
    formerToken: sessionToken(c),
  })
  if (!answer.ok && answer.reason === 'closed') throw new Refusal(403, 'code.closed')
  if (!answer.ok) return c.redirect('/claim', 303)
  if (answer.token !== null) setSessionCookie(c, 'patient', answer.token)
  deleteCookie(c, 'claim', cookie)
  return c.redirect('/', 303)
})

/** Opened by whoever has the link, scanners included: it shows a button and does nothing. */
claimRoutes.get('/claim/:token', async (c) => {
  const { db, config, t } = c.var
  const token = c.req.param('token')
  // Only what a link can hold: a paper's code is shorter, and typed where tries are counted.
  const claim = /^[\w-]{16}$/.test(token) ? await claimOf(db, config.secret, token) : null
  if (!claim) return claimPage(c, [{ field: 'claim', message: t('claim.wrong') }], 404)
  return doorPage(c, { title: t('claim.title') }, <ClaimLink t={t} token={token} />)
})

async function shownClaim(c: WebContext) {
  const { db, config } = c.var
  const token = unseal(config.secret, sealedAs, getCookie(c, 'claim', 'host') ?? '')
  return token && claimOf(db, config.secret, token.toString())
}

/** Somebody signed in, or who has confirmed a number or an address in this browser. */
async function claimerOf(c: WebContext): Promise<Claimer | null> {
  const { actor } = c.var
  if (actor) return { user: actor.user, strength: actor.strength }
  const request = requestIn(c)
  const code = request === undefined ? null : await codeOf(meansOf(c), { request, purposes: ['claim'] })
  return code?.checked ? { code: code.id, to: code.to } : null
}

function claimPage(c: WebContext, errors: FieldError[], status: 200 | 404 | 422 | 429 = 200) {
  const { t } = c.var
  return doorPage(c, { title: t('claim.title'), error: errors.length > 0 }, <ClaimForm t={t} errors={errors} />, status)
}

function accountPage(
  c: WebContext,
  claimer: Claimer,
  { typed = {}, errors = [] }: { typed?: Record<string, string>; errors?: FieldError[] },
) {
  const { t } = c.var
  return doorPage(
    c,
    { title: t('claim.accountTitle'), error: errors.length > 0 },
    <ClaimAccountForm
      t={t}
      action={claimPath}
      receipt={newReceipt()}
      typed={typed}
      errors={errors}
      least={shortest}
      asksPassword={'to' in claimer || claimer.strength === 'code'}
    />,
    errors.length > 0 ? 422 : 200,
  )
}

import { Hono } from 'hono'
import { z } from 'zod'
import { AskLockPage, PinPage, SendLaterPage, SwitchPage } from '../../../views/accounts/lock-pages.tsx'
import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { type FieldError, form } from '../../web/form.ts'
import { isFragment, page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { notFound } from '../../web/refusal.ts'
import { dropKept } from '../kept.ts'
import { askedAgain } from '../own/again.ts'
import { idOfSession } from '../own/session-list.ts'
import { ownPath } from '../own-path.ts'
import { westernDigits } from '../phones.ts'
import { signedIn, signedInActor } from '../require.ts'
import { openSealed } from '../sealed-form.ts'
import { isExempt } from '../second-factor/factors.ts'
import { deviceToken, isTrusted, keepDeviceToken } from '../second-factor/trusted.ts'
import { pageBehind, sendToSignIn } from '../send-to-sign-in.tsx'
import { lockedActorOf, sessionToken, setSessionCookie } from '../sessions.ts'
import { lock, switchTo, unlock } from './lock.ts'
import { lockPage } from './lock-page.tsx'
import { forgetTries, hasPin, isGoodPin, isPin, pinsHere, setPin } from './pins.ts'

/** The staff site's desks are shared: locking, going on by PIN or password, and changing places. */
export const sharedDeskRoutes = new Hono<Env>()

sharedDeskRoutes.get('/lock', signedIn, (c) => page(c, <AskLockPage frame={c.var.frame} />))

/** A page that locks itself is answered with the lock alone, also where it was locked before. */
sharedDeskRoutes.post('/lock', async (c) => {
  const { db, actor } = c.var
  if (!actor && !isFragment(c)) return sendToSignIn(c)
  if (actor && !isOthers(c, actor)) await lock(db, actor)
  if (!isFragment(c)) return c.redirect(pageBehind(c) ?? '/', 303)
  c.set('actor', null)
  return whileLocked(c, (locked) => lockPage(c, locked, { to: null }))
})

sharedDeskRoutes.get('/unlock', (c) =>
  whileLocked(c, (locked) => lockPage(c, locked, { to: toOf(c), byPassword: c.req.query('by') === 'password' })),
)

sharedDeskRoutes.post('/unlock', (c) =>
  whileLocked(c, async (locked) => {
    const to = toOf(c)
    const sealed = c.var.posted.get('sealed')
    if (c.var.posted.get('by') === 'password') return lockPage(c, locked, { to, byPassword: true, ...(sealed ? { sealed } : {}) })
    const byPassword = c.var.posted.has('current-password')
    const errors = byPassword ? await askedAgain(c, locked) : await wrongPin(c, locked)
    if (errors.length > 0) return lockPage(c, locked, { to, byPassword, errors, ...(sealed ? { sealed } : {}) }, 422)
    if (byPassword) await forgetTries(c.var.db, locked.user, deviceToken(c))
    await unlock(c.var.db, locked, byPassword ? 'password' : 'pin')
    if (isFragment(c)) return c.body(null, 204)
    const waiting = openSealed(c, locked.user, sealed)
    if (!waiting) return c.redirect(to ?? '/', 303)
    dropKept(c)
    return page(c, <SendLaterPage frame={c.var.frame} action={waiting.action} fields={waiting.fields} to={to ?? '/'} />)
  }),
)

sharedDeskRoutes.get('/switch/:staff', (c) => whileLocked(c, () => switchPage(c, []), notFound))

sharedDeskRoutes.post('/switch/:staff', (c) =>
  whileLocked(
    c,
    async () => {
      const { db, site, requestId } = c.var
      const colleague = await colleagueIn(c)
      const formerToken = sessionToken(c)
      if (!colleague || !formerToken) return c.redirect('/sign-in', 303)
      const errors = await wrongPin(c, colleague)
      const browser = { formerToken, userAgent: c.req.header('User-Agent') ?? null, requestId }
      const token = errors.length === 0 ? await switchTo(db, colleague, browser) : null
      if (token === null) return switchPage(c, errors)
      setSessionCookie(c, site, token)
      return c.redirect('/', 303)
    },
    notFound,
  ),
)

sharedDeskRoutes.get('/account/pin', signedIn, (c) => pinPage(c, []))

sharedDeskRoutes.post('/account/pin', signedIn, async (c) => {
  const read = await form(c, z.object({}))
  const pin = pinIn(c)
  const weak: FieldError[] = isGoodPin(pin) ? [] : [{ field: 'pin', message: c.var.t('lock.weakPin') }]
  const errors = [...(await askedAgain(c)), ...weak]
  if (errors.length > 0) return pinPage(c, errors)
  await setPin(c.var.db, signedInActor(c), { receipt: receiptOf(read.typed), pin, device: keepDeviceToken(c) })
  return c.redirect('/account?done=pin', 303)
})

/** Only for a locked session; whoever is signed in goes on to where they were, unless this is nothing to them. */
async function whileLocked(
  c: WebContext,
  answer: (locked: Actor) => Promise<Response>,
  otherwise = () => c.redirect(toOf(c) ?? '/', 303),
): Promise<Response> {
  const { actor, db, requestId } = c.var
  const locked = actor ? null : await lockedActorOf(db, sessionToken(c), requestId)
  c.header('Cache-Control', 'no-store')
  if (!isFragment(c)) return locked ? answer(locked) : otherwise()
  const known = locked ?? actor
  if (known && !isOthers(c, known)) return locked ? answer(locked) : c.body(null, 204)
  c.header('HX-Redirect', known ? '/' : '/sign-in')
  return c.body(null, 401)
}

/** A page that has locked itself says whose it is: once somebody else has signed in beside it, nobody opens it any more. */
function isOthers(c: WebContext, { session }: Actor): boolean {
  const own = c.req.query('session')
  return own !== undefined && own !== idOfSession(session)
}

const toOf = (c: WebContext): string | null => ownPath(c.req.query('to'))

const pinIn = (c: WebContext): string => westernDigits(c.var.posted.get('pin') ?? '').trim()

/** The same words for a wrong PIN, none, and one that may not be tried any more: the form that follows asks for what is possible. */
async function wrongPin(c: WebContext, { user }: Pick<Actor, 'user'>): Promise<FieldError[]> {
  const { db, t, requestId } = c.var
  const typed = pinIn(c)
  if (typed === '') return [{ field: 'pin', message: t('lock.enterPin') }]
  if (await isPin(db, user, deviceToken(c), typed)) return []
  await audit(db, null, { action: 'pin.fail', subject: { type: 'user', id: user }, requestId })
  return [{ field: 'pin', message: t('lock.wrongPin') }]
}

const colleagueIn = async (c: WebContext) => (await pinsHere(c.var.db, deviceToken(c))).find(({ staff }) => staff === c.req.param('staff'))

async function switchPage(c: WebContext, errors: FieldError[]): Promise<Response> {
  const colleague = await colleagueIn(c)
  if (!colleague) return c.redirect('/sign-in', 303)
  const props = { frame: c.var.frame, staff: colleague.staff, name: c.var.t.local(colleague.name), errors }
  return page(c, <SwitchPage {...props} />, errors.length > 0 ? 422 : 200)
}

async function pinPage(c: WebContext, errors: FieldError[]): Promise<Response> {
  const { db, frame } = c.var
  const { user } = signedInActor(c)
  const [known, demo, trusted] = await Promise.all([hasPin(db, user), isExempt(db, user), isTrusted(db, user, deviceToken(c))])
  const here = demo ? ('demo' as const) : trusted ? ('works' as const) : ('elsewhere' as const)
  const props = { frame, receipt: newReceipt(), known, here, errors }
  return page(c, <PinPage {...props} />, errors.length > 0 ? 422 : 200)
}

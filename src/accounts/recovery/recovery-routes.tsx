import { setTimeout as pause } from 'node:timers/promises'
import { Hono } from 'hono'
import { z } from 'zod'
import { LinkSentPage, NoWayBackPage } from '../../../views/accounts/recovery-notes.tsx'
import { Forgotten, RecoveryCode, SetPassword } from '../../../views/accounts/recovery-pages.tsx'
import { clinicToday } from '../../appointments/desk/desk-found.ts'
import { clinicNow } from '../../clinic/remembered.ts'
import { clinicSaid } from '../../clinic/said.ts'
import type { Id } from '../../database/ids.ts'
import { knownBirths } from '../../patients/families/known-births.ts'
import { birthTyped } from '../../patients/registering/birth-typed.ts'
import { neighbourhood } from '../../web/client.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { type FieldError, form, type Typed } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { takeTurn } from '../attempts.ts'
import { keepRequest, requestIn } from '../code-request.ts'
import { checkCode, codeOf, startCode } from '../codes.ts'
import { doorPage } from '../door.tsx'
import { type Login, loginOf } from '../logins.ts'
import { leastLength } from '../own/least-length.ts'
import { faultOf } from '../own/new-password.ts'
import { knownOf, ownAccount } from '../own/queries.ts'
import { newToken } from '../sessions.ts'
import { askForLink } from './ask.ts'
import { recoverable } from './find.ts'
import { resetPassword, spendForNothing, userBehind, type WayBack } from './reset-password.ts'

/** The way back for who has forgotten a password, on both sites: a link by mail, or a code to the phone. */
export const recoveryRoutes = new Hono<Env>()

/** Where a new password is set after a right code. */
const byCodeAddress = '/forgotten-password/new'

const enterLogin = { patient: 'auth.enterLogin.patient', staff: 'auth.enterLogin.staff' } as const

recoveryRoutes.get('/forgotten-password', (c) => forgottenPage(c, {}, []))

recoveryRoutes.post('/forgotten-password', async (c) => {
  const { db, config, site, t, client, frame, language } = c.var
  const message = enterLogin[site]
  const read = await form(c, z.object({ login: z.string(message).trim().min(1, message).max(254, message) }))
  if (!read.ok) return forgottenPage(c, read.typed, read.errors, 422)
  const login = loginOf(read.values.login, frame.clinic.country)
  if (login === null) return forgottenPage(c, read.typed, [{ field: 'login', message: t(message) }], 422)
  const turn = await takeTurn({ db, secret: config.secret }, [
    { of: `recovery ${site} ${login.kind} ${login.value}`, free: 3, most: 5 },
    { of: `recovery address ${neighbourhood(client)}`, free: 20, most: 60 },
  ])
  if (!turn.ok) return tooMany(c, read.typed, turn.retryMinutes)
  if (turn.wait > 0) await pause(turn.wait)
  if (login.kind === 'phone') return codeTo(c, read.typed, login)
  await askForLink(db, receiptOf(read.typed), { site, login, language })
  return c.redirect('/forgotten-password/sent', 303)
})

recoveryRoutes.get('/forgotten-password/sent', (c) => page(c, <LinkSentPage frame={c.var.frame} />))

recoveryRoutes.get('/forgotten-password/code', async (c) =>
  (await codeHere(c)) ? codePage(c, []) : c.redirect('/forgotten-password', 303),
)

recoveryRoutes.post('/forgotten-password/code', async (c) => {
  const { t, posted } = c.var
  const request = requestIn(c)
  const code = await codeHere(c)
  if (!request || !code) return c.redirect('/forgotten-password', 303)
  const checked = await checkCode(meansOf(c), { id: code.id, request, typed: posted.get('code') ?? '' })
  if (checked.ok) return c.redirect('/forgotten-password/new', 303)
  return codePage(c, [{ field: 'code', message: t(`code.${checked.reason}`) }], 422)
})

recoveryRoutes.get('/forgotten-password/new', async (c) => {
  const way = await byCode(c)
  return way ? newPasswordPage(c, byCodeAddress, way.user, []) : c.redirect('/forgotten-password', 303)
})

recoveryRoutes.post('/forgotten-password/new', async (c) => {
  const way = await byCode(c)
  return way ? setPassword(c, byCodeAddress, way) : c.redirect('/forgotten-password', 303)
})

// Mail programs and scanners open links: looking changes nothing, only the button does.
recoveryRoutes.get('/new-password/:token', async (c) => {
  const link = c.req.param('token')
  const user = await userBehind(c.var.db, { link, site: c.var.site })
  return user ? newPasswordPage(c, `/new-password/${link}`, user, []) : noWayBack(c)
})

recoveryRoutes.post('/new-password/:token', async (c) => {
  const link = c.req.param('token')
  return setPassword(c, `/new-password/${link}`, { link, site: c.var.site })
})

const meansOf = (c: WebContext) => ({ db: c.var.db, secret: c.var.config.secret })

/** The same for a number that nobody has: the code is made, and not sent. */
async function codeTo(c: WebContext, typed: Typed, login: Login) {
  const { db, site, client, language, t } = c.var
  const request = newToken()
  const started = await startCode(meansOf(c), {
    purpose: 'reset',
    to: { kind: 'phone', value: login.value },
    user: await recoverable(db, site, login),
    language,
    site,
    address: neighbourhood(client),
    request,
  })
  if (started.ok) {
    keepRequest(c, request)
    return c.redirect('/forgotten-password/code', 303)
  }
  if (started.reason === 'too-many') return tooMany(c, typed, started.retryMinutes, 'code.tooMany')
  return forgottenPage(c, typed, [{ field: 'login', message: t('code.notAllowed') }], 422)
}

async function codeHere(c: WebContext) {
  const request = requestIn(c)
  return request ? codeOf(meansOf(c), { request, purposes: ['reset'] }) : null
}

/** Where this browser has typed the code rightly. */
async function byCode(c: WebContext) {
  const code = await codeHere(c)
  return code?.checked && code.user ? { code: code.id, user: code.user } : null
}

async function setPassword(c: WebContext, action: string, way: WayBack) {
  const { db, t, posted, site, requestId } = c.var
  const read = await form(c, z.object({}))
  const user = await userBehind(db, way)
  if (user === null) return noWayBack(c)
  const password = posted.get('new-password') ?? ''
  const least = await leastLength(db, user, site)
  const known = knownOf(await ownAccount(db, user))
  const fault = password === '' ? ('account.enterNew' as const) : faultOf(password, { least, known })
  if (fault !== null) return newPasswordPage(c, action, user, [{ field: 'new-password', message: t(fault, { least }) }], 422)
  const stranger = 'code' in way ? await strangerTo(c, way) : null
  if (stranger !== null) return newPasswordPage(c, action, user, [{ field: 'birth', message: stranger }], 422)
  const clinic = clinicSaid(await clinicNow(db))
  const answer = await resetPassword(db, { receipt: receiptOf(read.typed), way, password, site, clinic, requestId })
  return answer.ok ? c.redirect('/sign-in?done=password', 303) : noWayBack(c)
}

/** Whose records a code to a telephone would open by a new password; numbers are shared, and given to others later. */
const birthsBehind = (c: WebContext, user: Id<'user'>) => (c.var.site === 'patient' ? knownBirths(c.var.db, user) : [])

/**
 * What is wrong with the date of birth that has to be typed beside a code; null when it is one of those that the account opens. Who has
 * tried too many needs another code as well, of which a number gets ten a day: whoever has it now may know somebody's year.
 */
async function strangerTo(c: WebContext, { code, user }: Extract<WayBack, { code: unknown }>): Promise<string | null> {
  const { db, config, t, posted } = c.var
  const births = await birthsBehind(c, user)
  if (births.length === 0) return null
  const { today } = await clinicToday(c)
  const typed = birthTyped(posted.get('birth') ?? '', today)
  if (typed === null) return t('recovery.enterBirth')
  const turn = await takeTurn({ db, secret: config.secret }, [{ of: `recovery birth ${user}`, free: 3, most: 5 }])
  if (!turn.ok) {
    await spendForNothing(db, code, user)
    return t('auth.tooMany', { n: turn.retryMinutes })
  }
  if (turn.wait > 0) await pause(turn.wait)
  return births.some(({ date }) => date.equals(typed.date)) ? null : t('recovery.wrongBirth')
}

function tooMany(c: WebContext, typed: Typed, minutes: number, text: 'auth.tooMany' | 'code.tooMany' = 'auth.tooMany') {
  c.header('Retry-After', String(minutes * 60))
  return forgottenPage(c, typed, [{ field: 'login', message: c.var.t(text, { n: minutes }) }], 429)
}

async function forgottenPage(c: WebContext, typed: Typed, errors: FieldError[], status: 200 | 422 | 429 = 200) {
  const { db, t, site, actor, frame } = c.var
  const own = actor && (await ownAccount(db, actor.user))
  const login = typed.login ?? (own?.phone ? t.phone(own.phone, frame.clinic.country) : (own?.email ?? own?.staffName))
  return doorPage(
    c,
    {
      title: t(own?.hasPassword === false ? 'account.firstPassword' : 'recovery.title'),
      error: errors.length > 0,
      ...(own
        ? { back: { href: '/account', label: t('account.title') }, place: 'account' }
        : { back: { href: '/sign-in', label: t('auth.signIn') } }),
    },
    <Forgotten t={t} site={site} receipt={newReceipt()} login={login ?? undefined} errors={errors} />,
    status,
  )
}

function codePage(c: WebContext, errors: FieldError[], status: 200 | 422 = 200) {
  const { t } = c.var
  return doorPage(
    c,
    { title: t('recovery.codeTitle'), error: errors.length > 0, back: { href: '/forgotten-password', label: t('recovery.askAgain') } },
    <RecoveryCode t={t} errors={errors} />,
    status,
  )
}

async function newPasswordPage(c: WebContext, action: string, user: Id<'user'>, errors: FieldError[], status: 200 | 422 = 200) {
  const { db, t, site, posted } = c.var
  const asksBirth = action === byCodeAddress && (await birthsBehind(c, user)).length > 0
  const { hasPassword } = await ownAccount(db, user)
  return doorPage(
    c,
    { title: t(hasPassword ? 'recovery.newTitle' : 'account.firstPassword'), error: errors.length > 0 },
    <SetPassword
      t={t}
      action={action}
      receipt={newReceipt()}
      least={await leastLength(db, user, site)}
      asksBirth={asksBirth}
      birth={posted.get('birth') ?? ''}
      errors={errors}
    />,
    status,
  )
}

const noWayBack = (c: WebContext) => page(c, <NoWayBackPage frame={c.var.frame} />, 404)

import { Hono } from 'hono'
import { z } from 'zod'
import { SignInContent, SignInPage, type SignInPageProps } from '../../views/accounts/sign-in.tsx'
import { SignOutPage } from '../../views/accounts/sign-out.tsx'
import type { Site } from '../database/tables.ts'
import { neighbourhood } from '../web/client.ts'
import type { Env, WebContext } from '../web/context.ts'
import { form } from '../web/form.ts'
import { fragment, isFragment, page } from '../web/page.ts'
import type { TextKey } from '../web/texts.ts'
import { dropKept, hasKept } from './kept.ts'
import { ownPath } from './own-path.ts'
import { homeOf } from './places.ts'
import { signedIn } from './require.ts'
import { deviceToken } from './second-factor/trusted.ts'
import { clearSessionCookie, endSession, halfActorOf, lockedActorOf, sessionToken, setSessionCookie } from './sessions.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'

const words = {
  patient: { enterLogin: 'auth.enterLogin.patient', wrong: 'auth.wrong.patient' },
  staff: { enterLogin: 'auth.enterLogin.staff', wrong: 'auth.wrong.staff' },
} as const satisfies Record<Site, Record<string, TextKey>>

const credentials = (site: Site) =>
  z.object({
    login: z.string(words[site].enterLogin).trim().min(1, words[site].enterLogin).max(254, words[site].wrong),
    password: z.string('auth.enterPassword').min(1, 'auth.enterPassword').max(1000, words[site].wrong),
  })

/** Sign-in and sign-out, alike on both sites. */
export const accountRoutes = new Hono<Env>()

accountRoutes.get('/sign-in', async (c) => {
  const { actor, db, site, requestId } = c.var
  const to = ownPath(c.req.query('to'))
  if (actor) return c.redirect(to ?? '/', 303)
  if (site === 'staff' && (await halfActorOf(db, sessionToken(c), requestId))) return c.redirect(secondStep(to), 303)
  // Somebody else comes to a locked desk: no session of theirs has ended.
  const locked = site === 'staff' && (await lockedActorOf(db, sessionToken(c), requestId))
  return signInPage(c, { to, note: locked ? undefined : noteFor(c) })
})

accountRoutes.post('/sign-in', async (c) => {
  const { db, site, config, client, requestId, frame, t } = c.var
  const read = await form(c, credentials(site))
  const to = ownPath(c.req.query('to'))
  const login = read.typed.login ?? ''
  if (!read.ok) return signInPage(c, { to, login, errors: read.errors }, 422)
  const formerToken = sessionToken(c)
  const answer = await signIn(
    { db, secret: config.secret },
    {
      ...read.values,
      site,
      country: frame.clinic.country,
      address: neighbourhood(client),
      device: c.req.header('User-Agent') ?? null,
      requestId,
      formerToken,
      deviceToken: deviceToken(c),
    },
  )
  if (answer.ok) {
    setSessionCookie(c, site, answer.token)
    return c.redirect(answer.half ? secondStep(to) : (to ?? '/'), 303)
  }
  if (answer.reason === 'wrong') {
    return signInPage(c, { to, login, errors: [{ field: 'login', message: t(words[site].wrong) }] }, 422)
  }
  c.header('Retry-After', String(answer.retryMinutes * 60))
  return signInPage(c, { to, login, errors: [{ field: 'login', message: t('auth.tooMany', { n: answer.retryMinutes }) }] }, 429)
})

accountRoutes.get('/sign-out', signedIn, (c) => page(c, <SignOutPage frame={c.var.frame} />))

accountRoutes.post('/sign-out', async (c) => {
  const { db, site, requestId } = c.var
  const token = sessionToken(c)
  const actor = c.var.actor ?? (site === 'staff' ? await lockedActorOf(db, token, requestId) : null)
  if (actor && token) await signOut(db, actor, token)
  else if (token) await endSession(db, site, token)
  clearSessionCookie(c)
  dropKept(c)
  return c.redirect(site === 'staff' ? '/sign-in' : '/', 303)
})

/** Where a password alone leads on the staff site. */
const secondStep = (to: string | null): string =>
  to === null || to === '/' ? '/second-factor' : `/second-factor?to=${encodeURIComponent(to)}`

/** The staff site's first page is each role's own. */
export const staffHomeRoutes = new Hono<Env>()

staffHomeRoutes.get('/', signedIn, (c) => c.redirect(c.var.actor ? homeOf(c.var.actor) : '/sign-in', 303))

type Shown = Omit<SignInPageProps, 'frame' | 'to'> & { to: string | null }

function signInPage(c: WebContext, { to, ...shown }: Shown, status: 200 | 422 | 429 = 200) {
  const props = { frame: c.var.frame, to: to ?? undefined, ...shown }
  if (!isFragment(c)) return page(c, <SignInPage {...props} />, status)
  // The script takes a 429 for a proxy's and shows words of its own; these say how long.
  return fragment(c, <SignInContent {...props} />, status === 429 ? 422 : status)
}

function noteFor(c: WebContext): SignInPageProps['note'] {
  if (hasKept(c)) return 'auth.kept'
  if (c.req.query('done') === 'password') return 'recovery.done'
  return sessionToken(c) ? 'auth.ended' : undefined
}

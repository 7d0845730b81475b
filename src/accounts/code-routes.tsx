import { Hono } from 'hono'
import { AskCode, EnterCode } from '../../views/accounts/code-pages.tsx'
import { Note } from '../../views/ui/note.tsx'
import { neighbourhood } from '../web/client.ts'
import type { Env, WebContext } from '../web/context.ts'
import { type FieldError, typedIn } from '../web/form.ts'
import { Refusal } from '../web/refusal.ts'
import type { TextKey } from '../web/texts.ts'
import { claimPath, codeToIn, detailsPath, meansOf, partly, wayOn, withTo } from './code-door.ts'
import { keepRequest, requestIn } from './code-request.ts'
import { type CodeOfBrowser, type CodeTo, checkCode, codeOf, startCode } from './codes.ts'
import { doorPage } from './door.tsx'
import { newToken, sessionToken, setSessionCookie } from './sessions.ts'
import { signInByCode } from './sign-in-by-code.ts'

/**
 * Signing in by a one-time code, and registering, which begins with one: two doors into the same room. A right code signs in who has
 * an account and leads everybody else to the registration, so neither door tells who is registered.
 */
export const codeRoutes = new Hono<Env>()

interface CodeDoor {
  purpose: 'sign-in' | 'register' | 'claim'
  ask: string
  enter: string
  title: TextKey
  about: TextKey
  others: { path: string; label: TextKey }[]
}

const doors: CodeDoor[] = [
  {
    purpose: 'sign-in',
    ask: '/sign-in/code',
    enter: '/sign-in/code/entry',
    title: 'code.signIn',
    about: 'code.signInAbout',
    others: [{ path: '/sign-in', label: 'code.withPassword' }],
  },
  {
    purpose: 'register',
    ask: '/register',
    enter: '/register/code',
    title: 'online.title',
    about: 'online.about',
    others: [
      { path: '/sign-in', label: 'online.haveAccount' },
      { path: '/claim', label: 'claim.fromReception' },
    ],
  },
  // By a paper or a link of the desk's: the code tells which number or address the account is for.
  {
    purpose: 'claim',
    ask: '/claim/contact',
    enter: '/claim/contact/code',
    title: 'claim.contactTitle',
    about: 'claim.contactAbout',
    others: [{ path: '/claim', label: 'claim.again' }],
  },
]

for (const door of doors) {
  codeRoutes.get(door.ask, (c) => (c.var.actor ? c.redirect(door.purpose === 'claim' ? claimPath : wayOn(c), 303) : askPage(c, door, {})))

  codeRoutes.post(door.ask, async (c) => {
    const { login = '' } = typedIn(c.var.posted)
    const to = codeToIn(login, c.var.frame.clinic.country)
    if (!to) return askPage(c, door, { login, error: { key: 'code.enterTo' } })
    const sent = await sendTo(c, door, to)
    return sent === null ? c.redirect(withTo(c, door.enter), 303) : askPage(c, door, { login, error: sent })
  })

  codeRoutes.get(door.enter, async (c) => {
    const code = await waitingCode(c, door)
    return code ? enterPage(c, door, code) : c.redirect(withTo(c, door.ask), 303)
  })

  codeRoutes.post(door.enter, async (c) => {
    const code = await waitingCode(c, door)
    if (!code) return askPage(c, door, { error: { key: 'code.expired' } })
    const typed = typedIn(c.var.posted)
    if (typed.again === 'yes') {
      const sent = await sendTo(c, door, code.to, requestIn(c))
      return sent === null ? c.redirect(withTo(c, door.enter), 303) : enterPage(c, door, code, sent)
    }
    const checked = await checkCode(meansOf(c), { id: code.id, request: requestIn(c) ?? '', typed: typed.code ?? '' })
    if (!checked.ok) return enterPage(c, door, code, { key: `code.${checked.reason}` })
    return door.purpose === 'claim' ? c.redirect(claimPath, 303) : letIn(c, checked)
  })
}

async function letIn(c: WebContext, { id, to }: Pick<CodeOfBrowser, 'id' | 'to'>) {
  const { db, requestId } = c.var
  const device = c.req.header('User-Agent') ?? null
  const answer = await signInByCode(db, { code: id, to, device, requestId, formerToken: sessionToken(c) })
  if (answer.ok) {
    setSessionCookie(c, 'patient', answer.token)
    return c.redirect(wayOn(c), 303)
  }
  if (answer.reason === 'closed') throw new Refusal(403, 'code.closed')
  return c.redirect(withTo(c, answer.reason === 'unknown' ? detailsPath : '/sign-in/code'), 303)
}

interface Said {
  key: TextKey
  n?: number
}

/** Null when it is on its way; otherwise what to say. */
async function sendTo(c: WebContext, { purpose }: CodeDoor, to: CodeTo, request = newToken()): Promise<Said | null> {
  const { t, site, client } = c.var
  const address = neighbourhood(client)
  const sent = await startCode(meansOf(c), { purpose, to, user: null, language: t.language, site, address, request })
  if (sent.ok) keepRequest(c, request)
  if (sent.ok) return null
  return sent.reason === 'not-allowed' ? { key: 'code.notAllowed' } : { key: 'code.tooMany', n: sent.retryMinutes }
}

/** The code that this browser has asked for here and not used yet. */
async function waitingCode(c: WebContext, { purpose }: CodeDoor): Promise<CodeOfBrowser | null> {
  const request = requestIn(c)
  const code = request === undefined ? null : await codeOf(meansOf(c), { request, purposes: [purpose] })
  return code?.checked ? null : code
}

function askPage(c: WebContext, door: CodeDoor, { login, error }: { login?: string; error?: Said }) {
  const { t } = c.var
  const errors = errorsOf(c, 'login', error)
  return doorPage(
    c,
    { title: t(door.title), error: errors.length > 0, ...(error ? {} : { note: noteOf(c) }) },
    <AskCode
      t={t}
      action={withTo(c, door.ask)}
      about={t(door.about)}
      login={login}
      errors={errors}
      others={door.others.map(({ path, label }) => ({ href: withTo(c, path), label: t(label) }))}
    />,
    statusOf(error),
  )
}

/** Who comes from a booking keeps what they chose. */
const noteOf = (c: WebContext) =>
  /^\/(patients\/[^/]+\/)?book\b/.test(wayOn(c)) ? <Note kind="info">{c.var.t('online.kept')}</Note> : undefined

function enterPage(c: WebContext, door: CodeDoor, { to }: CodeOfBrowser, error?: Said) {
  const { t } = c.var
  const errors = errorsOf(c, 'code', error)
  return doorPage(
    c,
    { title: t(to.kind === 'phone' ? 'code.checkPhone' : 'code.checkMail'), error: errors.length > 0 },
    <EnterCode t={t} action={withTo(c, door.enter)} to={partly(c, to)} errors={errors} other={withTo(c, door.ask)} />,
    statusOf(error),
  )
}

function errorsOf({ var: { t } }: WebContext, field: string, error: Said | undefined): FieldError[] {
  return error ? [{ field, message: t(error.key, error.n === undefined ? {} : { n: error.n }) }] : []
}

function statusOf(error: Said | undefined): 200 | 422 | 429 {
  if (!error) return 200
  return error.key === 'code.tooMany' ? 429 : 422
}

import { Hono } from 'hono'
import { z } from 'zod'
import { AskPage, RecoveryPage } from '../../../views/accounts/second-factor/ask-page.tsx'
import { CodesPage, SetUpPage } from '../../../views/accounts/second-factor/set-up-page.tsx'
import { Note } from '../../../views/ui/note.tsx'
import type { Actor } from '../../audit/actor.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { type FieldError, form } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { newReceipt } from '../../web/receipt.ts'
import { ownPath, signInAddress } from '../own-path.ts'
import { westernDigits } from '../phones.ts'
import { halfActorOf, sessionToken, setSessionCookie } from '../sessions.ts'
import { acceptCode } from './authenticator.ts'
import { factorsOf, hasFactor } from './factors.ts'
import { offeredKey, offerKey } from './offered-key.ts'
import { passSecondFactor, type Shown } from './pass.ts'
import { askForPasskey, checkPasskey } from './passkeys.ts'
import { pictureOf } from './picture.ts'
import { useRecoveryCode } from './recovery-codes.ts'
import { setUpFirst } from './set-up.ts'
import { keepDeviceToken } from './trusted.ts'

/**
 * The staff site's second door. Whose password was right is nobody yet on every other page; here they show a second factor, or set up
 * their first. Who is signed in already, or not at all, has no business here.
 */
export const secondFactorRoutes = new Hono<Env>()

secondFactorRoutes.get('/second-factor', (c) =>
  atTheDoor(c, async (half) => {
    const factors = await factorsOf(c.var.db, half.user)
    return hasFactor(factors) ? askPage(c, half, []) : c.redirect(`/second-factor/set-up${queryOf(c)}`, 303)
  }),
)

secondFactorRoutes.post('/second-factor', (c) =>
  atTheDoor(c, async (half) => {
    const typed = await codeIn(c, 'secondFactor.enterCode')
    if (!typed.ok) return askPage(c, half, typed.errors)
    const { secret } = c.var.config
    return pass(c, half, { by: 'app', check: (tx) => acceptCode(tx, secret, half.user, typed.code) }, (errors) => askPage(c, half, errors))
  }),
)

secondFactorRoutes.get('/second-factor/passkey', (c) => c.redirect(`/second-factor${queryOf(c)}`, 303))

secondFactorRoutes.post('/second-factor/passkey', (c) =>
  atTheDoor(c, async (half) => {
    const check = await checkPasskey(c, half)
    const shown = { by: 'passkey' as const, check: check ?? (async () => false) }
    return pass(c, half, shown, (errors) => askPage(c, half, errors), 'secondFactor.passkeyFailed')
  }),
)

secondFactorRoutes.get('/second-factor/recovery-code', (c) => atTheDoor(c, async () => recoveryPage(c, [])))

secondFactorRoutes.post('/second-factor/recovery-code', (c) =>
  atTheDoor(c, async (half) => {
    const typed = await codeIn(c, 'secondFactor.enterRecoveryCode')
    if (!typed.ok) return recoveryPage(c, typed.errors)
    const { secret } = c.var.config
    const shown = {
      by: 'recovery-code' as const,
      check: (tx: Parameters<Shown['check']>[0]) => useRecoveryCode(tx, secret, half.user, typed.code),
    }
    return pass(c, half, shown, (errors) => recoveryPage(c, errors), 'secondFactor.wrongRecoveryCode')
  }),
)

secondFactorRoutes.get('/second-factor/set-up', (c) =>
  atTheDoor(c, async (half) => {
    if (hasFactor(await factorsOf(c.var.db, half.user))) return c.redirect(`/second-factor${queryOf(c)}`, 303)
    const { key, sealed } = offerKey(c.var.config.secret, half)
    return setUpPage(c, half, { key, sealed }, [])
  }),
)

secondFactorRoutes.post('/second-factor/set-up', (c) =>
  atTheDoor(c, async (half) => {
    const { db, config, frame, site, t } = c.var
    const sealed = c.var.posted.get('key') ?? undefined
    const key = offeredKey(config.secret, half.user, sealed)
    if (!key || !sealed) return setUpPage(c, half, offerKey(config.secret, half), [wrong(c, 'secondFactor.newPicture')])
    const typed = await codeIn(c, 'secondFactor.enterCode')
    if (!typed.ok) return setUpPage(c, half, { key, sealed }, typed.errors)
    const answer = await setUpFirst({ db, secret: config.secret }, half, { key, typed: typed.code, ...browserOf(c) })
    if (!answer.ok && answer.reason === 'has-one') return c.redirect(`/second-factor${queryOf(c)}`, 303)
    if (!answer.ok) return setUpPage(c, half, { key, sealed }, [wrong(c, 'secondFactor.wrongCode')])
    setSessionCookie(c, site, answer.token)
    c.header('Cache-Control', 'no-store')
    return page(
      c,
      <CodesPage
        frame={{ ...frame, path: '/' }}
        codes={answer.codes}
        href={toOf(c) ?? '/'}
        note={<Note kind="good">{t('secondFactor.done')}</Note>}
      />,
    )
  }),
)

/** Only for a half session. */
async function atTheDoor(c: WebContext, answer: (half: Actor) => Promise<Response>): Promise<Response> {
  if (c.var.actor) return c.redirect(toOf(c) ?? '/', 303)
  const half = await halfActorOf(c.var.db, sessionToken(c), c.var.requestId)
  c.header('Cache-Control', 'no-store')
  return half ? answer(half) : c.redirect(signInAddress(toOf(c)), 303)
}

const toOf = (c: WebContext): string | null => ownPath(c.req.query('to'))

function queryOf(c: WebContext): string {
  const to = toOf(c)
  return to === null || to === '/' ? '' : `?to=${encodeURIComponent(to)}`
}

const trusts = (c: WebContext): boolean => c.var.posted.get('trust') === 'yes'

const browserOf = (c: WebContext): Pick<Shown, 'device' | 'trust'> => ({
  device: c.req.header('User-Agent') ?? null,
  trust: trusts(c) ? keepDeviceToken(c) : null,
})

type Wrong =
  | 'secondFactor.wrongCode'
  | 'secondFactor.newPicture'
  | 'secondFactor.wrongRecoveryCode'
  | 'secondFactor.passkeyFailed'
  | 'secondFactor.enterCode'
  | 'secondFactor.enterRecoveryCode'

const wrong = (c: WebContext, message: Wrong): FieldError => ({ field: 'code', message: c.var.t(message) })

async function pass(
  c: WebContext,
  half: Actor,
  shown: Pick<Shown, 'by' | 'check'>,
  again: (errors: FieldError[]) => Promise<Response>,
  message: Wrong = 'secondFactor.wrongCode',
): Promise<Response> {
  const { db, config, site, t } = c.var
  const answer = await passSecondFactor({ db, secret: config.secret }, half, { ...shown, ...browserOf(c) })
  if (answer.ok) {
    setSessionCookie(c, site, answer.token)
    return c.redirect(toOf(c) ?? '/', 303)
  }
  if (answer.reason === 'wrong') return again([wrong(c, message)])
  c.header('Retry-After', String(answer.retryMinutes * 60))
  return again([{ field: 'code', message: t('auth.tooMany', { n: answer.retryMinutes }) }])
}

async function codeIn(c: WebContext, message: Wrong): Promise<{ ok: true; code: string } | { ok: false; errors: FieldError[] }> {
  const read = await form(
    c,
    z.object({
      code: z
        .string(message)
        .transform((typed) => westernDigits(typed).replaceAll(/[\s-]/g, ''))
        .pipe(z.string().min(1, message).max(60, message)),
    }),
  )
  return read.ok ? { ok: true, code: read.values.code } : { ok: false, errors: read.errors }
}

const statusOf = (errors: FieldError[]) => (errors.length > 0 ? 422 : 200)

async function askPage(c: WebContext, half: Actor, errors: FieldError[]): Promise<Response> {
  const factors = await factorsOf(c.var.db, half.user)
  const passkey = factors.passkeys.length > 0 ? await askForPasskey(c, half, factors.passkeys) : null
  const props = { frame: c.var.frame, query: queryOf(c), app: factors.app !== null, passkey, trusted: trusts(c), errors }
  return page(c, <AskPage {...props} />, statusOf(errors))
}

const recoveryPage = (c: WebContext, errors: FieldError[]): Promise<Response> =>
  page(c, <RecoveryPage frame={c.var.frame} query={queryOf(c)} trusted={trusts(c)} errors={errors} />, statusOf(errors))

interface Offered {
  key: Buffer
  sealed: string
}

async function setUpPage(c: WebContext, half: Actor, offered: Offered, errors: FieldError[]): Promise<Response> {
  const picture = await pictureOf(c, half.user, offered.key)
  const props = { frame: c.var.frame, ...picture, sealed: offered.sealed, receipt: newReceipt(), own: false, errors }
  return page(c, <SetUpPage {...props} action={`/second-factor/set-up${queryOf(c)}`} />, statusOf(errors))
}

import { Hono } from 'hono'
import { z } from 'zod'
import { LoginCode, NewLogin } from '../../../views/accounts/login-pages.tsx'
import { clinicNow } from '../../clinic/remembered.ts'
import { clinicSaid } from '../../clinic/said.ts'
import { moveOwnContact } from '../../patients/families/move-contact.ts'
import { neighbourhood } from '../../web/client.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { type FieldError, form, type Typed } from '../../web/form.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { keepRequest, requestIn } from '../code-request.ts'
import { type CodeTo, checkCode, codeOf, startCode } from '../codes.ts'
import { doorPage } from '../door.tsx'
import { loginOf } from '../logins.ts'
import { signedIn, signedInActor } from '../require.ts'
import { newToken, setSessionCookie } from '../sessions.ts'
import { askedAgain } from './again.ts'
import { changeLogin } from './change-login.ts'
import { ownAccount } from './queries.ts'

/** Another phone or e-mail address to sign in by: the password once more, then a code to the new one. */
export const loginRoutes = new Hono<Env>()

type Kind = CodeTo['kind']

for (const kind of ['phone', 'email'] as const) {
  loginRoutes.get(`/account/${kind}`, signedIn, (c) => newLoginPage(c, kind, {}, []))

  loginRoutes.post(`/account/${kind}`, signedIn, async (c) => {
    const { db, t, config, client, site, language, frame } = c.var
    const read = await form(c, z.object({}))
    const login = loginOf(read.typed.login ?? '', frame.clinic.country)
    const wrong = login?.kind === kind ? [] : [{ field: 'login', message: t(`account.enter.${kind}`) }]
    const errors = [...(await askedAgain(c)), ...wrong]
    if (errors.length > 0 || login === null) return newLoginPage(c, kind, read.typed, errors, 422)
    const request = newToken()
    const started = await startCode(
      { db, secret: config.secret },
      {
        purpose: 'confirm',
        to: { kind, value: login.value },
        user: signedInActor(c).user,
        language,
        site,
        address: neighbourhood(client),
        request,
      },
    )
    if (!started.ok) {
      const message = started.reason === 'too-many' ? t('code.tooMany', { n: started.retryMinutes }) : t('code.notAllowed')
      return newLoginPage(c, kind, read.typed, [{ field: 'login', message }], 422)
    }
    keepRequest(c, request)
    return c.redirect(`/account/${kind}/code`, 303)
  })

  loginRoutes.get(`/account/${kind}/code`, signedIn, async (c) =>
    (await codeHere(c, kind)) ? loginCodePage(c, kind, []) : c.redirect(`/account/${kind}`, 303),
  )

  loginRoutes.post(`/account/${kind}/code`, signedIn, async (c) => {
    const { db, t, config, posted, site } = c.var
    const read = await form(c, z.object({}))
    const code = await codeHere(c, kind)
    if (!code) return c.redirect(`/account/${kind}`, 303)
    const means = { db, secret: config.secret }
    if (!code.checked) {
      const checked = await checkCode(means, { id: code.id, request: code.request, typed: posted.get('code') ?? '' })
      if (!checked.ok) return loginCodePage(c, kind, [{ field: 'code', message: t(`code.${checked.reason}`) }], 422)
    }
    const answer = await changeLogin(db, signedInActor(c), {
      receipt: receiptOf(read.typed),
      code: code.id,
      to: code.to,
      clinic: clinicSaid(await clinicNow(db)),
      follow: moveOwnContact,
    })
    if (!answer.ok) {
      const message = t(answer.reason === 'taken' ? `account.taken.${kind}` : 'code.expired')
      return loginCodePage(c, kind, [{ field: 'code', message }], 422)
    }
    if (answer.token !== null) setSessionCookie(c, site, answer.token)
    return c.redirect(`/account?done=${kind}`, 303)
  })
}

/** The code of this browser that confirms something of this kind, if this person asked for it. */
async function codeHere(c: WebContext, kind: Kind) {
  const request = requestIn(c)
  const code = request && (await codeOf({ db: c.var.db, secret: c.var.config.secret }, { request, purposes: ['confirm'] }))
  return code && code.to.kind === kind && code.user === signedInActor(c).user ? { ...code, request } : null
}

async function newLoginPage(c: WebContext, kind: Kind, typed: Typed, errors: FieldError[], status: 200 | 422 = 200) {
  const { db, t } = c.var
  const { hasPassword } = await ownAccount(db, signedInActor(c).user)
  return doorPage(
    c,
    {
      title: t(`account.change.${kind}`),
      error: errors.length > 0,
      back: { href: '/account', label: t('account.title') },
      place: 'account',
    },
    <NewLogin t={t} kind={kind} login={typed.login} hasPassword={hasPassword} errors={errors} />,
    status,
  )
}

function loginCodePage(c: WebContext, kind: Kind, errors: FieldError[], status: 200 | 422 = 200) {
  const { t } = c.var
  return doorPage(
    c,
    {
      title: t(`account.confirm.${kind}`),
      error: errors.length > 0,
      back: { href: `/account/${kind}`, label: t('recovery.askAgain') },
      place: 'account',
    },
    <LoginCode t={t} kind={kind} receipt={newReceipt()} errors={errors} />,
    status,
  )
}

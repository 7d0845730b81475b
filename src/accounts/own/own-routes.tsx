import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { AccountPage } from '../../../views/accounts/account-page.tsx'
import { LanguagePage } from '../../../views/accounts/language-page.tsx'
import { ChangePassword } from '../../../views/accounts/password-page.tsx'
import { clinicNow } from '../../clinic/remembered.ts'
import { clinicSaid } from '../../clinic/said.ts'
import { changeLanguage } from '../../patients/families/change-language.ts'
import { namesFor } from '../../patients/names.ts'
import { peopleOfActor } from '../../patients/people.ts'
import { recordsOpenTo } from '../../records/access-report.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { type FieldError, form } from '../../web/form.ts'
import { rememberLanguage } from '../../web/language.ts'
import { page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { doorPage } from '../door.tsx'
import { signedIn, signedInActor } from '../require.ts'
import { setSessionCookie } from '../sessions.ts'
import { askedAgain } from './again.ts'
import { changePassword } from './change-password.ts'
import { leastLength } from './least-length.ts'
import { faultOf } from './new-password.ts'
import { knownOf, ownAccount } from './queries.ts'

/** Somebody's own page, on both sites: how they sign in, and what they may change of it. */
export const ownRoutes = new Hono<Env>()

ownRoutes.get('/account', signedIn, async (c) => {
  const { db, frame, t } = c.var
  const actor = signedInActor(c)
  const [account, { locations }, records] = await Promise.all([ownAccount(db, actor.user), clinicNow(db), readableRecords(c)])
  const zone = locations[0]?.zone ?? 'UTC'
  return page(
    c,
    <AccountPage
      frame={frame}
      name={t.local(account.name)}
      phone={account.phone && t.phone(account.phone, frame.clinic.country)}
      email={account.email}
      staffName={account.staffName}
      passwordChanged={account.hasPassword ? (account.passwordChangedAt?.toZonedDateTimeISO(zone).toPlainDate() ?? null) : 'none'}
      language={account.language}
      records={records}
      done={doneOf(c)}
    />,
  )
})

/** Of whom the reader may see who opened the record. */
async function readableRecords(c: WebContext) {
  const { db, t } = c.var
  const actor = signedInActor(c)
  const [people, open] = await Promise.all([peopleOfActor(db, actor), recordsOpenTo(db, actor)])
  return people
    .filter(({ id }) => open.has(id))
    .map(({ id, names }) => ({ href: `/patients/${id}/access`, name: namesFor(names, t.language)[0]?.text ?? '' }))
}

ownRoutes.get('/account/password', signedIn, (c) => passwordPage(c, []))

ownRoutes.post('/account/password', signedIn, async (c) => {
  const { db, t, posted, site } = c.var
  const actor = signedInActor(c)
  const read = await form(c, z.object({}))
  const account = await ownAccount(db, actor.user)
  const password = posted.get('new-password') ?? ''
  const least = await leastLength(db, actor.user, site)
  const fault = password === '' ? ('account.enterNew' as const) : faultOf(password, { least, known: knownOf(account) })
  const wrong = fault === null ? [] : [{ field: 'new-password', message: t(fault, { least }) }]
  const errors = [...(await askedAgain(c)), ...wrong]
  if (errors.length > 0) return passwordPage(c, errors, 422)
  const clinic = clinicSaid(await clinicNow(db))
  const token = await changePassword(db, actor, { receipt: receiptOf(read.typed), password, clinic })
  if (token !== null) setSessionCookie(c, site, token)
  return c.redirect('/account?done=password', 303)
})

ownRoutes.get('/account/language', signedIn, (c) => languagePage(c, []))

ownRoutes.post('/account/language', signedIn, async (c) => {
  const read = await form(c, z.object({ language: z.enum(['en', 'ar'], 'account.chooseLanguage') }))
  if (!read.ok) return languagePage(c, read.errors, 422)
  const { language } = read.values
  await changeLanguage(c.var.db, signedInActor(c), { receipt: receiptOf(read.typed), language })
  rememberLanguage(c, language)
  return c.redirect('/account?done=language', 303)
})

const changes = ['password', 'language', 'phone', 'email', 'pin', 'messages'] as const

const doneOf = (c: Context<Env>) => changes.find((change) => change === c.req.query('done'))

async function passwordPage(c: WebContext, errors: FieldError[], status: 200 | 422 = 200) {
  const { db, t, site } = c.var
  const { user } = signedInActor(c)
  const [{ hasPassword }, least] = await Promise.all([ownAccount(db, user), leastLength(db, user, site)])
  return doorPage(
    c,
    {
      title: t(hasPassword ? 'account.changePassword' : 'account.firstPassword'),
      error: errors.length > 0,
      back: { href: '/account', label: t('account.title') },
      place: 'account',
    },
    <ChangePassword t={t} receipt={newReceipt()} least={least} hasPassword={hasPassword} errors={errors} />,
    status,
  )
}

async function languagePage(c: WebContext, errors: FieldError[], status: 200 | 422 = 200) {
  const { language } = await ownAccount(c.var.db, signedInActor(c).user)
  return page(c, <LanguagePage frame={c.var.frame} receipt={newReceipt()} language={language} errors={errors} />, status)
}

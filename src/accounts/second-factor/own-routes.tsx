import { Hono } from 'hono'
import { z } from 'zod'
import { AddPasskeyPage, NewCodesPage, OwnFactorsPage, RemovePasskeyPage } from '../../../views/accounts/second-factor/own-pages.tsx'
import { CodesPage, SetUpPage } from '../../../views/accounts/second-factor/set-up-page.tsx'
import { Note } from '../../../views/ui/note.tsx'
import { clinicNow } from '../../clinic/remembered.ts'
import { clinicSaid } from '../../clinic/said.ts'
import { idOf } from '../../database/ids.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { type FieldError, form } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { notFound } from '../../web/refusal.ts'
import { askedAgain } from '../own/again.ts'
import { ownAccount } from '../own/queries.ts'
import { westernDigits } from '../phones.ts'
import { signedIn, signedInActor } from '../require.ts'
import { setSessionCookie } from '../sessions.ts'
import { factorsOf, isExempt } from './factors.ts'
import { offeredKey, offerKey } from './offered-key.ts'
import { addPasskey, removePasskey } from './own-passkeys.ts'
import { askForNewPasskey, newPasskeyIn } from './passkeys.ts'
import { pictureOf } from './picture.ts'
import { replaceApp, replaceRecoveryCodes } from './set-up.ts'

/** The staff site: somebody's own second step, changed by who gives the password once more. */
export const ownFactorRoutes = new Hono<Env>()

const home = '/account/second-factor'

ownFactorRoutes.get(home, signedIn, async (c) => {
  const { db, frame, t } = c.var
  const { user } = signedInActor(c)
  const [{ app, passkeys, recoveryCodes }, demo, { locations }] = await Promise.all([
    factorsOf(db, user),
    isExempt(db, user),
    clinicNow(db),
  ])
  const day = (at: Temporal.Instant) => at.toZonedDateTimeISO(locations[0]?.zone ?? 'UTC').toPlainDate()
  return page(
    c,
    <OwnFactorsPage
      frame={frame}
      app={app && day(app)}
      passkeys={passkeys.map(({ id, name, created_at }) => ({ id, name, since: day(created_at) }))}
      recoveryCodes={recoveryCodes}
      demo={demo}
      note={c.req.query('done') === 'changed' && <Note kind="good">{t('secondFactor.changed')}</Note>}
    />,
  )
})

ownFactorRoutes.get(`${home}/app`, signedIn, (c) => appPage(c, offerKey(c.var.config.secret, signedInActor(c)), []))

ownFactorRoutes.post(`${home}/app`, signedIn, async (c) => {
  const { db, config, t, posted } = c.var
  const actor = signedInActor(c)
  const sealed = posted.get('key') ?? ''
  const key = offeredKey(config.secret, actor.user, sealed)
  if (!key) return appPage(c, offerKey(config.secret, actor), [{ field: 'code', message: t('secondFactor.newPicture') }])
  const typed = westernDigits(posted.get('code') ?? '').replaceAll(/[\s-]/g, '')
  const empty = typed === '' ? [{ field: 'code', message: t('secondFactor.enterCode') }] : []
  const errors = [...empty, ...(await askedAgain(c))]
  if (errors.length > 0) return appPage(c, { key, sealed }, errors)
  const answer = await replaceApp({ db, secret: config.secret }, actor, { ...(await changeIn(c)), key, typed })
  if (!answer.ok) return appPage(c, { key, sealed }, [{ field: 'code', message: t('secondFactor.wrongCode') }])
  return changed(c, answer.token)
})

ownFactorRoutes.get(`${home}/recovery-codes`, signedIn, (c) => newCodesPage(c, []))

ownFactorRoutes.post(`${home}/recovery-codes`, signedIn, async (c) => {
  const { db, config, frame, site } = c.var
  const errors = await askedAgain(c)
  if (errors.length > 0) return newCodesPage(c, errors)
  const answer = await replaceRecoveryCodes({ db, secret: config.secret }, signedInActor(c), await changeIn(c))
  if (!answer) return c.redirect(home, 303)
  setSessionCookie(c, site, answer.token)
  return page(c, <CodesPage frame={{ ...frame, path: home }} codes={answer.made} href={home} />)
})

ownFactorRoutes.get(`${home}/passkeys`, signedIn, (c) => addPage(c, []))

ownFactorRoutes.post(`${home}/passkeys`, signedIn, async (c) => {
  const { db, t } = c.var
  const actor = signedInActor(c)
  const message = 'secondFactor.enterPasskeyName'
  const read = await form(c, z.object({ name: z.string(message).trim().min(1, message).max(80, 'error.field') }))
  const errors = [...(read.ok ? [] : read.errors), ...(await askedAgain(c))]
  if (!read.ok || errors.length > 0) return addPage(c, errors, read.typed.name)
  const key = await newPasskeyIn(c, actor)
  const failed = [{ field: 'name', message: t('secondFactor.passkeyFailed') }]
  if (!key) return addPage(c, failed, read.typed.name)
  const answer = await addPasskey(db, actor, { ...(await changeIn(c)), name: read.values.name, key })
  return answer.ok ? changed(c, answer.token) : addPage(c, failed, read.typed.name)
})

ownFactorRoutes.get(`${home}/passkeys/:passkey/removal`, signedIn, (c) => removalPage(c, []))

ownFactorRoutes.post(`${home}/passkeys/:passkey/removal`, signedIn, async (c) => {
  const passkey = await passkeyIn(c)
  const errors = await askedAgain(c)
  if (errors.length > 0) return removalPage(c, errors)
  return changed(c, await removePasskey(c.var.db, signedInActor(c), { ...(await changeIn(c)), passkey: passkey.id }))
})

async function changeIn(c: WebContext) {
  const { typed } = await form(c, z.object({}))
  return { receipt: receiptOf(typed), clinic: clinicSaid(await clinicNow(c.var.db)) }
}

/** This browser goes on with the new session; when the form was sent twice, it has it already. */
function changed(c: WebContext, token: string | null): Response {
  if (token !== null) setSessionCookie(c, c.var.site, token)
  return c.redirect(`${home}?done=changed`, 303)
}

async function appPage(c: WebContext, { key, sealed }: { key: Buffer; sealed: string }, errors: FieldError[]): Promise<Response> {
  const picture = await pictureOf(c, signedInActor(c).user, key)
  const props = { frame: c.var.frame, ...picture, sealed, receipt: newReceipt(), own: true, errors }
  return page(c, <SetUpPage {...props} action={`${home}/app`} />, statusOf(errors))
}

const newCodesPage = (c: WebContext, errors: FieldError[]): Promise<Response> =>
  page(c, <NewCodesPage frame={c.var.frame} receipt={newReceipt()} errors={errors} />, statusOf(errors))

async function addPage(c: WebContext, errors: FieldError[], name = ''): Promise<Response> {
  const actor = signedInActor(c)
  const [{ passkeys }, account] = await Promise.all([factorsOf(c.var.db, actor.user), ownAccount(c.var.db, actor.user)])
  const login = account.staffName ?? account.email ?? account.phone ?? ''
  const asked = await askForNewPasskey(c, actor, passkeys, login)
  return page(c, <AddPasskeyPage frame={c.var.frame} receipt={newReceipt()} errors={errors} name={name} asked={asked} />, statusOf(errors))
}

async function removalPage(c: WebContext, errors: FieldError[]): Promise<Response> {
  const { id, name } = await passkeyIn(c)
  const props = { frame: c.var.frame, receipt: newReceipt(), errors, passkey: { id, name } }
  return page(c, <RemovePasskeyPage {...props} />, statusOf(errors))
}

async function passkeyIn(c: WebContext) {
  const id = idOf<'passkey'>(c.req.param('passkey'))
  const { passkeys } = await factorsOf(c.var.db, signedInActor(c).user)
  return passkeys.find((passkey) => passkey.id === id) ?? notFound()
}

const statusOf = (errors: FieldError[]) => (errors.length > 0 ? 422 : 200)

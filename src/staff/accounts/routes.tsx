import { Hono } from 'hono'
import { z } from 'zod'
import { StaffAccountPage } from '../../../views/staff-accounts/account-page.tsx'
import { ConfirmPage, type ConfirmPageProps } from '../../../views/staff-accounts/confirm-page.tsx'
import { ListPage } from '../../../views/staff-accounts/list-page.tsx'
import { Note } from '../../../views/ui/note.tsx'
import { able, signedInActor } from '../../accounts/require.ts'
import { clinicNow } from '../../clinic/remembered.ts'
import { clinicSaid } from '../../clinic/said.ts'
import { type Id, idOf } from '../../database/ids.ts'
import { keepSearch, keptSearch } from '../../search/kept.ts'
import { normalize } from '../../search/normalize.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { type FieldError, form, type Typed } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { notFound, Refusal } from '../../web/refusal.ts'
import { type Changed, disableAccount, enableAccount, endSessions, resetSecondFactor } from './change-account.ts'
import { type AccountState, accountStates, type StaffAccount, staffAccountOf, staffAccountsOf } from './queries.ts'

/** The staff site: who of the staff can sign in. */
export const staffAccountRoutes = new Hono<Env>()

staffAccountRoutes.get('/staff-accounts', able('accounts-edit'), async (c) => {
  const { db, frame } = c.var
  const words = (await keptSearch(db, signedInActor(c), idOf<'search'>(c.req.query('search')))) ?? ''
  const state = stateIn(c.req.query('state'))
  const accounts = (await staffAccountsOf(db)).filter((account) => isMeant(account, words, state))
  const props = { frame, accounts, zone: await zoneOf(c), words, state, states: accountStates }
  return page(c, <ListPage {...props} />)
})

/** Names stay out of addresses, so what was typed is kept under a random one. */
staffAccountRoutes.post('/staff-accounts', able('accounts-edit'), async (c) => {
  const read = await form(c, z.object({ words: z.string().trim().max(200).catch(''), state: z.string().catch('') }))
  if (!read.ok) throw new Refusal(400, 'error.form')
  const { words } = read.values
  const asked = new URLSearchParams()
  const state = stateIn(read.values.state)
  if (state !== '') asked.set('state', state)
  if (words !== '') asked.set('search', await keepSearch(c.var.db, signedInActor(c), words))
  return c.redirect(asked.size > 0 ? `/staff-accounts?${asked}` : '/staff-accounts', 303)
})

staffAccountRoutes.get('/staff-accounts/:staff', able('accounts-edit'), async (c) => {
  const account = await accountIn(c)
  const done = doneOf(c)
  const note = done && <Note kind="good">{c.var.t(`staffAccounts.done.${done}`)}</Note>
  const oneself = account.user === signedInActor(c).user
  return page(c, <StaffAccountPage frame={c.var.frame} account={account} zone={await zoneOf(c)} oneself={oneself} note={note} />)
})

staffAccountRoutes.get('/staff-accounts/:staff/disabling', able('accounts-edit'), (c) => confirmPage(c, 'disabling'))

staffAccountRoutes.post('/staff-accounts/:staff/disabling', able('accounts-edit'), async (c) => {
  const { staff, user, receipt } = await changeIn(c)
  return changed(c, staff, await disableAccount(c.var.db, signedInActor(c), { receipt, user }), 'disabled')
})

staffAccountRoutes.get('/staff-accounts/:staff/enabling', able('accounts-edit'), (c) => confirmPage(c, 'enabling'))

staffAccountRoutes.post('/staff-accounts/:staff/enabling', able('accounts-edit'), async (c) => {
  const { staff, user, receipt } = await changeIn(c)
  return changed(c, staff, await enableAccount(c.var.db, signedInActor(c), { receipt, user }), 'enabled')
})

staffAccountRoutes.get('/staff-accounts/:staff/sessions-ending', able('accounts-edit'), (c) => confirmPage(c, 'sessions-ending'))

staffAccountRoutes.post('/staff-accounts/:staff/sessions-ending', able('accounts-edit'), async (c) => {
  const { staff, user, receipt } = await changeIn(c)
  return changed(c, staff, await endSessions(c.var.db, signedInActor(c), { receipt, user }), 'sessions-ended')
})

staffAccountRoutes.get('/staff-accounts/:staff/second-factor-reset', able('accounts-edit'), (c) => confirmPage(c, 'second-factor-reset'))

staffAccountRoutes.post('/staff-accounts/:staff/second-factor-reset', able('accounts-edit'), async (c) => {
  const { db } = c.var
  const message = 'staffAccounts.enterReason'
  const read = await form(c, z.object({ reason: z.string(message).trim().min(3, message).max(500, 'error.field') }))
  if (!read.ok) return confirmPage(c, 'second-factor-reset', read.typed, read.errors)
  const { staff, user, receipt } = await changeIn(c)
  const clinic = clinicSaid(await clinicNow(db))
  return changed(c, staff, await resetSecondFactor(db, signedInActor(c), { receipt, user, clinic, reason: read.values.reason }), 'reset')
})

const stateIn = (text: string | undefined): AccountState | '' => accountStates.find((state) => state === text) ?? ''

function isMeant({ name, logins, state }: StaffAccount, words: string, wanted: AccountState | ''): boolean {
  const known = normalize([name.en, name.ar, ...logins.map(({ value }) => value)].join(' '))
  const asked = normalize(words).split(' ')
  return (wanted === '' || state === wanted) && asked.every((word) => known.includes(word))
}

async function zoneOf(c: WebContext): Promise<string> {
  const { locations } = await clinicNow(c.var.db)
  return locations[0]?.zone ?? 'UTC'
}

async function accountIn(c: WebContext): Promise<StaffAccount> {
  const staff = idOf<'staff'>(c.req.param('staff'))
  return (staff && (await staffAccountOf(c.var.db, staff))) ?? notFound()
}

async function changeIn(c: WebContext): Promise<{ staff: Id<'staff'>; user: Id<'user'>; receipt: Id<'receipt'> }> {
  const { staff, user } = await accountIn(c)
  const { typed } = await form(c, z.object({}))
  return { staff, user: user ?? notFound(), receipt: receiptOf(typed) }
}

const changes = ['invited', 'shown', 'disabled', 'enabled', 'role', 'login', 'sessions-ended', 'reset'] as const

const doneOf = (c: WebContext) => changes.find((change) => change === c.req.query('done'))

/** Shutting oneself out is on no page, and whoever was shut out a moment ago is nobody. */
function changed(c: WebContext, staff: Id<'staff'>, answer: Changed, done: (typeof changes)[number]): Response {
  if (!answer.ok) throw new Refusal(403)
  return c.redirect(`/staff-accounts/${staff}?done=${done}`, 303)
}

async function confirmPage(c: WebContext, what: ConfirmPageProps['what'], typed: Typed = {}, errors: FieldError[] = []): Promise<Response> {
  const { frame, t } = c.var
  const { staff, name, user } = await accountIn(c)
  if (user === null) notFound()
  if (user === signedInActor(c).user) throw new Refusal(403)
  const props = { frame, staff, name: t.local(name), what, receipt: newReceipt(), typed, errors }
  return page(c, <ConfirmPage {...props} />, errors.length > 0 ? 422 : 200)
}

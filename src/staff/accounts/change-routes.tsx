import { Hono } from 'hono'
import { z } from 'zod'
import { ChangeLoginPage, ChangePostPage } from '../../../views/staff-accounts/change-pages.tsx'
import { able, signedInActor } from '../../accounts/require.ts'
import { renewClosedTime } from '../../appointments/closures/renew-closed-time.ts'
import { clinicNow, dateToday } from '../../clinic/remembered.ts'
import { clinicSaid } from '../../clinic/said.ts'
import { idOf } from '../../database/ids.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { type FieldError, form, type Typed } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { notFound, Refusal } from '../../web/refusal.ts'
import { isUnplaced, loginAsked, postAsked, postChoices } from './asked.ts'
import { changeStaffLogin } from './change-login.ts'
import { changePost } from './change-post.ts'
import { type StaffAccount, staffAccountOf } from './queries.ts'

/** The staff site: an admin changes what somebody does here, and what they sign in by. */
export const changeRoutes = new Hono<Env>()

const message = 'staffAccounts.enterReason'
const reason = z.string(message).trim().min(3, message).max(500, 'error.field')

changeRoutes.get('/staff-accounts/:staff/roles/:post', able('accounts-edit'), async (c) => {
  const { role, departmentId, locationId } = postIn(c, await othersIn(c))
  return postPage(c, { role, department: departmentId ?? '', location: locationId ?? '' }, [])
})

changeRoutes.post('/staff-accounts/:staff/roles/:post', able('accounts-edit'), async (c) => {
  const { db, t } = c.var
  const account = await othersIn(c)
  const post = postIn(c, account)
  const read = await form(c, z.object({ ...(await postAsked(c)), reason }))
  if (!read.ok) return postPage(c, read.typed, read.errors)
  if (isUnplaced(read.values)) return postPage(c, read.typed, [{ field: 'department', message: t('staffAccounts.chooseDepartment') }])
  const { role, department, location } = read.values
  const answer = await changePost(db, signedInActor(c), {
    receipt: receiptOf(read.typed),
    staff: account.staff,
    post: post.id,
    to: { role, department, location },
    today: await dateToday(db),
    reason: read.values.reason,
    renewClosedTime,
  })
  if (answer.ok) return c.redirect(`/staff-accounts/${account.staff}?done=role`, 303)
  if (answer.reason === 'in-calendar') return postPage(c, read.typed, [{ field: 'role', message: t('staffAccounts.inCalendar') }])
  throw new Refusal(answer.reason === 'not-found' ? 404 : 403)
})

changeRoutes.get('/staff-accounts/:staff/login', able('accounts-edit'), async (c) => {
  const { logins } = await othersIn(c)
  return loginPage(c, { login: logins.find(({ kind }) => kind !== 'phone')?.value ?? '' }, [])
})

changeRoutes.post('/staff-accounts/:staff/login', able('accounts-edit'), async (c) => {
  const { db, frame, t } = c.var
  const { staff, user } = await othersIn(c)
  if (user === null) notFound()
  const read = await form(c, z.object({ login: loginAsked(frame.clinic.country), reason }))
  if (!read.ok) return loginPage(c, read.typed, read.errors)
  const clinic = clinicSaid(await clinicNow(db))
  const answer = await changeStaffLogin(db, signedInActor(c), { receipt: receiptOf(read.typed), user, clinic, ...read.values })
  if (answer.ok) return c.redirect(`/staff-accounts/${staff}?done=login`, 303)
  if (answer.reason === 'login-taken') return loginPage(c, read.typed, [{ field: 'login', message: t('staffAccounts.loginTaken') }])
  throw new Refusal(403)
})

/** Somebody else's: one's own role is for another admin, and one's own login is on one's own page. */
async function othersIn(c: WebContext): Promise<StaffAccount> {
  const staff = idOf<'staff'>(c.req.param('staff'))
  const account = (staff && (await staffAccountOf(c.var.db, staff))) ?? notFound()
  if (account.staff === signedInActor(c).staff) throw new Refusal(403)
  return account
}

const postIn = (c: WebContext, { roles }: StaffAccount): StaffAccount['roles'][number] =>
  roles.find(({ id }) => id === c.req.param('post')) ?? notFound()

async function postPage(c: WebContext, typed: Typed, errors: FieldError[]): Promise<Response> {
  const account = await othersIn(c)
  const props = { ...shown(c, account, typed, errors), post: postIn(c, account).id, choices: await postChoices(c) }
  return page(c, <ChangePostPage {...props} />, errors.length > 0 ? 422 : 200)
}

async function loginPage(c: WebContext, typed: Typed, errors: FieldError[]): Promise<Response> {
  const account = await othersIn(c)
  if (account.user === null) notFound()
  return page(c, <ChangeLoginPage {...shown(c, account, typed, errors)} />, errors.length > 0 ? 422 : 200)
}

const shown = (c: WebContext, { staff, name }: StaffAccount, typed: Typed, errors: FieldError[]) => ({
  frame: c.var.frame,
  staff,
  name: c.var.t.local(name),
  receipt: newReceipt(),
  typed,
  errors,
})

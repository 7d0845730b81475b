import { Hono } from 'hono'
import { z } from 'zod'
import { InviteAgainPage, NewPersonPage } from '../../../views/staff-accounts/invite-page.tsx'
import { PrintedPage } from '../../../views/staff-accounts/printed-page.tsx'
import { invitationHours } from '../../accounts/invitations/invite.ts'
import { able, signedInActor } from '../../accounts/require.ts'
import { renewClosedTime } from '../../appointments/closures/renew-closed-time.ts'
import { clinicNow, dateToday } from '../../clinic/remembered.ts'
import { clinicSaid } from '../../clinic/said.ts'
import { idOf } from '../../database/ids.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { type FieldError, form, type Typed } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { notFound } from '../../web/refusal.ts'
import type { TextKey } from '../../web/texts.ts'
import { isUnplaced, loginAsked, postAsked, postChoices } from './asked.ts'
import { type InvitedStaff, inviteStaff } from './invite-staff.ts'
import { type StaffAccount, staffAccountOf } from './queries.ts'

/** The staff site: an admin lets somebody in, who works here already or is new. */
export const inviteRoutes = new Hono<Env>()

const way = z.enum(['mail', 'printed'], 'staffAccounts.chooseWay')

inviteRoutes.get('/staff-accounts/new', able('accounts-edit'), (c) => newPage(c, {}, []))

inviteRoutes.post('/staff-accounts/new', able('accounts-edit'), async (c) => {
  const { db, frame, t } = c.var
  const clinic = await clinicNow(db)
  const read = await form(
    c,
    z.object({
      nameAr: z.string().trim().max(120, 'register.nameLong').catch(''),
      nameEn: z.string().trim().max(120, 'register.nameLong').catch(''),
      sex: z.enum(['female', 'male'], 'staffAccounts.chooseSex'),
      ...(await postAsked(c)),
      login: loginAsked(frame.clinic.country),
      way,
    }),
  )
  const nameless = !read.typed.nameAr?.trim() && !read.typed.nameEn?.trim()
  const unplaced = read.ok && isUnplaced(read.values)
  const errors: FieldError[] = [
    ...(nameless ? [{ field: 'nameAr', message: t('staffAccounts.enterName') }] : []),
    ...(unplaced ? [{ field: 'department', message: t('staffAccounts.chooseDepartment') }] : []),
    ...(read.ok ? [] : read.errors),
  ]
  if (!read.ok || errors.length > 0) return newPage(c, read.typed, errors)
  const { nameAr, nameEn, sex, role, department, location } = read.values
  const from = await dateToday(db)
  const newcomer = { name: { en: nameEn || nameAr, ar: nameAr || nameEn }, sex, role, department, location, from }
  const answer = await inviteStaff(db, signedInActor(c), {
    receipt: receiptOf(read.typed),
    who: { newcomer, renewClosedTime },
    login: read.values.login,
    way: read.values.way,
    clinic: clinicSaid(clinic),
  })
  return answer.ok ? invited(c, answer) : newPage(c, read.typed, [wrong(c, answer.reason)])
})

inviteRoutes.get('/staff-accounts/:staff/invitation', able('accounts-edit'), async (c) => againPage(c, await accountIn(c), {}, []))

inviteRoutes.post('/staff-accounts/:staff/invitation', able('accounts-edit'), async (c) => {
  const { db, frame } = c.var
  const account = await accountIn(c)
  const asked = account.user === null ? loginAsked(frame.clinic.country) : z.undefined().catch(undefined)
  const read = await form(c, z.object({ login: asked, way }))
  if (!read.ok) return againPage(c, account, read.typed, read.errors)
  const answer = await inviteStaff(db, signedInActor(c), {
    receipt: receiptOf(read.typed),
    who: { staff: account.staff },
    login: read.values.login ?? null,
    way: read.values.way,
    clinic: clinicSaid(await clinicNow(db)),
  })
  return answer.ok ? invited(c, answer) : againPage(c, account, read.typed, [wrong(c, answer.reason)])
})

type Reason = Extract<InvitedStaff, { ok: false }>['reason']

const reasons: Record<Reason, { field: string; message: TextKey }> = {
  'not-found': { field: 'login', message: 'error.field' },
  'login-taken': { field: 'login', message: 'staffAccounts.loginTaken' },
  'no-login': { field: 'login', message: 'staffAccounts.enterLogin' },
  'no-mail': { field: 'way', message: 'staffAccounts.noMail' },
  disabled: { field: 'way', message: 'staffAccounts.isDisabled' },
}

const wrong = (c: WebContext, reason: Reason): FieldError => ({ field: reasons[reason].field, message: c.var.t(reasons[reason].message) })

async function accountIn(c: WebContext): Promise<StaffAccount> {
  const staff = idOf<'staff'>(c.req.param('staff'))
  return (staff && (await staffAccountOf(c.var.db, staff))) ?? notFound()
}

async function invited(c: WebContext, { staff, code, repeated }: Extract<InvitedStaff, { ok: true }>): Promise<Response> {
  if (code === null) return c.redirect(`/staff-accounts/${staff}?done=${repeated ? 'shown' : 'invited'}`, 303)
  const { db, frame, t, config } = c.var
  const [account, clinic] = await Promise.all([staffAccountOf(db, staff), clinicNow(db)])
  const until = Temporal.Now.zonedDateTimeISO(clinic.locations[0]?.zone ?? 'UTC').add({ hours: invitationHours })
  return page(
    c,
    <PrintedPage
      frame={{ ...frame, path: `/staff-accounts/${staff}` }}
      staff={staff}
      name={account ? t.local(account.name) : ''}
      login={account?.logins[0]?.value ?? ''}
      address={new URL('/invitation', config.staffUrl).href}
      code={code}
      until={until}
    />,
  )
}

async function newPage(c: WebContext, typed: Typed, errors: FieldError[]): Promise<Response> {
  const props = { frame: c.var.frame, receipt: newReceipt(), typed, errors }
  return page(c, <NewPersonPage {...props} {...(await postChoices(c))} />, errors.length > 0 ? 422 : 200)
}

async function againPage(
  c: WebContext,
  { staff, name, user, logins }: StaffAccount,
  typed: Typed,
  errors: FieldError[],
): Promise<Response> {
  const mail = logins.find(({ kind }) => kind === 'email')?.value ?? null
  const props = { frame: c.var.frame, receipt: newReceipt(), typed, errors, staff, name: c.var.t.local(name), known: user !== null, mail }
  return page(c, <InviteAgainPage {...props} />, errors.length > 0 ? 422 : 200)
}

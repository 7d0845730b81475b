import { Hono } from 'hono'
import { z } from 'zod'
import { InviteAgainPage, NewPersonPage, PrintedPage } from '../../../views/staff-accounts/invite-page.tsx'
import { invitationHours } from '../../accounts/invitations/invite.ts'
import { type Login, loginOf } from '../../accounts/logins.ts'
import { able, signedInActor } from '../../accounts/require.ts'
import { departmentsOf } from '../../clinic/queries.ts'
import { clinicNow } from '../../clinic/remembered.ts'
import { clinicSaid } from '../../clinic/said.ts'
import { type Id, idOf } from '../../database/ids.ts'
import type { StaffRole } from '../../database/tables.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { type FieldError, form, type Typed } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { notFound } from '../../web/refusal.ts'
import type { TextKey } from '../../web/texts.ts'
import { type InvitedStaff, inviteStaff } from './invite-staff.ts'
import { type StaffAccount, staffAccountOf } from './queries.ts'

/** The staff site: an admin lets somebody in, who works here already or is new. */
export const inviteRoutes = new Hono<Env>()

const roles = ['receptionist', 'nurse', 'doctor', 'pharmacist', 'lab-technician', 'admin'] as const satisfies StaffRole[]

const way = z.enum(['mail', 'printed'], 'staffAccounts.chooseWay')

/** An e-mail address or a staff name; a telephone is a family's too often, and staff have no use for codes by text. */
const login = (country: string) =>
  z.string('staffAccounts.enterLogin').transform((typed, context): Login => {
    const read = loginOf(typed, country)
    if (read && read.kind !== 'phone') return read
    context.addIssue({ code: 'custom', message: typed.trim() === '' ? 'staffAccounts.enterLogin' : 'staffAccounts.noLogin' })
    return z.NEVER
  })

inviteRoutes.get('/staff-accounts/new', able('accounts-edit'), (c) => newPage(c, {}, []))

inviteRoutes.post('/staff-accounts/new', able('accounts-edit'), async (c) => {
  const { db, frame, t } = c.var
  const [clinic, departments] = await Promise.all([clinicNow(db), departmentsOf(db)])
  const read = await form(
    c,
    z.object({
      nameAr: z.string().trim().max(120, 'register.nameLong').catch(''),
      nameEn: z.string().trim().max(120, 'register.nameLong').catch(''),
      sex: z.enum(['female', 'male'], 'staffAccounts.chooseSex'),
      role: z.enum(roles, 'staffAccounts.chooseRole'),
      department: oneOf(departments),
      location: oneOf(clinic.locations),
      login: login(frame.clinic.country),
      way,
    }),
  )
  const nameless = !read.typed.nameAr?.trim() && !read.typed.nameEn?.trim()
  const unplaced = read.ok && read.values.role === 'doctor' && read.values.department === null
  const errors: FieldError[] = [
    ...(nameless ? [{ field: 'nameAr', message: t('staffAccounts.enterName') }] : []),
    ...(unplaced ? [{ field: 'department', message: t('staffAccounts.chooseDepartment') }] : []),
    ...(read.ok ? [] : read.errors),
  ]
  if (!read.ok || errors.length > 0) return newPage(c, read.typed, errors)
  const { nameAr, nameEn, sex, role, department, location } = read.values
  const from = Temporal.Now.plainDateISO(clinic.locations[0]?.zone ?? 'UTC')
  const newcomer = { name: { en: nameEn || nameAr, ar: nameAr || nameEn }, sex, role, department, location, from }
  const answer = await inviteStaff(db, signedInActor(c), {
    receipt: receiptOf(read.typed),
    who: { newcomer },
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
  const asked = account.user === null ? login(frame.clinic.country) : z.undefined().catch(undefined)
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

const oneOf = <Kind extends string>(rows: { id: Id<Kind> }[]) =>
  z
    .string()
    .catch('')
    .transform((typed, context): Id<Kind> | null => {
      const row = rows.find(({ id }) => id === typed)
      if (row || typed === '') return row?.id ?? null
      context.addIssue({ code: 'custom', message: 'error.field' })
      return z.NEVER
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
  const { db, frame, t } = c.var
  const [{ locations }, departments] = await Promise.all([clinicNow(db), departmentsOf(db)])
  const named = (rows: { id: string; name: { en: string; ar: string } }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: t.local(name) }))
  return page(
    c,
    <NewPersonPage
      frame={frame}
      receipt={newReceipt()}
      typed={typed}
      errors={errors}
      roles={roles.map((role) => ({ value: role, label: t(`staff.role.${role}`, { sex: 'other' }) }))}
      departments={named(departments)}
      locations={named(locations)}
    />,
    errors.length > 0 ? 422 : 200,
  )
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

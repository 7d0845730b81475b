import { Hono } from 'hono'
import { z } from 'zod'
import { EndRightPage } from '../../../views/families/end-right-page.tsx'
import { LinkContent, LinkPage } from '../../../views/families/link-page.tsx'
import { LinkedPage } from '../../../views/families/linked-page.tsx'
import { SignOutAccountsPage } from '../../../views/families/sign-out-page.tsx'
import { Note } from '../../../views/ui/note.tsx'
import { partly } from '../../accounts/code-door.ts'
import { loginOf } from '../../accounts/logins.ts'
import { ownAccount } from '../../accounts/own/queries.ts'
import { recoverable } from '../../accounts/recovery/find.ts'
import { able, signedInActor } from '../../accounts/require.ts'
import { clinicToday } from '../../appointments/desk/desk-found.ts'
import { audit } from '../../audit/write.ts'
import { clinicNow } from '../../clinic/remembered.ts'
import { clinicSaid } from '../../clinic/said.ts'
import { idOf } from '../../database/ids.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { type FieldError, form, type Typed, typedIn } from '../../web/form.ts'
import { fragment, isFragment, page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { notFound } from '../../web/refusal.ts'
import { headerPatient } from '../header.ts'
import type { PatientAtDesk } from '../queries.ts'
import { patientInAddress } from '../registering/patient-in-address.ts'
import { isMinor } from './age.ts'
import { endRight } from './end-right.ts'
import { giveRight, relations } from './give-right.ts'
import { accountOver, accountsOverPatient, loginsOf, type Right } from './queries.ts'
import { rightInWords } from './right-words.ts'
import { signOutAccounts } from './sign-out-accounts.ts'

/** The staff site: the accounts that open a patient's record, their own ones too. Given at the desk, with both present, and ended there. */
export const linkedRoutes = new Hono<Env>()

linkedRoutes.get('/patients/:patient/people', able('patient-edit'), async (c) => {
  const { db, frame, t } = c.var
  const patient = await seen(c)
  const { today } = await clinicToday(c)
  const rights = await accountsOverPatient(db, patient.id)
  const logins = await loginsIn(c, rights)
  const href = `/patients/${patient.id}/people`
  return page(
    c,
    <LinkedPage
      frame={frame}
      patient={headerPatient(t, patient, frame.clinic.country, today)}
      href={href}
      back={`/patients/${patient.id}`}
      rights={rights.map((right) => ({ ...rightInWords(t, right, today), logins: logins(right), end: `${href}/${right.id}/ending` }))}
      note={doneNote(c)}
    />,
  )
})

linkedRoutes.get('/patients/:patient/people/new', able('patient-edit'), async (c) => linkPage(c, await seen(c), {}, []))

const link = z.object({
  login: z.string('people.enterLogin').trim().min(1, 'people.enterLogin').max(254, 'people.enterLogin'),
  relation: z.enum(relations, 'people.chooseRelation'),
  rights: z.enum(['both', 'book', 'record'], 'people.chooseRights'),
  reason: z.string('people.enterReason').trim().min(3, 'people.enterReason').max(200, 'people.reasonLong'),
  present: z.literal('yes', 'people.bothPresent'),
  account: z.string().optional(),
})

linkedRoutes.post('/patients/:patient/people/new', able('patient-edit'), async (c) => {
  const { db, t, frame } = c.var
  const patient = await seen(c)
  const read = await form(c, link)
  if (!read.ok) return linkPage(c, patient, read.typed, read.errors, 422)
  const { values, typed } = read
  const login = loginOf(values.login, frame.clinic.country)
  const user = login && (await recoverable(db, 'patient', login))
  if (!user) return linkPage(c, patient, typed, [{ field: 'login', message: t('people.noAccount') }], 422)
  // Shown by name first: one digit away lives somebody else.
  if (values.account !== user) return linkPage(c, patient, typed, [], 200, { user, name: t.local((await ownAccount(db, user)).name) })
  const { today } = await clinicToday(c)
  const answer = await giveRight(
    db,
    signedInActor(c),
    {
      receipt: receiptOf(typed),
      patient: patient.id,
      user,
      relation: values.relation,
      mayBook: values.rights !== 'record',
      maySeeRecord: values.rights !== 'book',
      reason: values.reason,
      clinic: clinicSaid(await clinicNow(db)),
    },
    today,
  )
  if (answer.ok) return c.redirect(`/patients/${patient.id}/people?done=given`, 303)
  if (answer.reason === 'not-found') notFound()
  const field = answer.reason === 'minor' ? 'relation' : 'login'
  return linkPage(c, patient, typed, [{ field, message: t(`people.refused.${answer.reason}`) }], 422)
})

linkedRoutes.get('/patients/:patient/people/:access/ending', able('patient-edit'), async (c) => {
  const patient = await seen(c)
  return endPage(c, patient, await rightOfPatient(c, patient), [])
})

linkedRoutes.post('/patients/:patient/people/:access/ending', able('patient-edit'), async (c) => {
  const { db } = c.var
  const patient = await seen(c)
  const read = await form(
    c,
    z.object({ reason: z.string('people.enterEndReason').trim().min(3, 'people.enterEndReason').max(200, 'people.reasonLong') }),
  )
  const over = await rightOfPatient(c, patient)
  if (!read.ok) return endPage(c, patient, over, read.errors)
  const clinic = clinicSaid(await clinicNow(db))
  await endRight(db, signedInActor(c), { receipt: receiptOf(read.typed), right: over, because: read.values.reason, clinic })
  return c.redirect(`/patients/${patient.id}/people?done=ended`, 303)
})

linkedRoutes.get('/patients/:patient/people/sessions-ending', able('patient-edit'), async (c) => {
  const { frame, t } = c.var
  const patient = await seen(c)
  const { today } = await clinicToday(c)
  const back = `/patients/${patient.id}/people`
  return page(
    c,
    <SignOutAccountsPage
      frame={frame}
      patient={headerPatient(t, patient, frame.clinic.country, today)}
      action={`${back}/sessions-ending`}
      back={back}
      receipt={newReceipt()}
    />,
  )
})

linkedRoutes.post('/patients/:patient/people/sessions-ending', able('patient-edit'), async (c) => {
  const patient = await patientInAddress(c)
  await signOutAccounts(c.var.db, signedInActor(c), { receipt: receiptOf(typedIn(c.var.posted)), patient: patient.id })
  return c.redirect(`/patients/${patient.id}/people?done=signed-out`, 303)
})

/** The patient of the address, with the audit's row of who looked. */
async function seen(c: WebContext): Promise<PatientAtDesk> {
  const patient = await patientInAddress(c)
  await audit(c.var.db, signedInActor(c), { action: 'patient.see', subject: { type: 'patient', id: patient.id }, patient: patient.id })
  return patient
}

async function rightOfPatient(c: WebContext, patient: PatientAtDesk) {
  const id = idOf<'patient-access'>(c.req.param('access'))
  return (id && (await accountOver(c.var.db, patient.id, id))) ?? notFound()
}

/** By what each account signs in, as far as it is shown. */
async function loginsIn(c: WebContext, rights: readonly Right[]): Promise<(right: Right) => string[]> {
  const logins = await loginsOf(
    c.var.db,
    rights.map(({ user }) => user),
  )
  return ({ user }) => (logins.get(user) ?? []).map((login) => partly(c, login))
}

async function endPage(c: WebContext, patient: PatientAtDesk, over: Right, errors: FieldError[]) {
  const { frame, t } = c.var
  const { today } = await clinicToday(c)
  const logins = await loginsIn(c, [over])
  return page(
    c,
    <EndRightPage
      frame={frame}
      patient={headerPatient(t, patient, frame.clinic.country, today)}
      right={rightInWords(t, over, today)}
      logins={logins(over)}
      by={over.relation === 'self' ? 'desk-own' : 'desk'}
      action={`/patients/${patient.id}/people/${over.id}/ending`}
      back={`/patients/${patient.id}/people`}
      receipt={newReceipt()}
      errors={errors}
    />,
    errors.length > 0 ? 422 : 200,
  )
}

function doneNote(c: WebContext) {
  const words = { given: 'people.given', ended: 'people.ended', 'signed-out': 'people.signedOut' } as const
  const done = (['given', 'ended', 'signed-out'] as const).find((which) => which === c.req.query('done'))
  return done && <Note kind="good">{c.var.t(words[done])}</Note>
}

async function linkPage(
  c: WebContext,
  patient: PatientAtDesk,
  typed: Typed,
  errors: FieldError[],
  status: 200 | 422 = 200,
  found: { user: string; name: string } | null = null,
) {
  const { frame, t } = c.var
  const { today } = await clinicToday(c)
  const minor = isMinor(patient.birth, today)
  const props = {
    frame,
    patient: headerPatient(t, patient, frame.clinic.country, today),
    href: `/patients/${patient.id}/people`,
    relations: relations.filter((relation) => !minor || relation === 'parent' || relation === 'guardian'),
    minor,
    receipt: newReceipt(),
    typed,
    found,
    errors,
  }
  return isFragment(c) ? fragment(c, <LinkContent {...props} />, status) : page(c, <LinkPage {...props} />, status)
}

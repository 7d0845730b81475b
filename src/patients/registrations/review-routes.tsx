import { Hono } from 'hono'
import { RegistrationsPage } from '../../../views/registrations/list-page.tsx'
import { RegistrationContent, RegistrationPage } from '../../../views/registrations/registration-page.tsx'
import { partly } from '../../accounts/code-door.ts'
import type { CodeTo } from '../../accounts/codes.ts'
import { able, signedInActor } from '../../accounts/require.ts'
import { clinicToday } from '../../appointments/desk/desk-found.ts'
import { appointmentsOfPatient } from '../../appointments/online/patient-appointments.ts'
import { giveVisits } from '../../appointments/visit/change-patient.ts'
import { audit } from '../../audit/write.ts'
import { clinicNow } from '../../clinic/remembered.ts'
import { clinicSaid } from '../../clinic/said.ts'
import { type Id, idOf } from '../../database/ids.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { type FieldError, typedIn } from '../../web/form.ts'
import { fragment, isFragment, page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { notFound } from '../../web/refusal.ts'
import type { TextKey } from '../../web/texts.ts'
import { ageOn } from '../birth.ts'
import { headerPatient } from '../header.ts'
import { namesFor } from '../names.ts'
import { likelyInWords } from '../registering/likely-words.ts'
import { confirmRegistration, linkRegistration } from './decide.ts'
import { accountsOf } from './other-accounts.ts'
import { patientByNumber, type RegistrationToReview, registrationOf, waitingRegistrations } from './queries.ts'
import { refusedBecause } from './refusal.ts'
import { refuseRegistration } from './refuse.ts'

/** The desk's review of who registered by themselves: seen at their first arrival, confirmed, linked to the record they have, or refused. */
export const reviewRoutes = new Hono<Env>()

reviewRoutes.get('/registrations', able('registrations'), async (c) => {
  const { db, frame, t } = c.var
  const waiting = await waitingRegistrations(db)
  const zone = await zoneOf(c)
  const { today } = await clinicToday(c)
  await audit(db, signedInActor(c), { action: 'registrations.see', patients: waiting.map(({ card }) => card.id) })
  return page(
    c,
    <RegistrationsPage
      frame={frame}
      registrations={waiting.map(({ id, card, registeredAt, nextVisit }) => ({
        href: `/registrations/${id}`,
        names: namesFor(card.names, t.language),
        sex: card.sex,
        age: ageOn(card.birth, today),
        recordNumber: card.recordNumber,
        phone: card.phone && t.phone(card.phone.value, frame.clinic.country),
        registered: registeredAt.toZonedDateTimeISO(zone),
        nextVisit: nextVisit?.toZonedDateTimeISO(zone) ?? null,
      }))}
    />,
  )
})

for (const address of ['', '/confirmation', '/link', '/refusal']) {
  reviewRoutes.get(`/registrations/:registration${address}`, able('registrations'), async (c) => show(c, await found(c), {}))
}

reviewRoutes.post('/registrations/:registration/confirmation', able('registrations'), async (c) => {
  const registration = await found(c)
  const answer = await confirmRegistration(c.var.db, signedInActor(c), {
    receipt: receiptOf(typedIn(c.var.posted)),
    registration: registration.id,
  })
  if (answer.ok) return c.redirect(`/registrations/${registration.id}`, 303)
  return show(c, await found(c), { error: { field: 'recordNumber', key: problems[answer.reason] }, status: 409 })
})

reviewRoutes.post('/registrations/:registration/link', able('registrations'), async (c) => {
  const { db, t } = c.var
  const registration = await found(c)
  const actor = signedInActor(c)
  const typed = typedIn(c.var.posted)
  const receipt = receiptOf(typed)
  const number = (typed.recordNumber ?? '').trim()
  const patient = number === '' ? idOf<'patient'>(typed.patient) : await patientByNumber(db, number)
  const field = number === '' && registration.likely.length > 0 ? 'patient' : 'recordNumber'
  if (patient === null) {
    const key = number === '' ? 'registrations.choose' : 'registrations.noPatient'
    return show(c, registration, { typed, error: { field, key }, status: 422 })
  }
  const account = typed.evenSo === 'yes' ? undefined : (await accountsOf(db, [patient])).get(patient)
  if (account && registration.status === 'waiting') {
    return show(c, registration, { typed, otherAccount: account, error: { field: 'evenSo', key: 'registrations.sayEvenSo' }, status: 409 })
  }
  const reason = t('registrations.linkReason')
  const answer = await linkRegistration(db, actor, {
    receipt,
    registration: registration.id,
    patient,
    giveVisits: (tx, visits) => giveVisits(tx, actor, { ...visits, reason }),
  })
  if (answer.ok) return c.redirect(`/registrations/${registration.id}`, 303)
  return show(c, await found(c), { typed, error: { field, key: problems[answer.reason] }, status: 409 })
})

reviewRoutes.post('/registrations/:registration/refusal', able('registrations'), async (c) => {
  const { db } = c.var
  const registration = await found(c)
  const typed = typedIn(c.var.posted)
  const receipt = receiptOf(typed)
  const because = refusedBecause.find((known) => known === typed.because)
  const words = (typed.reason ?? '').trim().slice(0, 500)
  if (!because) return show(c, registration, { typed, error: { field: 'because', key: 'registrations.chooseReason' }, status: 422 })
  if (because === 'other' && words.length < 3) {
    return show(c, registration, { typed, error: { field: 'reason', key: 'registrations.enterReason' }, status: 422 })
  }
  const clinic = clinicSaid(await clinicNow(db))
  const answer = await refuseRegistration(db, signedInActor(c), { receipt, registration: registration.id, because, words, clinic })
  if (answer.ok) return c.redirect(`/registrations/${registration.id}`, 303)
  return show(c, await found(c), { typed, error: { field: 'because', key: problems[answer.reason] }, status: 409 })
})

const problems = {
  decided: 'registrations.decided',
  'identifier-taken': 'registrations.identifierTaken',
  'no-patient': 'registrations.noPatient',
  'own-visit': 'registrations.ownVisit',
  'has-visits': 'registrations.hasVisits',
} as const satisfies Record<string, TextKey>

async function found(c: WebContext): Promise<RegistrationToReview> {
  const id = idOf<'registration'>(c.req.param('registration'))
  return (id && (await registrationOf(c.var.db, id))) ?? notFound()
}

async function zoneOf(c: WebContext): Promise<string> {
  const { locations } = await clinicNow(c.var.db)
  return locations[0]?.zone ?? 'UTC'
}

interface Shown {
  typed?: Record<string, string>
  otherAccount?: CodeTo
  error?: { field: string; key: TextKey }
  status?: 200 | 409 | 422
}

async function show(c: WebContext, registration: RegistrationToReview, { typed = {}, otherAccount, error, status = 200 }: Shown) {
  const { db, frame, t } = c.var
  const actor = signedInActor(c)
  const { card, likely, identifier, contact } = registration
  const { today } = await clinicToday(c)
  const [visits, accounts] = await Promise.all([
    appointmentsOfPatient(db, registration.linkedTo ?? card.id),
    accountsOf(
      db,
      likely.map(({ patient }) => patient.id),
    ),
  ])
  await audit(db, actor, {
    action: 'registration.see',
    subject: { type: 'registration', id: registration.id },
    patient: card.id,
    ...(likely.length > 0 ? { patients: likely.map(({ patient }): Id<'patient'> => patient.id) } : {}),
  })
  const errors: FieldError[] = error ? [{ field: error.field, message: t(error.key) }] : []
  const props = {
    frame,
    href: `/registrations/${registration.id}`,
    patient: headerPatient(t, card, frame.clinic.country, today),
    patientHref: `/patients/${card.id}`,
    status: registration.status,
    refusal: registration.refusal,
    linkedHref: registration.linkedTo && `/patients/${registration.linkedTo}`,
    contact: contact.kind === 'phone' ? t.phone(contact.value, frame.clinic.country) : contact.value,
    identifier: identifier && { type: `register.idType.${identifier.type}` as const, value: identifier.value },
    visits: visits.upcoming.map(({ id, starts, doctor }) => ({
      href: `/appointments/${id}`,
      starts,
      doctor: t('staff.doctor', { name: t.local(doctor.name) }),
    })),
    likely: likely.map((one) => {
      const account = accounts.get(one.patient.id)
      return { ...likelyInWords(t, actor, one, today), account: account ? partly(c, account) : null }
    }),
    typed,
    otherAccount: otherAccount ? partly(c, otherAccount) : null,
    reasons: refusedBecause,
    errors,
    receipts: { confirm: newReceipt(), link: newReceipt(), refuse: newReceipt() },
  }
  return isFragment(c) ? fragment(c, <RegistrationContent {...props} />, status) : page(c, <RegistrationPage {...props} />, status)
}

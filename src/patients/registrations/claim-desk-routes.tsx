import { Hono } from 'hono'
import { ClaimGivenPage, GiveClaimPage } from '../../../views/registrations/give-claim-page.tsx'
import { able, signedInActor } from '../../accounts/require.ts'
import { clinicToday } from '../../appointments/desk/desk-found.ts'
import { audit } from '../../audit/write.ts'
import { clinicNow } from '../../clinic/remembered.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { typedIn } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { isMinor } from '../families/age.ts'
import { headerPatient } from '../header.ts'
import type { PatientAtDesk } from '../queries.ts'
import { patientInAddress } from '../registering/patient-in-address.ts'
import { makeClaim } from './claims.ts'

/** The desk gives a patient whom it has before it a way to an account: on paper, or sent to a number or address of their own. */
export const claimDeskRoutes = new Hono<Env>()

claimDeskRoutes.get('/patients/:patient/account', able('patient-edit'), async (c) => givePage(c, await patientInAddress(c), false))

claimDeskRoutes.post('/patients/:patient/account', able('patient-edit'), async (c) => {
  const { db, config, frame, t } = c.var
  const patient = await patientInAddress(c)
  const typed = typedIn(c.var.posted)
  const contact = ownContacts(patient).find(({ id }) => id === typed.way)
  const { today } = await clinicToday(c)
  if ((typed.way !== 'paper' && !contact) || patient.deceased || isMinor(patient.birth, today)) return givePage(c, patient, true)
  const { settings } = await clinicNow(db)
  const made = await makeClaim(db, config.secret, signedInActor(c), {
    receipt: receiptOf(typed),
    patient: patient.id,
    way: contact ? { kind: contact.contact_system, value: contact.value } : { kind: 'paper' },
    language: languageOf(patient, settings.default_language),
    clinic: settings.clinic_name,
    country: settings.country,
  })
  const token = made.token
  return page(
    c,
    <ClaimGivenPage
      frame={frame}
      patient={headerPatient(t, patient, frame.clinic.country, today)}
      href={`/patients/${patient.id}`}
      code={contact || token === null ? null : `${token.slice(0, 5)}-${token.slice(5)}`}
      sentTo={contact && token !== null ? shown(c, contact) : null}
      days={Math.round(made.hours / 24)}
      address={new URL('/claim', config.publicUrl).href.replace(/^https?:\/\//, '')}
    />,
  )
})

/** A claim opens the record, so it goes to nobody else's phone. */
const ownContacts = (patient: PatientAtDesk) => patient.contacts.filter(({ whose }) => whose === 'self')

const languageOf = ({ language }: PatientAtDesk, ofClinic: string): 'en' | 'ar' => ((language ?? ofClinic) === 'en' ? 'en' : 'ar')

const shown = ({ var: { t, frame } }: WebContext, { contact_system, value }: PatientAtDesk['contacts'][number]): string =>
  contact_system === 'phone' ? t.phone(value, frame.clinic.country) : value

async function givePage(c: WebContext, patient: PatientAtDesk, wrong: boolean) {
  const { db, frame, t } = c.var
  const { today } = await clinicToday(c)
  await audit(db, signedInActor(c), { action: 'patient.see', subject: { type: 'patient', id: patient.id }, patient: patient.id })
  return page(
    c,
    <GiveClaimPage
      frame={frame}
      patient={headerPatient(t, patient, frame.clinic.country, today)}
      href={`/patients/${patient.id}`}
      receipt={newReceipt()}
      possible={!patient.deceased && !isMinor(patient.birth, today)}
      contacts={ownContacts(patient).map((contact) => ({ id: contact.id, system: contact.contact_system, text: shown(c, contact) }))}
      errors={wrong ? [{ field: 'way', message: t('claim.chooseWay') }] : []}
    />,
    wrong ? 422 : 200,
  )
}

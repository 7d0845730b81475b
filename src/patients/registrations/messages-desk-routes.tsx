import { Hono } from 'hono'
import { MessagesAtDeskPage } from '../../../views/registrations/messages-at-desk-page.tsx'
import { Note } from '../../../views/ui/note.tsx'
import { able, signedInActor } from '../../accounts/require.ts'
import { clinicToday } from '../../appointments/desk/desk-found.ts'
import { audit } from '../../audit/write.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { typedIn } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { headerPatient } from '../header.ts'
import { patientInAddress } from '../registering/patient-in-address.ts'
import { versionIn } from '../registering/version-in.ts'
import { changeMessages } from './change-messages.ts'

/** The staff site: to which of a patient's numbers and addresses messages about visits may go, as the patient says at the desk. */
export const messagesDeskRoutes = new Hono<Env>()

messagesDeskRoutes.get('/patients/:patient/messages', able('contacts-edit'), (c) => messagesPage(c, 200))

messagesDeskRoutes.post('/patients/:patient/messages', able('contacts-edit'), async (c) => {
  const { db, t, posted } = c.var
  const patient = await patientInAddress(c)
  const typed = typedIn(posted)
  const chosen = posted.getAll('wanted[]')
  const answer = await changeMessages(db, signedInActor(c), {
    receipt: receiptOf(typed),
    patient: patient.id,
    version: versionIn(typed),
    wanted: patient.contacts.map(({ id }) => id).filter((id) => chosen.includes(id)),
    language: t.language,
  })
  return answer.ok ? c.redirect(`/patients/${patient.id}?done=saved`, 303) : messagesPage(c, 409)
})

/** 409: somebody else has changed the patient meanwhile, whose numbers are shown as they are now. */
async function messagesPage(c: WebContext, status: 200 | 409) {
  const { db, config, frame, t } = c.var
  const patient = await patientInAddress(c)
  const { today } = await clinicToday(c)
  await audit(db, signedInActor(c), { action: 'patient.see', subject: { type: 'patient', id: patient.id }, patient: patient.id })
  return page(
    c,
    <MessagesAtDeskPage
      frame={frame}
      patient={headerPatient(t, patient, frame.clinic.country, today)}
      href={`/patients/${patient.id}`}
      receipt={newReceipt()}
      version={patient.version}
      contacts={patient.contacts.map(({ id, contact_system, value, whose, reminders }) => ({
        id,
        text: contact_system === 'phone' ? t.phone(value, frame.clinic.country) : value,
        whose: whose === 'self' ? null : t(`patient.phoneOf.${whose}`),
        wanted: reminders,
      }))}
      notice={new URL('/privacy', config.publicUrl).href}
      note={status === 409 && <Note kind="warn">{t('edit.conflict')}</Note>}
    />,
    status,
  )
}

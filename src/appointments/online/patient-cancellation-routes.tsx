import { Hono } from 'hono'
import { z } from 'zod'
import { CancellationContent, CancellationPage } from '../../../views/appointments/cancellation-page.tsx'
import { personName } from '../../../views/booking/person-words.ts'
import { signedIn, signedInActor } from '../../accounts/require.ts'
import { audit } from '../../audit/write.ts'
import { clinicNow } from '../../clinic/remembered.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { form } from '../../web/form.ts'
import { fragment, isFragment, page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { Refusal } from '../../web/refusal.ts'
import type { TextKey } from '../../web/texts.ts'
import { type Cancelled, cancel } from '../visit/cancel.ts'
import { appointmentFound, personToBookFor } from './patient-found.ts'

/** The patients' site: cancelling an appointment, until the clinic's limit. */
export const patientCancellationRoutes = new Hono<Env>()

const address = '/patients/:patient/appointments/:appointment/cancellation'

patientCancellationRoutes.get(address, signedIn, (c) => answer(c, null, 200))

patientCancellationRoutes.post(address, signedIn, async (c) => {
  const person = await personToBookFor(c)
  const appointment = await appointmentFound(c, person)
  const read = await form(c, z.object({ version: z.coerce.number().int() }))
  if (!read.ok) throw new Refusal(400, 'error.form')
  const { version } = read.values
  const cancelled = await cancel(c.var.db, signedInActor(c), {
    receipt: receiptOf(read.typed),
    appointment: appointment.id,
    version,
    reason: 'patient',
  })
  const home = `/patients/${person.id}/appointments/${appointment.id}`
  if (cancelled.ok) return c.redirect(`${home}?done=cancelled`, 303)
  if (cancelled.reason === 'already-cancelled') return c.redirect(home, 303)
  return answer(c, problems[cancelled.reason], 409)
})

/** Too late is said by the page itself, with the number to call. */
const problems: Record<Exclude<Cancelled, { ok: true }>['reason'], TextKey | null> = {
  'not-found': 'error.404',
  'already-cancelled': null,
  'not-booked': 'appt.notCancellable',
  'too-late': null,
  changed: 'appt.changed',
}

async function answer(c: WebContext, problem: TextKey | null, status: 200 | 409) {
  const { db, frame, t } = c.var
  const person = await personToBookFor(c)
  const appointment = await appointmentFound(c, person)
  await audit(db, signedInActor(c), { action: 'appointment.see', subject: { type: 'appointment', id: appointment.id }, patient: person.id })
  if (status === 200 && appointment.status === 'cancelled') return c.redirect(`/patients/${person.id}/appointments/${appointment.id}`, 303)
  const over = appointment.status !== 'booked' || appointment.isOver
  const props = {
    frame,
    appointment,
    person: personName(t, person.names),
    severalBranches: frame.clinic.locations.length > 1,
    hijri: (await clinicNow(db)).settings.hijri_dates,
    receipt: newReceipt(),
    problem: problem ?? (over ? ('appt.notCancellable' as const) : null),
  }
  return isFragment(c) ? fragment(c, <CancellationContent {...props} />, status) : page(c, <CancellationPage {...props} />, status)
}

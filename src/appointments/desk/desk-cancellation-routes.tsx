import { Hono } from 'hono'
import { z } from 'zod'
import { CancellationPage, deskCancelReasons } from '../../../views/desk/cancellation-page.tsx'
import { keptFor } from '../../accounts/kept.ts'
import { able, signedInActor } from '../../accounts/require.ts'
import { audit } from '../../audit/write.ts'
import { headerPatient } from '../../patients/header.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { type FieldError, form, type Typed } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { Refusal } from '../../web/refusal.ts'
import { cancel } from '../visit/cancel.ts'
import { refusalOf } from '../visit/steps.ts'
import { stepVisit } from '../visit/visit-row.ts'
import { mayChange } from './desk-appointment.ts'
import { appointmentWithCard, clinicToday } from './desk-found.ts'
import { deskAppointment } from './desk-words.ts'
import { refusedNote } from './step-answer.tsx'

/** The desk cancels a visit, with a reason. */
export const deskCancellationRoutes = new Hono<Env>()

const cancellation = z.object({
  reason: z.enum(deskCancelReasons, 'appointment.chooseReason'),
  note: z.string().trim().max(500, 'appointment.noteLong').optional(),
  version: z.coerce.number('error.form').int('error.form'),
})

const address = '/appointments/:appointment/cancellation'

deskCancellationRoutes.get(address, able('appointments'), (c) => cancellationPage(c, keptFor(c, c.req.path) ?? {}, []))

deskCancellationRoutes.post(address, able('appointments'), async (c) => {
  const actor = signedInActor(c)
  const { appointment } = await changeable(c)
  const read = await form(c, cancellation)
  if (!read.ok) return cancellationPage(c, read.typed, read.errors, 422)
  const answer = await cancel(c.var.db, actor, { ...read.values, receipt: receiptOf(read.typed), appointment: appointment.id })
  if (answer.ok) return c.redirect(`/appointments/${appointment.id}?done=cancellation&visit=${appointment.id}`, 303)
  return cancellationPage(c, read.typed, [], 409)
})

/** Found, and theirs to cancel: a doctor who sees a colleague's visit may not. */
async function changeable(c: WebContext) {
  const actor = signedInActor(c)
  const found = await appointmentWithCard(c, actor)
  if (!mayChange(actor, found.appointment)) throw new Refusal(403)
  return found
}

async function cancellationPage(c: WebContext, typed: Typed, errors: FieldError[], status: 200 | 409 | 422 = 200) {
  const { db, frame, t } = c.var
  const actor = signedInActor(c)
  const { appointment, patient } = await changeable(c)
  const { now, today } = await clinicToday(c)
  const isOver = refusalOf(actor, 'cancellation', stepVisit(appointment), now) !== null
  if (status === 200 && isOver) return c.redirect(`/appointments/${appointment.id}`, 303)
  const note = status === 409 ? await refusedNote(c, appointment, isOver ? 'step.refused.wrong-status' : 'step.refused.changed') : null
  await audit(db, actor, { action: 'appointment.see', subject: { type: 'appointment', id: appointment.id }, patient: patient.id })
  return page(
    c,
    <CancellationPage
      frame={frame}
      appointment={deskAppointment(t, appointment, frame.clinic.locations.length > 1, now)}
      patient={headerPatient(t, patient, frame.clinic.country, today)}
      receipt={newReceipt()}
      version={appointment.version}
      typed={typed}
      errors={errors}
      note={note}
      isOver={isOver}
    />,
    status,
  )
}

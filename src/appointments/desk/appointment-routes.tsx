import { Hono } from 'hono'
import { z } from 'zod'
import { personName } from '../../../views/booking/person-words.ts'
import { AppointmentPage, type HistoryLine } from '../../../views/desk/appointment-page.tsx'
import { ReasonPage } from '../../../views/desk/reason-page.tsx'
import { may } from '../../accounts/abilities.ts'
import { keptFor } from '../../accounts/kept.ts'
import { able, signedInActor } from '../../accounts/require.ts'
import { audit } from '../../audit/write.ts'
import { headerPatient } from '../../patients/header.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { type FieldError, form, type Typed } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { Refusal } from '../../web/refusal.ts'
import type { Texts } from '../../web/texts.ts'
import { changeReason } from '../visit/change-reason.ts'
import { methodsFirst } from '../visit/payment-methods.ts'
import { stepsFor } from '../visit/steps.ts'
import { type StepTakenRow, stepsTaken, undoableOf } from '../visit/steps-taken.ts'
import { stepVisit } from '../visit/visit-row.ts'
import { type DeskAppointmentRow, mayChange } from './desk-appointment.ts'
import { appointmentWithCard, appointmentWithPatient, clinicToday } from './desk-found.ts'
import { deskAppointment } from './desk-words.ts'
import { doneNote, refusedNote, whoOf } from './step-answer.tsx'

/** One appointment at the desk: what it is, what can be done with it, and what was. */
export const appointmentRoutes = new Hono<Env>()

appointmentRoutes.get('/appointments/:appointment', able('day-book'), async (c) => {
  const { db, frame, t } = c.var
  const actor = signedInActor(c)
  const { appointment, patient } = await appointmentWithPatient(c, actor)
  const { now, today } = await clinicToday(c)
  const taken = await stepsTaken(db, appointment.id)
  const undo = undoableOf(taken)
  await audit(db, actor, { action: 'appointment.see', subject: { type: 'appointment', id: appointment.id }, patient: patient.id })
  const name = personName(t, patient.names)
  return page(
    c,
    <AppointmentPage
      frame={frame}
      appointment={deskAppointment(t, appointment, frame.clinic.locations.length > 1, now)}
      patient={headerPatient(t, patient, frame.clinic.country, today)}
      patientHref={`/patients/${patient.id}`}
      steps={{ id: appointment.id, version: appointment.version, steps: stepsFor(actor, stepVisit(appointment), now), about: name }}
      methods={methodsFirst(c)}
      history={taken.map((one) => historyLine(t, one, appointment))}
      undo={undo && { action: `/appointments/${appointment.id}/undo`, step: undo.id, what: t(`step.do.${undo.step}`) }}
      mayEditReason={mayChange(actor, appointment)}
      mayChangePatient={may(actor, 'patient-edit') && mayChange(actor, appointment)}
      note={doneNote(c, () => name)}
    />,
  )
})

function historyLine(t: Texts, one: StepTakenRow, { zone }: DeskAppointmentRow): HistoryLine {
  const there = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone)
  return {
    what: whatOf(t, one, zone),
    who: whoOf(t, one),
    at: there(one.at),
    note: one.note,
    undone: one.undone_at && { who: whoOf(t, { by: one.undone_by }), at: there(one.undone_at) },
  }
}

/** A move says what it was before. */
function whatOf(t: Texts, { step, from_starts_at, from_doctor, payment_method }: StepTakenRow, zone: string): string {
  if (step === 'payment' && payment_method) return t(`step.pay.${payment_method}`)
  if (from_starts_at === null || from_doctor === null) return t(`step.was.${step}`)
  const before = from_starts_at.toZonedDateTimeISO(zone)
  return t('step.movedFrom', { day: t.dayMonth(before.toPlainDate()), time: t.time(before), doctor: t.local(from_doctor) })
}

const reason = '/appointments/:appointment/reason'

appointmentRoutes.get(reason, able('appointments'), (c) => reasonPage(c, keptFor(c, c.req.path) ?? {}, []))

const reasonForm = z.object({
  reason: z.string().trim().max(500, 'appointment.reasonLong').optional(),
  version: z.coerce.number('error.form').int('error.form'),
})

appointmentRoutes.post(reason, able('appointments'), async (c) => {
  const actor = signedInActor(c)
  const { appointment } = await changeable(c)
  const read = await form(c, reasonForm)
  if (!read.ok) return reasonPage(c, read.typed, read.errors, 422)
  const answer = await changeReason(c.var.db, actor, { ...read.values, receipt: receiptOf(read.typed), appointment: appointment.id })
  if (answer.ok) return c.redirect(`/appointments/${appointment.id}?done=reason&visit=${appointment.id}`, 303)
  return reasonPage(c, read.typed, [], 409)
})

/** Found, and theirs to change: a doctor who sees a colleague's visit may not. */
async function changeable(c: WebContext) {
  const actor = signedInActor(c)
  const found = await appointmentWithCard(c, actor)
  if (!mayChange(actor, found.appointment)) throw new Refusal(403)
  return found
}

/** After a lost race with both versions: the one that is there, and the one that was typed. */
async function reasonPage(c: WebContext, typed: Typed, errors: FieldError[], status: 200 | 409 | 422 = 200) {
  const { db, frame, t } = c.var
  const actor = signedInActor(c)
  const { appointment, patient } = await changeable(c)
  const { now, today } = await clinicToday(c)
  const note = status === 409 ? await refusedNote(c, appointment, 'step.refused.changed') : null
  await audit(db, actor, {
    action: 'appointment.see',
    subject: { type: 'appointment', id: appointment.id },
    patient: appointment.patient_id,
  })
  return page(
    c,
    <ReasonPage
      frame={frame}
      appointment={deskAppointment(t, appointment, frame.clinic.locations.length > 1, now)}
      patient={headerPatient(t, patient, frame.clinic.country, today)}
      version={appointment.version}
      receipt={newReceipt()}
      reason={typed.reason ?? appointment.reason ?? ''}
      errors={errors}
      note={note}
    />,
    status,
  )
}

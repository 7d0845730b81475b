import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { StepMenu } from '../../../views/desk/step-forms.tsx'
import { StepPage } from '../../../views/desk/step-page.tsx'
import { timeOfSlot, visitWhenText } from '../../../views/ui/visit-time.tsx'
import { ownPath } from '../../accounts/own-path.ts'
import { able, signedInActor } from '../../accounts/require.ts'
import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import { type Id, idOf } from '../../database/ids.ts'
import { headerPatient } from '../../patients/header.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { form } from '../../web/form.ts'
import { fragment, isFragment, page } from '../../web/page.ts'
import { notFound, Refusal } from '../../web/refusal.ts'
import type { Slot } from '../free/free.ts'
import { timeText, wantedIn } from '../online/wanted.ts'
import { methodIn, methodsFirst, rememberMethod } from '../visit/payment-methods.ts'
import { type Restored, restore, timesNearVisit } from '../visit/restore.ts'
import { stepReceipt } from '../visit/step-receipt.ts'
import { mayStep, refusalOf, rules, type Step, stepsFor } from '../visit/steps.ts'
import { stepsTaken, undoableOf } from '../visit/steps-taken.ts'
import { type SimpleStep, type StepTaken, takeStep } from '../visit/take-step.ts'
import { type Undone, undoStep } from '../visit/undo-step.ts'
import { stepVisit } from '../visit/visit-row.ts'
import { appointmentAtDesk, type DeskAppointmentRow } from './desk-appointment.ts'
import { appointmentWithPatient, clinicToday } from './desk-found.ts'
import { deskAppointment } from './desk-words.ts'
import { boardsHear, doneAnswer, refusedNote } from './step-answer.tsx'

/** What the desk and the doctors do with a visit: each step is an address, which a button posts to and a page confirms. */
export const stepRoutes = new Hono<Env>()

const simple: readonly SimpleStep[] = ['arrival', 'call', 'completion', 'no-show', 'departure', 'payment', 'payment-withdrawal']

for (const step of simple) {
  const address = `/appointments/:appointment/${step}`
  stepRoutes.get(address, able(rules[step].ability), (c) => stepPage(c, step))
  stepRoutes.post(address, able(rules[step].ability), (c) => postStep(c, step))
}

stepRoutes.get('/appointments/:appointment/steps', able('day-book'), async (c) => {
  const appointment = await atDesk(c, signedInActor(c))
  if (!isFragment(c)) return c.redirect(`/appointments/${appointment.id}`, 303)
  const steps = stepsFor(signedInActor(c), stepVisit(appointment), Temporal.Now.instant())
  const visit = { id: appointment.id, version: appointment.version, steps, about: '' }
  return fragment(c, <StepMenu t={c.var.t} visit={visit} methods={methodsFirst(c)} />)
})

const versioned = z.object({ version: z.coerce.number('error.form').int('error.form') })

async function postStep(c: WebContext, step: SimpleStep): Promise<Response> {
  const { actor, appointment } = await theirs(c, step)
  const read = await form(c, versioned)
  const method = methodIn(c.req.query('method'))
  if (!read.ok || (step === 'payment' && method === null)) return stepPage(c, step, 422)
  const { version } = read.values
  const receipt = stepReceipt(actor, appointment.id, version, method ?? step)
  const answer = await takeStep(c.var.db, actor, { receipt, appointment: appointment.id, version, step, method: method ?? undefined })
  if (!answer.ok) return refused(c, step, answer.reason)
  if (method) rememberMethod(c, method)
  return doneAnswer(c, appointment, step)
}

const restoration = '/appointments/:appointment/restoration'

stepRoutes.get(restoration, able('appointments'), async (c) => {
  if (c.req.query('taken') !== 'yes') return stepPage(c, 'restoration')
  const { appointment } = await theirs(c, 'restoration')
  const note = await refusedNote(c, appointment, 'step.refused.taken')
  return stepPage(c, 'restoration', 200, { note, others: await timesNearVisit(c.var.db, appointment.id) })
})

stepRoutes.post(restoration, able('appointments'), async (c) => {
  const { actor, appointment } = await theirs(c, 'restoration')
  const read = await form(c, versioned.extend({ time: z.string().optional() }))
  if (!read.ok) return stepPage(c, 'restoration', 422)
  const { version, time } = read.values
  const at = wantedIn({ time }).wanted.time
  const receipt = stepReceipt(actor, appointment.id, version, `restoration ${time ?? ''}`)
  const answer = await restore(c.var.db, actor, { receipt, appointment: appointment.id, version, at })
  if (answer.ok) return doneAnswer(c, appointment, 'restoration')
  return refused(c, 'restoration', answer.reason, answer.reason === 'taken' ? answer.others : [])
})

const undo = '/appointments/:appointment/undo'

stepRoutes.get(undo, able('day-book'), (c) => stepPage(c, 'undo'))

stepRoutes.post(undo, able('day-book'), async (c) => {
  const actor = signedInActor(c)
  const appointment = await atDesk(c, actor)
  const step = idOf<'appointment-step'>(c.var.posted.get('step'))
  if (step === null) return stepPage(c, 'undo', 422)
  const receipt = stepReceipt(actor, step, appointment.id, 'undo')
  const answer = await undoStep(c.var.db, actor, { receipt, appointment: appointment.id, step })
  if (!answer.ok && answer.reason === 'not-allowed') throw new Refusal(403)
  return answer.ok ? doneAnswer(c, appointment, 'undo') : refused(c, 'undo', answer.reason)
})

/** The appointment of the address, as far as this person finds it in a day book; whose patient it is does not matter for a step. */
async function atDesk(c: WebContext, actor: Actor): Promise<DeskAppointmentRow> {
  const id = idOf<'appointment'>(c.req.param('appointment'))
  return (id && (await appointmentAtDesk(c.var.db, actor, id))) ?? notFound()
}

/** Found, and theirs to change: a doctor who sees a colleague's visit may not. */
async function theirs(c: WebContext, step: Step): Promise<{ actor: Actor; appointment: DeskAppointmentRow }> {
  const actor = signedInActor(c)
  const appointment = await atDesk(c, actor)
  if (!mayStep(actor, step, { doctor: appointment.doctor_id })) throw new Refusal(403)
  return { actor, appointment }
}

/** What has this page; a time and a cancellation have pages of their own. */
type PageStep = SimpleStep | 'restoration' | 'undo'

type ReasonOf<Answer extends { ok: boolean }> = Extract<Answer, { ok: false; reason: string }>['reason']
type Reason = ReasonOf<StepTaken> | ReasonOf<Restored> | ReasonOf<Undone>

/** Nothing was changed: the note alone where scripts run, otherwise the page of the step with it; both with how the visit stands now. */
async function refused(c: WebContext, step: PageStep, reason: Reason, others: Slot[] = []): Promise<Response> {
  const actor = signedInActor(c)
  const appointment = await atDesk(c, actor)
  const note = await refusedNote(c, appointment, `step.refused.${reason}`)
  if (isFragment(c) && others.length === 0) {
    await saw(c, actor, appointment)
    c.header('HX-Trigger', boardsHear)
    return fragment(c, note, 409)
  }
  if (isFragment(c)) {
    c.header('HX-Redirect', `/appointments/${appointment.id}/${step}?taken=yes`)
    return c.body(null, 409)
  }
  return stepPage(c, step, 409, { note, others })
}

const saw = (c: WebContext, actor: Actor, { id, patient_id }: { id: Id<'appointment'>; patient_id: Id<'patient'> }) =>
  audit(c.var.db, actor, { action: 'appointment.see', subject: { type: 'appointment', id }, patient: patient_id })

async function stepPage(
  c: WebContext,
  step: PageStep,
  status: 200 | 409 | 422 = 200,
  answer: { note: Child; others: Slot[] } | null = null,
): Promise<Response> {
  const { db, frame, t } = c.var
  const actor = signedInActor(c)
  const { appointment, patient } = await appointmentWithPatient(c, actor)
  if (step !== 'undo' && !mayStep(actor, step, { doctor: appointment.doctor_id })) throw new Refusal(403)
  const { now, today } = await clinicToday(c)
  const wrong = step === 'undo' ? null : refusalOf(actor, step, stepVisit(appointment), now)
  const refusal = wrong && (await refusedNote(c, appointment, `step.refused.${wrong}`))
  await saw(c, actor, appointment)
  return page(
    c,
    <StepPage
      frame={frame}
      appointment={deskAppointment(t, appointment, frame.clinic.locations.length > 1, now)}
      patient={headerPatient(t, patient, frame.clinic.country, today)}
      step={step}
      version={appointment.version}
      methods={methodsFirst(c)}
      undo={step === 'undo' ? undoableOf(await stepsTaken(db, appointment.id)) : null}
      refused={answer?.note ?? refusal}
      others={(answer?.others ?? []).map((slot) => ({
        value: timeText({ starts: slot.starts, location: slot.location }),
        label: visitWhenText(t, timeOfSlot(slot), now),
      }))}
      back={ownPath(c.req.query('back')) ?? undefined}
    />,
    status,
  )
}

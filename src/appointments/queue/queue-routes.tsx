import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { QueueStepPage } from '../../../views/desk/queue-call-page.tsx'
import { RefusedNote } from '../../../views/desk/step-note.tsx'
import { able, signedInActor } from '../../accounts/require.ts'
import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import { type Id, idOf } from '../../database/ids.ts'
import { cardsOf } from '../../patients/cards.ts'
import { headerPatient } from '../../patients/header.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { type FieldError, versionIn } from '../../web/form.ts'
import { fragment, isFragment, page } from '../../web/page.ts'
import { notFound, Refusal } from '../../web/refusal.ts'
import { appointmentAtDesk } from '../desk/desk-appointment.ts'
import { clinicToday } from '../desk/desk-found.ts'
import { deskOffers, type Named } from '../desk/desk-offers.ts'
import { boardsHear, doneAnswer, queueDoneAnswer } from '../desk/step-answer.tsx'
import { stepReceipt } from '../visit/step-receipt.ts'
import { callWalkIn, type WalkInCalled } from './call-walk-in.ts'
import { type Left, leaveQueue, returnToQueue } from './leave-queue.ts'
import { type QueueEntry, queueEntryOf, queueStepsFor } from './queue.ts'

/** What is done with those who wait without an appointment. */
export const queueRoutes = new Hono<Env>()

type QueueVerb = 'call' | 'departure' | 'undo'

queueRoutes.get('/queue/:entry/call', able('call-and-finish'), (c) => stepPage(c, 'call'))

queueRoutes.post('/queue/:entry/call', able('call-and-finish'), async (c) => {
  const { db, t } = c.var
  const { actor, entry } = await found(c, 'call')
  const doctor = await callingDoctor(c, entry)
  if (doctor === null) return stepPage(c, 'call', { errors: [{ field: 'doctor', message: t('walkIn.chooseDoctor') }], status: 422 })
  const version = versionIn(c.var.posted.get('version'))
  const receipt = stepReceipt(actor, entry.id, version, `call ${doctor}`)
  const answer = await callWalkIn(db, actor, { receipt, entry, version, doctor })
  if (!answer.ok) return refused(c, 'call', answer.reason)
  const appointment = (await appointmentAtDesk(db, actor, answer.appointment)) ?? notFound()
  return doneAnswer(c, appointment, 'call')
})

queueRoutes.get('/queue/:entry/departure', able('arrivals'), (c) => stepPage(c, 'departure'))
queueRoutes.post('/queue/:entry/departure', able('arrivals'), (c) => leave(c, 'departure'))
queueRoutes.get('/queue/:entry/undo', able('arrivals'), (c) => stepPage(c, 'undo'))
queueRoutes.post('/queue/:entry/undo', able('arrivals'), (c) => leave(c, 'undo'))

async function leave(c: WebContext, verb: 'departure' | 'undo'): Promise<Response> {
  const { actor, entry } = await found(c, verb)
  const version = verb === 'undo' ? entry.version : versionIn(c.var.posted.get('version'))
  const asked = { receipt: stepReceipt(actor, entry.id, version, verb), entry: entry.id, version }
  const answer = verb === 'departure' ? await leaveQueue(c.var.db, actor, asked) : await returnToQueue(c.var.db, actor, asked)
  return answer.ok ? queueDoneAnswer(c, entry, verb) : refused(c, verb, answer.reason)
}

/** The doctor who calls themselves, the one who was asked for, or the one whom the form names. */
async function callingDoctor(c: WebContext, entry: QueueEntry): Promise<Id<'staff'> | null> {
  const actor = signedInActor(c)
  const named = idOf<'staff'>(c.var.posted.get('doctor'))
  const all = await doctorsFor(c, entry)
  const wanted = entry.doctor_id ?? named ?? actor.staff
  if (all.some(({ id }) => id === wanted)) return wanted
  return named === null && all.length === 1 ? (all[0]?.id ?? null) : null
}

/** Who offers what this patient waits for, there. */
async function doctorsFor(c: WebContext, entry: QueueEntry): Promise<Named<'staff'>[]> {
  const { department_id: department, location_id: location } = entry
  const own = entry.doctor_id ? { doctor: entry.doctor_id } : {}
  return (await deskOffers(c.var.db, { visitType: entry.visit_type_id, doctors: { department, location }, ...own })).doctors
}

async function found(c: WebContext, verb: QueueVerb): Promise<{ actor: Actor; entry: QueueEntry }> {
  const actor = signedInActor(c)
  const id = idOf<'queue-entry'>(c.req.param('entry'))
  const entry = (id && (await queueEntryOf(c.var.db, actor, id))) ?? notFound()
  if (!queueStepsFor(actor, entry).includes(verb === 'undo' ? 'departure' : verb)) throw new Refusal(403)
  return { actor, entry }
}

type ReasonOf<Answer extends { ok: boolean }> = Extract<Answer, { ok: false; reason: string }>['reason']
type Reason = ReasonOf<WalkInCalled> | ReasonOf<Left>

async function refused(c: WebContext, verb: QueueVerb, reason: Reason): Promise<Response> {
  const { db, t } = c.var
  const { actor, entry } = await found(c, verb)
  const note = (
    <RefusedNote meanwhile={null}>
      {t(`walkIn.refused.${reason}`)} {t(`walkIn.is.${entry.status}`)}
    </RefusedNote>
  )
  if (!isFragment(c)) return stepPage(c, verb, { note, status: 409 })
  await audit(db, actor, { action: 'queue.see', subject: { type: 'queue-entry', id: entry.id }, patient: entry.patient_id })
  c.header('HX-Trigger', boardsHear)
  return fragment(c, note, 409)
}

interface Answer {
  errors?: FieldError[]
  note?: Child
  status?: 409 | 422
}

async function stepPage(c: WebContext, verb: QueueVerb, { errors = [], note, status }: Answer = {}): Promise<Response> {
  const { db, frame, t } = c.var
  const { actor, entry } = await found(c, verb)
  const patient = (await cardsOf(db, [entry.patient_id])).get(entry.patient_id) ?? notFound()
  const { today } = await clinicToday(c)
  const doctors = verb === 'call' && entry.doctor_id === null ? await doctorsFor(c, entry) : []
  await audit(db, actor, { action: 'queue.see', subject: { type: 'queue-entry', id: entry.id }, patient: entry.patient_id })
  const isOver = entry.status !== (verb === 'undo' ? 'left' : 'waiting')
  return page(
    c,
    <QueueStepPage
      frame={frame}
      patient={headerPatient(t, patient, frame.clinic.country, today)}
      entry={entry.id}
      number={entry.number}
      step={verb}
      version={entry.version}
      doctors={doctors.map(({ id, name }) => ({ value: id, label: t('staff.doctor', { name: t.local(name) }) }))}
      errors={errors}
      refused={note ?? (isOver ? <RefusedNote meanwhile={null}>{t(`walkIn.is.${entry.status}`)}</RefusedNote> : null)}
    />,
    status,
  )
}

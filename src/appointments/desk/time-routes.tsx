import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { TimesFound } from '../../../views/desk/desk-times.tsx'
import { TimePage } from '../../../views/desk/time-page.tsx'
import { scopeOf } from '../../accounts/abilities.ts'
import { ownPath } from '../../accounts/own-path.ts'
import { able, signedInActor } from '../../accounts/require.ts'
import { audit } from '../../audit/write.ts'
import { headerPatient } from '../../patients/header.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { type FieldError, form, type Typed } from '../../web/form.ts'
import { fragment, isFragment, page } from '../../web/page.ts'
import { Refusal } from '../../web/refusal.ts'
import type { WholeDays } from '../free/whole-days.ts'
import { type Moved, move } from '../visit/move.ts'
import { stepReceipt } from '../visit/step-receipt.ts'
import { refusalOf } from '../visit/steps.ts'
import { stepVisit } from '../visit/visit-row.ts'
import { mayChange } from './desk-appointment.ts'
import { appointmentWithCard, clinicToday } from './desk-found.ts'
import { type DeskOffers, deskOffers } from './desk-offers.ts'
import { deskTimeIn, nextTimes, type TimesAsked, timesAskedIn } from './desk-times.ts'
import { deskAppointment, deskTime } from './desk-words.ts'
import { doneAnswer, refusedNote } from './step-answer.tsx'

/** The desk moves a visit to another time, also of another doctor. */
export const timeRoutes = new Hono<Env>()

const address = '/appointments/:appointment/time'

timeRoutes.get(address, able('appointments'), (c) => timePage(c))

const moving = z.object({
  version: z.coerce.number('error.form').int('error.form'),
  time: z
    .string('deskBook.chooseTime')
    .transform(deskTimeIn)
    .refine((time) => time !== null, 'deskBook.chooseTime'),
})

timeRoutes.post(address, able('appointments'), async (c) => {
  const actor = signedInActor(c)
  const { appointment } = await movable(c)
  const read = await form(c, moving)
  if (!read.ok) return timePage(c, { typed: read.typed, errors: read.errors, status: 422 })
  const { version, time } = read.values
  if (time === null) throw new Refusal(400, 'error.form')
  if (!mayChange(actor, { doctor_id: time.doctor })) throw new Refusal(403)
  const receipt = stepReceipt(actor, appointment.id, version, `time ${read.typed.time}`)
  const asked = { appointment: appointment.id, version, start: time.starts, location: time.location, doctor: time.doctor }
  const answer = await move(c.var.db, actor, { ...asked, receipt, through: 'staff' })
  if (answer.ok) return doneAnswer(c, appointment, 'time')
  return refused(c, read.typed, answer)
})

type Refused = Exclude<Moved, { ok: true }>

/** A time that is gone is answered with those that are left; a visit that has changed with how it stands now. */
async function refused(c: WebContext, typed: Typed, { reason }: Refused): Promise<Response> {
  const { appointment } = await movable(c)
  const aboutTime: ReadonlySet<Refused['reason']> = new Set([
    'taken',
    'own-visit',
    'same-time',
    'past',
    'closed',
    'outside-hours',
    'too-far',
    'not-offered',
  ])
  if (aboutTime.has(reason)) {
    return timePage(c, { typed, errors: [{ field: 'time', message: c.var.t(`step.refused.${reason}`) }], status: 409 })
  }
  return timePage(c, { refused: await refusedNote(c, appointment, `step.refused.${reason}`), status: 409 })
}

/** Found, and theirs to move: a doctor who sees a colleague's visit may not. */
async function movable(c: WebContext) {
  const actor = signedInActor(c)
  const found = await appointmentWithCard(c, actor)
  if (!mayChange(actor, found.appointment)) throw new Refusal(403)
  return found
}

interface Answer {
  typed?: Typed
  errors?: FieldError[]
  refused?: Child
  status?: 409 | 422
}

async function timePage(c: WebContext, { typed = {}, errors = [], refused: note, status }: Answer = {}): Promise<Response> {
  const { db, frame, t } = c.var
  const actor = signedInActor(c)
  const { appointment, patient } = await movable(c)
  const { now, today } = await clinicToday(c)
  const severalBranches = frame.clinic.locations.length > 1
  const wrong = note === undefined ? refusalOf(actor, 'time', stepVisit(appointment), now) : null
  const refusal = wrong ? await refusedNote(c, appointment, `step.refused.${wrong}`) : (note ?? null)
  const { found, asked, times } = await timesFor(c, appointment, refusal === null)
  await audit(db, actor, {
    action: 'appointment.see',
    subject: { type: 'appointment', id: appointment.id },
    patient: appointment.patient_id,
  })
  const path = `/appointments/${appointment.id}`
  const chosen = chosenOf(asked, today)
  const back = ownPath(typed.back) ?? ownPath(c.req.query('back')) ?? path
  const shown = {
    filter: { ...found, visits: [], branches: found.locations, chosen },
    times: times.slots.map((slot) => deskTime(t, slot, found, severalBranches)),
    more: times.more && `${path}/time?${new URLSearchParams({ ...chosen, from: times.more.toString(), back })}`,
  }
  if (isFragment(c)) return fragment(c, <div>{refusal ?? <TimesFound t={t} legend={t('deskTime.choose')} {...shown} />}</div>)
  return page(
    c,
    <TimePage
      frame={frame}
      appointment={deskAppointment(t, appointment, severalBranches, now)}
      patient={headerPatient(t, patient, frame.clinic.country, today)}
      version={appointment.version}
      {...shown}
      back={back}
      typed={typed}
      errors={errors}
      refused={refusal}
    />,
    status,
  )
}

interface Found {
  found: DeskOffers
  asked: TimesAsked
  times: WholeDays
}

/** The same doctor's times first; `doctor=` asks for any of the department. A doctor moves within their own calendar. */
async function timesFor(c: WebContext, appointment: Awaited<ReturnType<typeof movable>>['appointment'], wanted: boolean): Promise<Found> {
  const { db } = c.var
  const actor = signedInActor(c)
  const given = timesAskedIn(c.req.query())
  const own = scopeOf(actor, 'appointments') === 'own'
  const asked: TimesAsked = {
    ...given,
    visit: appointment.visit_type_id,
    department: given.has('department') ? given.department : appointment.department_id,
    doctor: own || !given.has('doctor') ? appointment.doctor_id : given.doctor,
  }
  const found = await deskOffers(db, { visitType: appointment.visit_type_id, ...(own ? { doctor: appointment.doctor_id } : {}) })
  const times = wanted
    ? await nextTimes(db, found, asked, { patient: appointment.patient_id, except: appointment.id })
    : { slots: [], more: null }
  return { found, asked, times }
}

const chosenOf = ({ department, doctor, branch, from }: TimesAsked, today: Temporal.PlainDate) => ({
  visit: '',
  department: department ?? '',
  doctor: doctor ?? '',
  branch: branch ?? '',
  from: (from ?? today).toString(),
})

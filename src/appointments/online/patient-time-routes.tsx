import { Hono } from 'hono'
import { z } from 'zod'
import { TimeContent, TimePage, type TimePageProps } from '../../../views/appointments/time-page.tsx'
import { personName } from '../../../views/booking/person-words.ts'
import { keptFor } from '../../accounts/kept.ts'
import { signedIn, signedInActor } from '../../accounts/require.ts'
import { audit } from '../../audit/write.ts'
import type { Clinic } from '../../clinic/queries.ts'
import { clinicNow } from '../../clinic/remembered.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { type FieldError, form, type Typed } from '../../web/form.ts'
import { fragment, isFragment, page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { Refusal } from '../../web/refusal.ts'
import type { TextKey } from '../../web/texts.ts'
import { shiftAt } from '../day-book/day-shifts.ts'
import type { Slot } from '../free/free.ts'
import { offersFor } from '../free/offers.ts'
import { bookableDays, timesInWholeDays } from '../free/whole-days.ts'
import { type Moved, move } from '../visit/move.ts'
import { isPast, lastMoment } from '../visit/patient-limit.ts'
import { bookAgainAddress } from './book-again.ts'
import type { PatientAppointment } from './patient-appointments.ts'
import { appointmentFound, personToBookFor } from './patient-found.ts'
import { timeText, wantedIn } from './wanted.ts'

/** The patients' site: moving an appointment to another time of the same doctor, until the clinic's limit. */
export const patientTimeRoutes = new Hono<Env>()

const address = '/patients/:patient/appointments/:appointment/time'

patientTimeRoutes.get(address, signedIn, (c) => answer(c, { typed: keptFor(c, c.req.path) ?? {} }))

const moving = z.object({
  version: z.coerce.number('error.form').int('error.form'),
  time: z
    .string('deskBook.chooseTime')
    .transform((time) => wantedIn({ time }).wanted.time)
    .refine((time) => time !== undefined, 'deskBook.chooseTime'),
})

patientTimeRoutes.post(address, signedIn, async (c) => {
  const person = await personToBookFor(c)
  const appointment = await appointmentFound(c, person)
  const read = await form(c, moving)
  if (!read.ok) return answer(c, { typed: read.typed, errors: read.errors, status: 422 })
  const { version, time } = read.values
  if (time === undefined) throw new Refusal(400, 'error.form')
  const moved = await move(c.var.db, signedInActor(c), {
    receipt: receiptOf(read.typed),
    appointment: appointment.id,
    version,
    start: time.starts,
    location: time.location,
    doctor: appointment.doctor.id,
    through: 'patient',
  })
  if (moved.ok) return c.redirect(`/patients/${person.id}/appointments/${appointment.id}?done=moved`, 303)
  const problem = problems[moved.reason]
  if (problem !== undefined) return answer(c, { typed: read.typed, problem, status: 409 })
  return answer(c, {
    typed: read.typed,
    errors: [{ field: 'time', message: c.var.t(timeWords[moved.reason] ?? 'book.problem.taken') }],
    status: 409,
  })
})

type Reason = Exclude<Moved, { ok: true }>['reason']

/** About the appointment itself; too late is said by the page, with the number to call. */
const problems: Partial<Record<Reason, TextKey | null>> = {
  'too-late': null,
  changed: 'appt.changed',
  'wrong-status': 'appt.notMovable',
  'not-found': 'error.404',
}

/** About the time that was chosen. */
const timeWords: Partial<Record<Reason, TextKey>> = {
  'own-visit': 'book.problem.own-visit',
  'same-time': 'step.refused.same-time',
  past: 'book.problem.past',
  closed: 'book.problem.closed',
  'outside-hours': 'book.problem.outside-hours',
  'too-far': 'book.problem.too-far',
  'not-offered': 'book.problem.not-offered',
}

interface Answer {
  typed?: Typed
  errors?: FieldError[]
  problem?: TextKey | null
  status?: 200 | 409 | 422
}

async function answer(c: WebContext, { typed = {}, errors = [], problem = null, status = 200 }: Answer): Promise<Response> {
  const { db, frame, t } = c.var
  const person = await personToBookFor(c)
  const appointment = await appointmentFound(c, person)
  const home = `/patients/${person.id}/appointments/${appointment.id}`
  await audit(db, signedInActor(c), { action: 'appointment.see', subject: { type: 'appointment', id: appointment.id }, patient: person.id })
  const ended = endedAs(appointment)
  if (status === 200 && ended) return c.redirect(home, 303)
  const clinic = await clinicNow(db)
  const props = {
    frame,
    appointment,
    person: personName(t, person.names),
    severalBranches: frame.clinic.locations.length > 1,
    receipt: newReceipt(),
    ...(await choiceFor(c, appointment, clinic)),
    time: typed.time,
    errors: appointment.mayCancel ? errors : [],
    problem: ended ?? problem,
    again: await bookAgainAddress(db, appointment),
  }
  return isFragment(c) ? fragment(c, <TimeContent {...props} />, status) : page(c, <TimePage {...props} />, status)
}

/** What it has become says more than that somebody changed it. */
function endedAs({ status, isOver }: PatientAppointment): TextKey | null {
  if (status === 'cancelled') return 'appt.isCancelled'
  return status !== 'booked' || isOver ? 'appt.notMovable' : null
}

type Choice = Pick<TimePageProps, 'times' | 'days'>

/** Times of the same doctor; the appointment's own counts as free, so that it can be moved by a little, and is not offered itself. */
async function choiceFor(c: WebContext, appointment: PatientAppointment, clinic: Clinic): Promise<Choice> {
  if (!appointment.mayCancel) return { times: [], days: null }
  const { db } = c.var
  const found = await offersFor(db, { visitType: appointment.visitType.id, doctor: appointment.doctor.id })
  const bookable = bookableDays(found)
  if (!bookable) return { times: [], days: null }
  const asked = wantedIn({ from: c.req.query('from') }).wanted.from
  const from = asked && isAfter(asked, bookable.first) ? asked : undefined
  const { slots, more } = await timesInWholeDays(db, found, { from, patient: appointment.patient, except: appointment.id })
  const places = new Set(found.offers.map(({ location }) => location))
  const own = appointment.clinicDay
  const isFar = !isAfter(bookable.first, own) && !isAfter(own, bookable.last) && !slots.some(({ clinicDay }) => clinicDay.equals(own))
  return {
    times: slots
      .filter((slot) => !slot.starts.equals(appointment.starts.toInstant()))
      .map((slot) => ({
        ...freeTime(slot),
        branch: places.size > 1 ? (clinic.locations.find(({ id }) => id === slot.location)?.name ?? null) : null,
        last: isPast(lastMoment(slot.starts, clinic.settings), found.now),
      })),
    days: { ...bookable, from, more, own: isFar && !from?.equals(own) ? own : null },
  }
}

const isAfter = (one: Temporal.PlainDate, other: Temporal.PlainDate): boolean => Temporal.PlainDate.compare(one, other) > 0

const freeTime = (slot: Slot) => {
  const starts = slot.starts.toZonedDateTimeISO(slot.zone)
  return { value: timeText(slot), starts, clinicDay: slot.clinicDay, shift: shiftAt(starts, slot.clinicDay) }
}

import { Hono } from 'hono'
import { z } from 'zod'
import { BookPage } from '../../../views/desk/book-page.tsx'
import { TimesFound } from '../../../views/desk/desk-times.tsx'
import { Note } from '../../../views/ui/note.tsx'
import { may, scopeOf } from '../../accounts/abilities.ts'
import { keptFor } from '../../accounts/kept.ts'
import { able, signedInActor } from '../../accounts/require.ts'
import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import { clinicNow } from '../../clinic/remembered.ts'
import type { Id } from '../../database/ids.ts'
import { idOf } from '../../database/ids.ts'
import { headerPatient } from '../../patients/header.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { type FieldError, form, type Typed } from '../../web/form.ts'
import { fragment, isFragment, page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { Refusal } from '../../web/refusal.ts'
import { ownBranch } from '../day-book/own-branch.ts'
import { type Booked, book } from '../visit/book.ts'
import { mayChange } from './desk-appointment.ts'
import { clinicToday } from './desk-found.ts'
import { type DeskOffers, deskOffers } from './desk-offers.ts'
import { deskTimeIn, nextTimes, type TimesAsked, timesAskedIn } from './desk-times.ts'
import { deskTime } from './desk-words.ts'
import { lastSeen, patientAtDesk, recentVisits } from './patient-at-desk.ts'

/** The desk books for a patient: what is likely is proposed, so that the next free time takes three actions. */
export const deskBookRoutes = new Hono<Env>()

const address = '/patients/:patient/book'

deskBookRoutes.get(address, able('appointments'), (c) => bookPage(c, keptFor(c, c.req.path) ?? {}, []))

const booking = z.object({
  visit: z.string('error.form').transform((text) => idOf<'visit-type'>(text)),
  time: z
    .string('deskBook.chooseTime')
    .transform(deskTimeIn)
    .refine((time) => time !== null, 'deskBook.chooseTime'),
  /** Whom the times were asked of; empty where it was whoever is free. */
  doctor: z.string().optional(),
  reason: z.string().trim().max(500, 'appointment.reasonLong').optional(),
})

deskBookRoutes.post(address, able('appointments'), async (c) => {
  const { db, t } = c.var
  const actor = signedInActor(c)
  const patient = await patientAtDesk(c, actor)
  const read = await form(c, booking)
  if (!read.ok) return bookPage(c, read.typed, read.errors, 422)
  const { visit, time, doctor, reason } = read.values
  if (visit === null || time === null) throw new Refusal(400, 'error.form')
  if (!mayChange(actor, { doctor_id: time.doctor })) throw new Refusal(403)
  if (patient.deceased) return bookPage(c, read.typed, [], 409)
  const asked = {
    visitType: visit,
    doctor: time.doctor,
    location: time.location,
    start: time.starts,
    askedFor: doctor === '' ? ('any' as const) : undefined,
    reason,
  }
  const answer = await book(db, actor, { ...asked, receipt: receiptOf(read.typed), patient: patient.id, through: 'staff' })
  if (answer.ok) return c.redirect(`/appointments/${answer.appointment}?done=booked&visit=${answer.appointment}`, 303)
  return bookPage(c, read.typed, [{ field: 'time', message: t(`step.refused.${answer.reason satisfies Refused}`) }], 409)
})

type Refused = Exclude<Booked, { ok: true }>['reason']

async function bookPage(c: WebContext, typed: Typed, errors: FieldError[], status: 200 | 409 | 422 = 200): Promise<Response> {
  const { db, frame, t } = c.var
  const actor = signedInActor(c)
  const patient = await patientAtDesk(c, actor)
  const { today } = await clinicToday(c)
  const own = scopeOf(actor, 'appointments') === 'own'
  const found = await deskOffers(db, { visitType: 'every', ...(own && actor.staff ? { doctor: actor.staff } : {}) })
  const asked = await askedOr(c, { actor, patient: patient.id, found, typed })
  const times = patient.deceased ? { slots: [], more: null } : await nextTimes(db, found, asked, { patient: patient.id })
  await audit(db, actor, { action: 'patient.see', subject: { type: 'patient', id: patient.id }, patient: patient.id })
  const severalBranches = frame.clinic.locations.length > 1
  const chosen = chosenOf(asked, today)
  const shown = {
    filter: { visits: found.visitTypes, departments: found.departments, doctors: found.doctors, branches: found.locations, chosen },
    times: times.slots.map((slot) => deskTime(t, slot, found, severalBranches)),
    more: times.more && `/patients/${patient.id}/book?${new URLSearchParams({ ...chosen, from: times.more.toString() })}`,
  }
  if (isFragment(c)) return fragment(c, <TimesFound t={t} legend={t('step.nearest')} {...shown} />)
  return page(
    c,
    <BookPage
      frame={frame}
      patient={headerPatient(t, patient, frame.clinic.country, today)}
      patientHref={`/patients/${patient.id}`}
      receipt={newReceipt()}
      {...shown}
      maySqueezeIn={may(actor, 'squeeze-in')}
      mayWalkIn={may(actor, 'arrivals')}
      typed={{ ...timeOfAddress(c), ...typed }}
      errors={errors}
      note={patient.deceased ? <Note kind="bad">{t('deskBook.deceased')}</Note> : null}
    />,
    status,
  )
}

/** A free time that was chosen before the patient was found, in the grid or beside the list: it is proposed. */
const timeOfAddress = (c: WebContext): Typed => {
  const time = c.req.query('time')
  return time === undefined ? {} : { time }
}

interface Asking {
  actor: Actor
  patient: Id<'patient'>
  found: DeskOffers
  typed: Typed
}

/** What the address asks for; without it a follow-up with the doctor of the last visit, or a first visit with whoever is free here. */
async function askedOr(c: WebContext, { actor, patient, found, typed }: Asking): Promise<TimesAsked> {
  const given = timesAskedIn({
    ...c.req.query(),
    ...(typed.visit ? { visit: typed.visit } : {}),
    ...(typed.doctor === undefined ? {} : { doctor: typed.doctor }),
    ...(typed.branch === undefined ? {} : { branch: typed.branch }),
  })
  // A doctor books in their own calendar, so what others did with the patient proposes nothing.
  const isDoctor = scopeOf(actor, 'appointments') === 'own'
  const last = isDoctor || given.has('doctor') ? undefined : lastSeen(await recentVisits(c.var.db, patient))
  const doctor = given.has('doctor') ? given.doctor : found.doctors.find(({ id }) => id === (isDoctor ? actor.staff : last?.doctor_id))?.id
  const offered = found.visitTypes.filter(({ id }) =>
    found.offers.some((offer) => offer.visitType === id && (doctor === undefined || offer.doctor === doctor)),
  )
  const proposed = offered.find(({ firstVisit }) => firstVisit === (last === undefined)) ?? offered[0]
  const department = given.department
  const isThere = found.offers.some((offer) => offer.doctor === doctor && (department ?? offer.department) === offer.department)
  // Whoever is free first is looked for where the desk is; a doctor is where they are.
  const here = isThere || given.has('branch') ? given.branch : ownBranch(actor, (await clinicNow(c.var.db)).locations)
  return { ...given, department, visit: given.visit ?? proposed?.id, doctor: isThere ? doctor : undefined, branch: here }
}

const chosenOf = ({ visit, department, doctor, branch, from }: TimesAsked, today: Temporal.PlainDate) => ({
  visit: visit ?? '',
  department: department ?? '',
  doctor: doctor ?? '',
  branch: branch ?? '',
  from: (from ?? today).toString(),
})

import { Hono } from 'hono'
import { AbsenceDonePage } from '../../../views/absence/absence-done-page.tsx'
import { AbsencePage, type Plan, plans } from '../../../views/absence/absence-page.tsx'
import { AbsencesPage } from '../../../views/absence/absences-page.tsx'
import { able, signedInActor } from '../../accounts/require.ts'
import { audit } from '../../audit/write.ts'
import { type Id, idOf, newId } from '../../database/ids.ts'
import { openChannels } from '../../notices/channels.ts'
import { cardsOf } from '../../patients/cards.ts'
import { doctorNames } from '../../staff/doctor-names.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { typedIn } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { notFound, Refusal } from '../../web/refusal.ts'
import { restOfDay, wholeDay } from '../closures/rest-of-day.ts'
import { clinicToday } from '../desk/desk-found.ts'
import { type QueueLine, queueOf } from '../queue/queue.ts'
import { askedFor, zoneOf } from './asked.ts'
import { noteCall, withdrawCall } from './call.ts'
import { carryOut } from './carry-out.ts'
import { dayClosed } from './day-closed.ts'
import { decisionsIn, shownIn } from './decisions.ts'
import { goneVisits } from './gone.ts'
import { hoursLeft } from './hours-left.ts'
import { proposalsFor } from './proposals.ts'
import { absenceOf, absencesOn, absencesSince } from './queries.ts'
import { absenceLine, dayList, visitLine, waitingLine } from './words.ts'

/** The staff site: a doctor does not come, and everybody who is booked has to be seen elsewhere, later, or not at all. */
export const absenceRoutes = new Hono<Env>()

absenceRoutes.get('/absences', able('arrivals'), async (c) => {
  const { db, frame, t } = c.var
  const { today } = await clinicToday(c)
  const zone = await zoneOf(c)
  const [absences, doctors] = await Promise.all([absencesSince(db, today.subtract({ weeks: 2 })), doctorNames(db)])
  const named = (name: (typeof doctors)[number]['name']) => t('staff.doctor', { name: t.local(name) })
  return page(
    c,
    <AbsencesPage
      frame={frame}
      absences={absences.map((absence) => ({
        ...dayList(t, absence, zone),
        doctor: named(absence.doctor),
        day: absence.day,
        visits: absence.visits,
      }))}
      doctors={doctors.map(({ id, name }) => ({ id, name: named(name) }))}
    />,
  )
})

absenceRoutes.get('/doctors/:doctor/absence', able('arrivals'), async (c) => {
  const { db, frame, t } = c.var
  const { doctor, day } = await askedFor(c, c.req.query('day'))
  const patientIds = [...new Set(doctor.visits.map((visit) => visit.patient_id))]
  const waiting = await waitingFor(c, doctor.id, day)
  const zone = await zoneOf(c)
  const [proposals, patients, names] = await Promise.all([proposalsFor(db, doctor, day), cardsOf(db, patientIds), doctorNames(db)])
  const lists = await absencesOn(db, doctor.id, day)
  const { closed, openable, openedAt } = await dayClosed(db, { doctor: doctor.id, day, zone })
  await audit(db, signedInActor(c), {
    action: 'absence.plan',
    subject: { type: 'staff', id: doctor.id },
    patients: seen(patientIds, waiting),
  })
  const nameOf = (id: Id<'staff'>) => names.find((one) => one.id === id)?.name
  return page(
    c,
    <AbsencePage
      frame={frame}
      doctor={{ id: doctor.id, name: t('staff.doctor', { name: t.local(doctor.name) }) }}
      day={day}
      plan={planOf(c.req.query('plan'))}
      lines={doctor.visits.flatMap((visit) => {
        const patient = patients.get(visit.patient_id)
        return patient ? [visitLine(t, visit, patient, { day, proposal: proposals.get(visit.id), nameOf })] : []
      })}
      waiting={waiting.map((entry) => waitingLine(t, entry, day))}
      closed={closed}
      openable={openable.length > 0}
      hours={await hoursLeft(db, { doctor: doctor.id, day, now: Temporal.Now.instant() })}
      lists={lists.map((list) => dayList(t, list, zone))}
      opened={openedAt?.toZonedDateTimeISO(zone) ?? null}
      absence={newId<'absence'>()}
    />,
  )
})

absenceRoutes.post('/doctors/:doctor/absence', able('arrivals'), async (c) => {
  const { db, posted } = c.var
  const typed = typedIn(posted)
  const absence = idOf<'absence'>(typed.absence)
  const { doctor, day } = await askedFor(c, typed.day, absence ?? undefined)
  if (!absence) throw new Refusal(400, 'error.form')
  // A page that was left open overnight closes nothing of today.
  if (typed.day !== day.toString()) return c.redirect(`/doctors/${doctor.id}/absence`, 303)
  const decisions = decisionsIn(typed, doctor.visits)
  const zone = await zoneOf(c)
  const closed = typed.close === 'yes' ? restOfDay(day, zone, Temporal.Now.instant()) : null
  const shown = shownIn(typed).filter((id) => !doctor.visits.some((visit) => visit.id === id))
  const gone = await goneVisits(db, { doctor: doctor.id, day: wholeDay(day, zone), visits: shown })
  const channels = openChannels(c.var.config)
  const list = await carryOut(db, signedInActor(c), { absence, doctor: doctor.id, day, closed, decisions, gone, channels })
  return c.redirect(list === absence ? `/absences/${list}` : `/absences/${list}?instead=yes`, 303)
})

absenceRoutes.get('/absences/:absence', able('arrivals'), async (c) => {
  const { db, frame, t } = c.var
  const actor = signedInActor(c)
  const id = idOf<'absence'>(c.req.param('absence'))
  const absence = (id && (await absenceOf(db, id))) || notFound()
  const { today } = await clinicToday(c)
  const waiting = await waitingFor(c, absence.doctor.id, absence.day)
  const patients = seen(
    absence.visits.map(({ patient }) => patient.id),
    waiting,
  )
  await audit(db, actor, { action: 'absence.see', subject: { type: 'absence', id: absence.id }, patients })
  const zone = await zoneOf(c)
  const lists = await absencesOn(db, absence.doctor.id, absence.day)
  const { closed, openable, openedAt } = await dayClosed(db, { doctor: absence.doctor.id, day: absence.day, zone })
  const lines = absence.visits.map((visit) => absenceLine(t, visit, absence, today))
  const called = lines.find((line) => line.appointment === c.req.query('call'))
  return page(
    c,
    <AbsenceDonePage
      frame={frame}
      absence={absence.id}
      doctor={{ id: absence.doctor.id, name: t('staff.doctor', { name: t.local(absence.doctor.name) }) }}
      day={absence.day}
      made={{ at: absence.madeAt.toZonedDateTimeISO(zone), by: t.local(absence.by) }}
      others={lists.filter(({ id: other }) => other !== absence.id).map((list) => dayList(t, list, zone))}
      lines={lines}
      waiting={waiting.map((entry) => waitingLine(t, entry, today))}
      closed={closed}
      openable={openable.length > 0}
      opened={openedAt?.toZonedDateTimeISO(zone) ?? null}
      instead={c.req.query('instead') === 'yes'}
      call={called ?? null}
      newReceipt={newReceipt}
    />,
  )
})

absenceRoutes.get('/absences/:absence/calls/:appointment', able('arrivals'), async (c) => {
  const absence = (await absenceOf(c.var.db, absenceIn(c))) ?? notFound()
  return c.redirect(`/absences/${absence.id}`, 303)
})

absenceRoutes.post('/absences/:absence/calls/:appointment', able('arrivals'), (c) => noted(c, noteCall))

absenceRoutes.get('/absences/:absence/calls/:appointment/withdrawal', able('arrivals'), async (c) => {
  const absence = (await absenceOf(c.var.db, absenceIn(c))) ?? notFound()
  return c.redirect(`/absences/${absence.id}`, 303)
})

absenceRoutes.post('/absences/:absence/calls/:appointment/withdrawal', able('arrivals'), (c) => noted(c, withdrawCall))

async function noted(c: WebContext, verb: typeof noteCall): Promise<Response> {
  const absence = absenceIn(c)
  const appointment = idOf<'appointment'>(c.req.param('appointment')) ?? notFound()
  const answer = await verb(c.var.db, signedInActor(c), { receipt: receiptOf(typedIn(c.var.posted)), absence, appointment })
  if (answer.ok) return c.redirect(`/absences/${absence}`, 303)
  // Somebody else was quicker: the list says who.
  return answer.reason === 'already' ? c.redirect(`/absences/${absence}?call=${appointment}`, 303) : notFound()
}

const absenceIn = (c: WebContext): Id<'absence'> => idOf<'absence'>(c.req.param('absence')) ?? notFound()

/** Who came without an appointment and waits for this doctor and nobody else. */
async function waitingFor(c: WebContext, doctor: Id<'staff'>, day: Temporal.PlainDate): Promise<QueueLine[]> {
  const waiting = await queueOf(c.var.db, signedInActor(c), { day, doctor })
  return waiting.filter((entry) => entry.doctor?.id === doctor)
}

const seen = (patients: Id<'patient'>[], waiting: QueueLine[]): Id<'patient'>[] => [
  ...new Set([...patients, ...waiting.map(({ patient }) => patient.id)]),
]

const planOf = (typed: string | undefined): Plan => plans.find((plan) => plan === typed) ?? 'other'

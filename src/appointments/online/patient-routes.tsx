import { Hono } from 'hono'
import { AppointmentPage, type AppointmentPageProps } from '../../../views/appointments/appointment-page.tsx'
import { type AppointmentsShown, ListPage } from '../../../views/appointments/list-page.tsx'
import { NobodyPage } from '../../../views/appointments/nobody-page.tsx'
import { DonePage } from '../../../views/booking/done-page.tsx'
import { personName } from '../../../views/booking/person-words.ts'
import { signedIn, signedInActor } from '../../accounts/require.ts'
import { audit } from '../../audit/write.ts'
import { clinicNow } from '../../clinic/remembered.ts'
import { type Person, peopleOfActor } from '../../patients/people.ts'
import { refusalOf } from '../../patients/registrations/refusal.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { page } from '../../web/page.ts'
import { notFound } from '../../web/refusal.ts'
import { bookAgainAddress } from './book-again.ts'
import { calendarOf } from './calendar-of.ts'
import { appointmentsOfPatient, type PatientAppointment } from './patient-appointments.ts'
import { appointmentFound, personFound } from './patient-found.ts'

/** The patients' site: somebody's appointments. */
export const patientAppointmentRoutes = new Hono<Env>()

/** The navigation's entry: one's own, or those of the first for whom one acts. */
patientAppointmentRoutes.get('/appointments', signedIn, async (c) => {
  const { db, frame } = c.var
  const actor = signedInActor(c)
  const [first] = await peopleOfActor(db, actor)
  if (first) return c.redirect(`/patients/${first.id}/appointments`, 303)
  return page(c, <NobodyPage frame={frame} refusal={await refusalOf(db, actor.user)} />)
})

patientAppointmentRoutes.get('/patients/:patient/appointments', signedIn, async (c) => {
  const { db, frame, t } = c.var
  const actor = signedInActor(c)
  const people = await peopleOfActor(db, actor)
  const person = people.find(({ id }) => id === c.req.param('patient')) ?? notFound()
  const all = await appointmentsOfPatient(db, person.id)
  const named = people.length > 1 ? { patients: people.map(({ id }) => id) } : {}
  await audit(db, actor, { action: 'appointments.see', patient: person.id, ...named })
  const shown = shownIn(c.req.query('show'))
  return page(
    c,
    <ListPage
      frame={frame}
      people={people.map(({ id, names }) => ({ id, name: personName(t, names), current: id === person.id }))}
      person={personName(t, person.names)}
      shown={shown}
      appointments={all[shown]}
      counts={{ upcoming: all.upcoming.length, past: all.past.length, cancelled: all.cancelled.length }}
      severalBranches={frame.clinic.locations.length > 1}
      hijri={await hijri(c)}
      mayBook={person.mayBook}
      path={`/patients/${person.id}/appointments`}
    />,
  )
})

const appointment = '/patients/:patient/appointments/:appointment'

patientAppointmentRoutes.get(appointment, signedIn, async (c) => {
  const { person, ...shown } = await seen(c)
  return page(
    c,
    <AppointmentPage
      frame={c.var.frame}
      {...shown}
      person={personName(c.var.t, person.names)}
      mayBook={person.mayBook}
      done={doneIn(c.req.query('done'))}
      again={person.mayBook ? await bookAgainAddress(c.var.db, shown.appointment) : null}
    />,
  )
})

patientAppointmentRoutes.get(`${appointment}/booked`, signedIn, async (c) => {
  const { person, ...shown } = await seen(c)
  if (shown.appointment.status === 'cancelled') return c.redirect(addressOf(shown.appointment), 303)
  return page(c, <DonePage frame={c.var.frame} {...shown} isSelf={person.relation === 'self'} person={personName(c.var.t, person.names)} />)
})

patientAppointmentRoutes.get(`${appointment}/calendar.ics`, signedIn, async (c) => {
  const { appointment: found } = await seen(c)
  c.header('Content-Type', 'text/calendar; charset=utf-8')
  c.header('Content-Disposition', `attachment; filename="${found.number}.ics"`)
  return c.body(
    calendarOf(c.var.t, found, { clinic: c.var.frame.clinic.name, host: c.var.config.publicUrl.hostname, from: c.var.config.mailFrom }),
  )
})

const addressOf = ({ patient, id }: PatientAppointment): string => `/patients/${patient}/appointments/${id}`

const doneIn = (text: string | undefined): AppointmentPageProps['done'] => (text === 'moved' || text === 'cancelled' ? text : null)

const shownIn = (text: string | undefined): AppointmentsShown => (text === 'past' || text === 'cancelled' ? text : 'upcoming')

const hijri = async (c: WebContext): Promise<boolean> => (await clinicNow(c.var.db)).settings.hijri_dates

/** The appointment of the address for a page that shows it, written down before it is sent. */
async function seen(c: WebContext): Promise<{ person: Person; appointment: PatientAppointment; severalBranches: boolean; hijri: boolean }> {
  const person = await personFound(c)
  const appointment = await appointmentFound(c, person)
  const subject = { type: 'appointment', id: appointment.id }
  await audit(c.var.db, signedInActor(c), { action: 'appointment.see', subject, patient: person.id })
  return { person, appointment, severalBranches: c.var.frame.clinic.locations.length > 1, hijri: await hijri(c) }
}

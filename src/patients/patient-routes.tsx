import { Hono } from 'hono'
import { PatientPage, type PatientVisit } from '../../views/patients/patient-page.tsx'
import { Note } from '../../views/ui/note.tsx'
import { may, scopeOf } from '../accounts/abilities.ts'
import { able, signedInActor } from '../accounts/require.ts'
import { clinicToday } from '../appointments/desk/desk-found.ts'
import { appointmentsOfPatient, type PatientAppointment } from '../appointments/online/patient-appointments.ts'
import type { Actor } from '../audit/actor.ts'
import { audit } from '../audit/write.ts'
import type { Id } from '../database/ids.ts'
import type { Env, WebContext } from '../web/context.ts'
import { page } from '../web/page.ts'
import { headerPatient } from './header.ts'
import { namesFor } from './names.ts'
import { familyOf, type Relative } from './registering/family.ts'
import { masked } from './registering/identifier-checks.ts'
import { patientInAddress } from './registering/patient-in-address.ts'
import { waitingOf } from './registrations/queries.ts'

/** One patient, as staff see them: who it is, how they are reached, and their visits. */
export const patientRoutes = new Hono<Env>()

patientRoutes.get('/patients/:patient', able('patient-see'), async (c) => {
  const { db, frame, t } = c.var
  const { country } = frame.clinic
  const actor = signedInActor(c)
  const patient = await patientInAddress(c)
  const { today } = await clinicToday(c)
  const [visits, family, registration] = await Promise.all([
    appointmentsOfPatient(db, patient.id),
    familyOf(db, actor, patient.id),
    may(actor, 'registrations') ? waitingOf(db, patient.id) : null,
  ])
  const relatives = family.flatMap(({ id }) => id ?? [])
  await audit(db, actor, {
    action: 'patient.see',
    subject: { type: 'patient', id: patient.id },
    patient: patient.id,
    ...(relatives.length > 0 ? { patients: relatives } : {}),
  })
  const seesAll = scopeOf(actor, 'patient-see') === 'all'
  const header = headerPatient(t, patient, country, today)
  return page(
    c,
    <PatientPage
      frame={frame}
      patient={header}
      href={`/patients/${patient.id}`}
      identifiers={patient.identifiers.map(({ type, value }) => ({
        type: `register.idType.${type}`,
        value: seesAll ? value : masked(value),
      }))}
      contacts={patient.contacts.map(({ contact_system, value, whose, reminders }) => ({
        text: contact_system === 'phone' ? t.phone(value, country) : value,
        whose: whose === 'self' ? null : t(`patient.phoneOf.${whose}`),
        wanted: reminders,
      }))}
      nationality={patient.nationality && t.countryName(patient.nationality)}
      doctorSex={patient.doctorSexPreference && `register.doctorSex.${patient.doctorSexPreference}`}
      family={family.map((relative) => relativeInWords(c, relative))}
      upcoming={visits.upcoming.map((visit) => visitInWords(c, actor, visit))}
      past={[...visits.past, ...visits.cancelled]
        .toSorted((a, b) => Temporal.ZonedDateTime.compare(b.starts, a.starts))
        .map((visit) => visitInWords(c, actor, visit))}
      mayEdit={may(actor, 'contacts-edit')}
      mayLink={may(actor, 'patient-edit')}
      mayBook={!patient.deceased && may(actor, 'appointments')}
      mayWalkIn={!patient.deceased && may(actor, 'arrivals')}
      note={noteOf(c, header.names[0]?.text ?? '', patient.recordNumber, registration)}
    />,
  )
})

function noteOf(c: WebContext, name: string, number: string, registration: Id<'registration'> | null) {
  const { t } = c.var
  if (registration !== null) {
    return (
      <Note kind="warn">
        {t.jsx('registrations.toCheck', { check: <a href={`/registrations/${registration}`}>{t('registrations.one')}</a> })}
      </Note>
    )
  }
  const done = c.req.query('done')
  if (done === 'registered') return <Note kind="good">{t('register.done', { name, number })}</Note>
  return done === 'saved' ? <Note kind="good">{t('edit.saved')}</Note> : undefined
}

function visitInWords(c: WebContext, actor: Actor, visit: PatientAppointment): PatientVisit {
  const { t } = c.var
  return {
    href: opens(actor, visit) ? `/appointments/${visit.id}` : null,
    starts: visit.starts,
    clinicDay: visit.clinicDay,
    doctor: t('staff.doctor', { name: t.local(visit.doctor.name) }),
    department: t.local(visit.department.name),
    visit: t.local(visit.visitType.name),
    status: visit.status,
  }
}

/** A doctor opens what stands in their own calendar and departments. */
function opens(actor: Actor, visit: PatientAppointment): boolean {
  const scope = scopeOf(actor, 'day-book')
  if (scope !== 'departments') return scope === 'all'
  return visit.doctor.id === actor.staff || actor.departments === 'all' || actor.departments.includes(visit.department.id)
}

const relativeInWords = (c: WebContext, { id, recordNumber, names, how }: Relative) => ({
  how: `patientPage.how.${how}` as const,
  href: id && `/patients/${id}`,
  names: namesFor(names, c.var.t.language),
  recordNumber,
})

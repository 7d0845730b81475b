import type { Child } from 'hono/jsx'
import type { PatientAppointment } from '../../src/appointments/online/patient-appointments.ts'
import type { Texts } from '../../src/web/texts.ts'
import { PhoneLink } from '../booking/call-clinic.tsx'
import { FreeText, Num, PersonName } from '../ui/inline.tsx'
import { Summary, SummaryRow } from '../ui/summary.tsx'
import { VisitWhen } from '../ui/visit-time.tsx'

/** What a page needs besides the appointment to say all of it. */
export interface Shown {
  t: Texts
  appointment: PatientAppointment
  person: string
  severalBranches: boolean
  hijri: boolean
}

export const DoctorOf = ({ t, appointment }: Pick<Shown, 't' | 'appointment'>) => (
  <PersonName name={t('staff.doctor', { name: t.local(appointment.doctor.name) })} />
)

/** When, with whom, where and for whom, in a few lines: where the page is about something else. */
export const AppointmentLine = ({ t, appointment, severalBranches, person }: Omit<Shown, 'hijri'>) => (
  <p>
    <VisitWhen t={t} visit={appointment} long />
    <br />
    <DoctorOf t={t} appointment={appointment} />
    {severalBranches && `${t('ui.commaSpace')}${t.local(appointment.location.name)}`}
    <br />
    {t('book.for')} <PersonName name={person} />
  </p>
)

/** All about one appointment, in the words of the patients' site. */
export function AppointmentSummary({ t, appointment, person, severalBranches, hijri, status }: Shown & { status?: Child }) {
  const { location, room, reason } = appointment
  return (
    <Summary>
      {status && (
        <SummaryRow t={t} label={t('appt.status')}>
          {status}
        </SummaryRow>
      )}
      <SummaryRow t={t} label={t('book.when')}>
        <VisitWhen t={t} visit={appointment} long hijri={hijri} />
      </SummaryRow>
      <SummaryRow t={t} label={t('book.for')}>
        <PersonName name={person} />
      </SummaryRow>
      <SummaryRow t={t} label={t('book.doctor')}>
        <DoctorOf t={t} appointment={appointment} />
        {t('ui.commaSpace')}
        {t.local(appointment.department.name)}
      </SummaryRow>
      <SummaryRow t={t} label={t('book.visit')}>
        {t.local(appointment.visitType.name)}
      </SummaryRow>
      <SummaryRow t={t} label={t('book.where')}>
        {severalBranches && (
          <>
            {t.local(location.name)}
            <br />
          </>
        )}
        {t.local(location.address)}
        {room && (
          <>
            <br />
            {t.local(room)}
          </>
        )}
        <br />
        <PhoneLink phone={t.phone(location.phone, location.country)} />
      </SummaryRow>
      <SummaryRow t={t} label={t('book.price')}>
        {t.money(appointment.priceMinor, appointment.currency)}
      </SummaryRow>
      {reason && (
        <SummaryRow t={t} label={t('appt.reason')}>
          <FreeText>{reason}</FreeText>
        </SummaryRow>
      )}
      <SummaryRow t={t} label={t('book.number')}>
        <Num>{appointment.number}</Num>
      </SummaryRow>
    </Summary>
  )
}

export const addressOf = ({ patient, id }: Pick<PatientAppointment, 'patient' | 'id'>): string => `/patients/${patient}/appointments/${id}`

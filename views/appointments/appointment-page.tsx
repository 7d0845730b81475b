import { PhoneLink } from '../booking/call-clinic.tsx'
import type { Frame } from '../frame.ts'
import { PatientShell } from '../layout/patient-shell.tsx'
import { Actions, LinkButton } from '../ui/button.tsx'
import { Note } from '../ui/note.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { When } from '../ui/time.tsx'
import { AppointmentSummary, addressOf, type Shown } from './appointment-words.tsx'
import { CalendarAndMap } from './calendar-and-map.tsx'

export interface AppointmentPageProps extends Omit<Shown, 't'> {
  frame: Frame
  mayBook: boolean
  /** It was moved just now. */
  moved?: boolean
}

/** One appointment, and what can be done about it. */
export const AppointmentPage = ({ frame, mayBook, moved, ...shown }: AppointmentPageProps) => {
  const { t } = frame
  const { appointment } = shown
  return (
    <PatientShell
      frame={frame}
      title={t('appt.title')}
      place="appointments"
      narrow
      back={{ href: `/patients/${appointment.patient}/appointments`, label: t('shell.myAppointments') }}
      note={
        appointment.status === 'cancelled' ? (
          <Note kind="info">{t('appt.isCancelled')}</Note>
        ) : (
          moved && <Note kind="good">{t('appt.moved')}</Note>
        )
      }
    >
      <h1>{t('appt.title')}</h1>
      <AppointmentSummary t={t} {...shown} status={<StatusPill t={t} status={appointment.status} />} />
      {appointment.status === 'booked' && !appointment.isOver && <Ahead frame={frame} {...shown} mayBook={mayBook} />}
    </PatientShell>
  )
}

const Ahead = ({ frame: { t }, appointment, mayBook }: AppointmentPageProps) => {
  const until = appointment.cancelUntil.toZonedDateTimeISO(appointment.starts.timeZoneId)
  return (
    <>
      <p>{t('book.early')}</p>
      <CalendarAndMap t={t} appointment={appointment} />
      {mayBook &&
        (appointment.mayCancel ? (
          <section>
            <p class="soft">{t.jsx('book.cancelUntil', { when: <When t={t} at={until} short /> })}</p>
            <Actions>
              <LinkButton kind="plain" href={`${addressOf(appointment)}/time`}>
                {t('appt.move')}
              </LinkButton>
              <LinkButton kind="plain" href={`${addressOf(appointment)}/cancellation`}>
                {t('appt.cancel')}
              </LinkButton>
            </Actions>
          </section>
        ) : (
          <TooLate t={t} appointment={appointment} />
        ))}
    </>
  )
}

export const TooLate = ({ t, appointment: { location } }: Pick<Shown, 't' | 'appointment'>) => (
  <Note kind="warn">{t.jsx('appt.tooLate', { phone: <PhoneLink phone={t.phone(location.phone, location.country)} /> })}</Note>
)

import type { TextKey, Texts } from '../../src/web/texts.ts'
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
  /** What its patient has just done with it. */
  done: 'moved' | 'cancelled' | null
  /** Where another is booked in the place of a cancelled one. */
  again: string | null
}

/** One appointment, and what can be done about it. */
export const AppointmentPage = ({ frame, mayBook, done, again, ...shown }: AppointmentPageProps) => {
  const { t } = frame
  const { appointment } = shown
  return (
    <PatientShell
      frame={frame}
      title={t('appt.title')}
      place="appointments"
      narrow
      back={{ href: `/patients/${appointment.patient}/appointments`, label: t('shell.myAppointments') }}
      note={<Became t={t} appointment={appointment} done={done} />}
    >
      <h1>{t('appt.title')}</h1>
      <AppointmentSummary t={t} {...shown} status={<StatusPill t={t} status={appointment.status} />} />
      {appointment.status === 'booked' && !appointment.isOver && <Ahead t={t} appointment={appointment} mayBook={mayBook} />}
      {again && (
        <Actions>
          <BookAgain t={t} href={again} />
        </Actions>
      )}
    </PatientShell>
  )
}

const Became = ({ t, appointment, done }: Pick<Shown, 't' | 'appointment'> & Pick<AppointmentPageProps, 'done'>) => {
  if (appointment.status !== 'cancelled') return done === 'moved' ? <Note kind="good">{t('appt.moved')}</Note> : null
  if (done === 'cancelled') return <Note kind="good">{t('appt.cancelledNow')}</Note>
  return <Note kind="info">{t(cancelledWords[appointment.cancelledBy ?? 'unsaid'])}</Note>
}

const cancelledWords = {
  patient: 'appt.cancelledAtRequest',
  clinic: 'appt.cancelledByClinic',
  unsaid: 'appt.isCancelled',
} as const satisfies Record<string, TextKey>

export const BookAgain = ({ t, href }: { t: Texts; href: string }) => (
  <LinkButton icon="calendar-plus" href={href}>
    {t('appt.bookAgain')}
  </LinkButton>
)

const Ahead = ({ t, appointment, mayBook }: Pick<Shown, 't' | 'appointment'> & Pick<AppointmentPageProps, 'mayBook'>) => {
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

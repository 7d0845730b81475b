import { AppointmentSummary, addressOf, type Shown } from '../appointments/appointment-words.tsx'
import { CalendarAndMap } from '../appointments/calendar-and-map.tsx'
import type { Frame } from '../frame.ts'
import { PatientShell } from '../layout/patient-shell.tsx'
import { Actions, LinkButton } from '../ui/button.tsx'
import { Facts } from '../ui/card.tsx'
import { Icon } from '../ui/icon.tsx'
import { Num } from '../ui/inline.tsx'
import { When } from '../ui/time.tsx'

/** The last page of a booking; it can be opened again as long as the appointment stands. */
export const DonePage = ({ frame, isSelf, ...shown }: Omit<Shown, 't'> & { frame: Frame; isSelf: boolean }) => {
  const { t } = frame
  const { appointment } = shown
  const title = t(isSelf ? 'book.done' : 'book.doneFor')
  const cancelUntil = appointment.cancelUntil.toZonedDateTimeISO(appointment.starts.timeZoneId)
  return (
    <PatientShell frame={frame} title={title} narrow>
      <div class="done">
        <Icon name="check" />
        <h1>{title}</h1>
        <p>
          {t('book.number')}{' '}
          <strong>
            <Num>{appointment.number}</Num>
          </strong>
        </p>
      </div>
      <AppointmentSummary t={t} {...shown} />
      <section>
        <h2>{t('book.bring')}</h2>
        <Facts
          items={[
            { icon: 'card', text: t('book.bringId') },
            { icon: 'clock', text: t('book.early') },
          ]}
        />
      </section>
      <CalendarAndMap t={t} appointment={appointment} primary />
      {appointment.mayCancel && <p class="soft">{t.jsx('book.cancelUntil', { when: <When t={t} at={cancelUntil} short /> })}</p>}
      <Actions>
        <LinkButton kind="plain" href={addressOf(appointment)}>
          {t('book.seeAppointment')}
        </LinkButton>
        <LinkButton kind="plain" href={`/patients/${appointment.patient}/appointments`}>
          {t('shell.myAppointments')}
        </LinkButton>
      </Actions>
    </PatientShell>
  )
}

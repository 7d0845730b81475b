import type { PatientAppointment } from '../../src/appointments/online/patient-appointments.ts'
import type { Texts } from '../../src/web/texts.ts'
import { mapAddress } from '../clinic/map-address.ts'
import { Actions, LinkButton } from '../ui/button.tsx'
import { addressOf } from './appointment-words.tsx'

export const CalendarAndMap = ({ t, appointment, primary }: { t: Texts; appointment: PatientAppointment; primary?: boolean }) => {
  const map = mapAddress(appointment.location)
  return (
    <Actions>
      <LinkButton kind={primary ? 'primary' : 'plain'} icon="calendar-plus" href={`${addressOf(appointment)}/calendar.ics`} download>
        {t('book.addCalendar')}
      </LinkButton>
      {map && (
        <LinkButton kind="plain" icon="pin" href={map}>
          {t('hours.map')}
        </LinkButton>
      )}
    </Actions>
  )
}

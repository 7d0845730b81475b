import { calendarFile } from '../../notices/calendar-file.ts'
import { plainPhone } from '../../notices/plain-phone.ts'
import type { Texts } from '../../web/texts.ts'
import type { PatientAppointment } from './patient-appointments.ts'

/** The appointment as a calendar file; the same event as in the clinic's messages, so that neither doubles the other. */
export function calendarOf(t: Texts, appointment: PatientAppointment, clinic: { clinic: string; host: string; from: string }): string {
  const { location, doctor, number } = appointment
  return calendarFile({
    uid: `${appointment.id}@${clinic.host}`,
    sequence: appointment.version - 1,
    cancelled: appointment.status === 'cancelled',
    written: Temporal.Now.instant(),
    starts: appointment.starts.toInstant(),
    ends: appointment.ends.toInstant(),
    language: t.language,
    summary: t('notices.calendar', { clinic: clinic.clinic, doctor: t.local(doctor.name) }),
    location: t('notices.place', { branch: t.local(location.name), address: t.local(location.address) }),
    description: t('notices.calendarNumber', { number, phone: plainPhone(t, location.phone, location.country) }),
    organizer: { name: clinic.clinic, address: clinic.from },
  })
}

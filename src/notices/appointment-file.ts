import type { Texts } from '../web/texts.ts'
import { type CalendarEvent, calendarFile } from './calendar-file.ts'
import { placeOf } from './letter.ts'
import type { AppointmentNotice } from './notice.ts'
import { plainPhone } from './plain-phone.ts'

/** The file that puts the appointment into somebody's calendar, or takes it out again. */
export function calendarOf({ purpose, values, language }: AppointmentNotice, t: Texts, site: URL, from: string): string {
  const event: CalendarEvent = {
    uid: `${values.appointment}@${site.hostname}`,
    sequence: values.version - 1,
    cancelled: purpose === 'appointment-cancelled',
    written: Temporal.Now.instant(),
    starts: Temporal.Instant.from(values.starts),
    ends: Temporal.Instant.from(values.ends),
    language,
    summary: t('notices.calendar', { clinic: t.local(values.clinic), doctor: t.local(values.doctor) }),
    location: placeOf(values, t),
    description: t('notices.calendarNumber', { number: values.number, phone: plainPhone(t, values.phone, values.phoneCountry) }),
    organizer: { name: t.local(values.clinic), address: from },
  }
  return calendarFile(event)
}

import type { TextKey, Texts } from '../web/texts.ts'
import { type CalendarEvent, calendarFile } from './calendar-file.ts'
import type { AppointmentFacts, Notice, Purpose } from './notice.ts'
import { plainPhone } from './plain-phone.ts'

/** A notice in words: what a mail says, in plain text as well as in HTML. */
export interface Letter {
  subject: string
  heading: string
  facts: { label: string; value: string }[]
  paragraphs: string[]
  link: { text: string; address: string }
  sender: string
}

const keys = {
  'appointment-booked': { subject: 'notices.booked.subject', heading: 'notices.booked.heading', link: 'notices.booked.link' },
  'appointment-moved': { subject: 'notices.moved.subject', heading: 'notices.moved.heading', link: 'notices.booked.link' },
  'appointment-cancelled': { subject: 'notices.cancelled.subject', heading: 'notices.cancelled.heading', link: 'notices.cancelled.link' },
} as const satisfies Record<Purpose, Record<string, TextKey>>

/** The words of a mail. Neither department nor reason: other people read along. */
export function letterOf({ purpose, values }: Notice, t: Texts, site: URL): Letter {
  const starts = startOf(values)
  const key = keys[purpose]
  const kept = purpose !== 'appointment-cancelled'
  return {
    subject: t(key.subject, { day: t.dayMonth(starts.toPlainDate()), time: t.time(starts) }),
    heading: t(key.heading),
    facts: [
      { label: t('notices.for'), value: values.patientName },
      { label: t('notices.when'), value: whenOf(values, t) },
      ...movedFrom(values, t),
      { label: t('notices.doctor'), value: t('notices.doctorName', { doctor: t.local(values.doctor) }) },
      { label: t('notices.where'), value: placeOf(values, t) },
      { label: t('notices.number'), value: values.number },
    ],
    paragraphs: [
      ...(kept ? [t('notices.booked.bring')] : []),
      t('notices.call', { phone: plainPhone(t, values.phone, values.phoneCountry) }),
    ],
    link: {
      text: t(key.link),
      address: new URL(kept ? `/patients/${values.patient}/appointments/${values.appointment}` : '/book', site).href,
    },
    sender: t('notices.sender', { clinic: t.local(values.clinic) }),
  }
}

/** The same as plain text. */
export const plainText = ({ heading, facts, paragraphs, link, sender }: Letter): string =>
  [
    heading,
    facts.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    ...paragraphs,
    `${link.text}:\n${link.address}`,
    `-- \n${sender}`,
  ].join('\n\n')

/** What goes to a phone, which others may read: no department, no reason, and no name unless the phone is the patient's own. */
export function textMessage({ purpose, to, values }: Notice, t: Texts): string {
  const starts = startOf(values)
  const said = {
    clinic: t.local(values.clinic),
    doctor: t.local(values.doctor),
    patient: values.patientName,
    day: t.dayMonth(starts.toPlainDate()),
    time: t.time(starts),
    phone: plainPhone(t, values.phone, values.phoneCountry),
  }
  if (purpose === 'appointment-moved') return t(to.own ? 'notices.moved.textOwn' : 'notices.moved.text', said)
  if (purpose === 'appointment-booked') return t(to.own ? 'notices.booked.textOwn' : 'notices.booked.text', said)
  return t(to.own ? 'notices.cancelled.textOwn' : 'notices.cancelled.text', said)
}

/** The file that puts the appointment into somebody's calendar, or takes it out again. */
export function calendarOf({ purpose, values, language }: Notice, t: Texts, site: URL, from: string): string {
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

const startOf = ({ starts, zone }: AppointmentFacts): Temporal.ZonedDateTime => Temporal.Instant.from(starts).toZonedDateTimeISO(zone)

/** What is no longer true stands beside what is, so that nobody comes twice. */
function movedFrom({ movedFrom: before, zone }: AppointmentFacts, t: Texts): Letter['facts'] {
  if (before === undefined) return []
  const at = Temporal.Instant.from(before).toZonedDateTimeISO(zone)
  return [{ label: t('notices.before'), value: t('notices.at', { day: t.date(at.toPlainDate()), time: t.time(at) }) }]
}

function whenOf(values: AppointmentFacts, t: Texts): string {
  const starts = startOf(values)
  const clinicDay = Temporal.PlainDate.from(values.clinicDay)
  const said = { day: t.date(starts.toPlainDate()), time: t.time(starts) }
  if (clinicDay.equals(starts.toPlainDate())) return t('notices.at', said)
  return t('notices.atNight', { ...said, weekday: t.weekday(clinicDay) })
}

const placeOf = ({ branch, address }: AppointmentFacts, t: Texts): string =>
  branch === null ? t.local(address) : t('notices.place', { branch: t.local(branch), address: t.local(address) })

import type { Site } from '../database/tables.ts'
import type { TextKey, Texts } from '../web/texts.ts'
import type { AppointmentFacts, AppointmentNotice, Notice, NoticeAbout } from './notice.ts'
import { plainPhone } from './plain-phone.ts'

/** A notice in words: what a mail says, in plain text as well as in HTML. */
export interface Letter {
  subject: string
  heading: string
  facts: { label: string; value: string }[]
  paragraphs: string[]
  link: { text: string; address: string } | null
  sender: string
}

/** Where each site is, for the links in a message. */
export type Sites = Record<Site, URL>

const appointmentKeys = {
  'appointment-booked': { subject: 'notices.booked.subject', heading: 'notices.booked.heading', link: 'notices.booked.link' },
  'appointment-moved': { subject: 'notices.moved.subject', heading: 'notices.moved.heading', link: 'notices.booked.link' },
  'moved-doctor': { subject: 'notices.movedDoctor.subject', heading: 'notices.movedDoctor.heading', link: 'notices.booked.link' },
  'appointment-cancelled': { subject: 'notices.cancelled.subject', heading: 'notices.cancelled.heading', link: 'notices.cancelled.link' },
} as const satisfies Record<string, Record<string, TextKey>>

/** The words of a mail. Neither department nor reason: other people read along. */
export function letterOf(notice: Notice, t: Texts, sites: Sites): Letter {
  const sender = t('notices.sender', { clinic: t.local(notice.values.clinic) })
  switch (notice.purpose) {
    case 'code':
      return { ...codeLetter(notice, t), sender }
    case 'link':
      return { ...linkLetter(notice, t, sites), sender }
    case 'account-changed':
      return { ...accountLetter(notice, t), sender }
    case 'registration-refused':
      return { ...refusalLetter(notice, t), sender }
    case 'contact':
      return { ...contactLetter(notice, t, sites), sender }
    case 'contact-answer':
      return { ...answerLetter(notice, t), sender }
    default:
      return { ...appointmentLetter(notice, t, sites), sender }
  }
}

type Words = Omit<Letter, 'sender'>

function appointmentLetter({ purpose, values }: AppointmentNotice, t: Texts, sites: Sites): Words {
  const starts = zoned(values.starts, values)
  const key = appointmentKeys[purpose === 'appointment-moved' && values.movedFromDoctor ? 'moved-doctor' : purpose]
  const doctor = t.local(values.doctor)
  const kept = purpose !== 'appointment-cancelled'
  const path = kept ? `/patients/${values.patient}/appointments/${values.appointment}` : '/book'
  return {
    subject: t(key.subject, { day: t.dayMonth(starts.toPlainDate()), time: t.time(starts), doctor }),
    heading: t(values.byClinic ? 'notices.cancelled.byClinic' : key.heading),
    facts: [
      { label: t('notices.for'), value: values.patientName },
      { label: t('notices.when'), value: whenOf(values, t) },
      ...movedFrom(values, t),
      { label: t('notices.doctor'), value: t('notices.doctorName', { doctor }) },
      { label: t('notices.where'), value: placeOf(values, t) },
      ...newPrice(values, t),
      { label: t('notices.number'), value: values.number },
    ],
    paragraphs: [...away(values, t), ...(kept ? [t('notices.booked.bring')] : []), questions(values, t)],
    link: { text: t(key.link), address: new URL(path, sites.patient).href },
  }
}

/** The code stands in the subject, so that it can be read without opening the mail. */
const codeLetter = ({ values }: NoticeAbout<'code'>, t: Texts): Words => ({
  subject: t('notices.code.subject', { code: values.code, clinic: t.local(values.clinic) }),
  heading: t('notices.code.heading'),
  facts: [{ label: t('notices.code.code'), value: values.code }],
  paragraphs: [t('notices.code.valid', { minutes: values.minutes }), t('notices.code.nobodyAsks'), t('notices.notYou')],
  link: null,
})

const linkLetter = ({ values }: NoticeAbout<'link'>, t: Texts, sites: Sites): Words => {
  const clinic = t.local(values.clinic)
  return {
    subject: t(`notices.link.${values.what}.subject`, { clinic }),
    heading: t(`notices.link.${values.what}.heading`),
    facts: [],
    paragraphs: [
      t(`notices.link.${values.what}.explained`, { clinic }),
      values.minutes === undefined
        ? t('notices.link.valid', { hours: values.hours })
        : t('notices.link.validMinutes', { minutes: values.minutes }),
      ...(values.what === 'password-reset' ? [t('notices.notYou')] : []),
    ],
    link: { text: t(`notices.link.${values.what}.link`), address: linkAddress(values, sites) },
  }
}

/** A link on the site it is for; a path that would lead anywhere else is a bug. */
export function linkAddress({ path, site }: NoticeAbout<'link'>['values'], sites: Sites): string {
  const address = new URL(path, sites[site])
  if (address.origin !== sites[site].origin) throw new Error('a link leads to another host')
  return address.href
}

function accountLetter({ values }: NoticeAbout<'account-changed'>, t: Texts): Words {
  const at = zoned(values.at, values)
  return {
    subject: t(`notices.account.${values.what}`, { clinic: t.local(values.clinic) }),
    heading: t(`notices.account.${values.what}`, { clinic: t.local(values.clinic) }),
    facts: [{ label: t('notices.when'), value: t('notices.at', { day: t.date(at.toPlainDate()), time: t.time(at) }) }],
    paragraphs: [t('notices.account.notYou', { phone: plainPhone(t, values.phone, values.phoneCountry) })],
    link: null,
  }
}

function refusalLetter({ values }: NoticeAbout<'registration-refused'>, t: Texts): Words {
  const because = values.because === 'other' ? [] : [t(`refusal.${values.because}`)]
  return {
    subject: t('notices.refused.subject', { clinic: t.local(values.clinic) }),
    heading: t('refusal.title'),
    facts: [],
    paragraphs: [
      ...because,
      ...linesOf(values.words),
      t('notices.refused.call', { phone: plainPhone(t, values.phone, values.phoneCountry) }),
    ],
    link: null,
  }
}

/** What a visitor typed is text and nothing else: no header but the address to answer to holds any of it. */
const contactLetter = ({ values }: NoticeAbout<'contact'>, t: Texts, sites: Sites): Words => ({
  subject: t('notices.contact.subject'),
  heading: t('notices.contact.heading'),
  facts: [
    { label: t('notices.contact.from'), value: values.sender },
    ...(values.email === null ? [] : [{ label: t('notices.contact.email'), value: values.email }]),
    ...(values.phone === null ? [] : [{ label: t('notices.contact.phone'), value: plainPhone(t, values.phone, values.country) }]),
  ],
  paragraphs: linesOf(values.words),
  link: { text: t('notices.contact.link'), address: new URL(values.path, sites.staff).href },
})

const answerLetter = ({ values }: NoticeAbout<'contact-answer'>, t: Texts): Words => ({
  subject: t('notices.answer.subject', { clinic: t.local(values.clinic) }),
  heading: t('notices.answer.heading', { clinic: t.local(values.clinic) }),
  facts: [],
  paragraphs: [...linesOf(values.answer), questions(values, t), t('notices.answer.youWrote'), ...linesOf(values.words)],
  link: null,
})

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '')

/** The same as plain text. */
export const plainText = ({ heading, facts, paragraphs, link, sender }: Letter): string =>
  [
    heading,
    ...(facts.length > 0 ? [facts.map(({ label, value }) => `${label}: ${value}`).join('\n')] : []),
    ...paragraphs,
    ...(link ? [`${link.text}:\n${link.address}`] : []),
    `-- \n${sender}`,
  ].join('\n\n')

export const zoned = (instant: string, { zone }: { zone: string }): Temporal.ZonedDateTime =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone)

const questions = ({ phone, phoneCountry }: { phone: string; phoneCountry: string }, t: Texts): string =>
  t('notices.call', { phone: plainPhone(t, phone, phoneCountry) })

/** What is no longer true stands beside what is, so that nobody comes twice. */
function movedFrom(values: AppointmentFacts, t: Texts): Letter['facts'] {
  if (values.movedFrom === undefined) return []
  const at = zoned(values.movedFrom, values)
  const said = { day: t.date(at.toPlainDate()), time: t.time(at) }
  const before = values.movedFromDoctor
  const value = before ? t('notices.atWith', { ...said, doctor: t.local(before) }) : t('notices.at', said)
  return [{ label: t('notices.before'), value }]
}

/** That the doctor does not come, and nothing of why. */
function away(values: AppointmentFacts, t: Texts): string[] {
  if (!values.doctorAway || values.movedFrom === undefined) return []
  const day = t.dayMonth(zoned(values.movedFrom, values).toPlainDate())
  return [t('notices.away', { doctor: t.local(values.movedFromDoctor ?? values.doctor), day })]
}

function newPrice({ newPrice: price }: AppointmentFacts, t: Texts): Letter['facts'] {
  return price ? [{ label: t('notices.newPrice'), value: t.money(price.minor, price.currency) }] : []
}

function whenOf(values: AppointmentFacts, t: Texts): string {
  const starts = zoned(values.starts, values)
  const clinicDay = Temporal.PlainDate.from(values.clinicDay)
  const said = { day: t.date(starts.toPlainDate()), time: t.time(starts) }
  if (clinicDay.equals(starts.toPlainDate())) return t('notices.at', said)
  return t('notices.atNight', { ...said, weekday: t.weekday(clinicDay) })
}

export const placeOf = ({ branch, address }: AppointmentFacts, t: Texts): string =>
  branch === null ? t.local(address) : t('notices.place', { branch: t.local(branch), address: t.local(address) })

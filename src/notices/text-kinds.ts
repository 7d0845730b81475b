import type { TextKey } from '../web/texts.ts'
import type { AppointmentFacts, Notice } from './notice.ts'

/** What can stand in the words of a text message, between braces. */
export type Placeholder =
  | 'clinic'
  | 'patient'
  | 'doctor'
  | 'former'
  | 'day'
  | 'time'
  | 'phone'
  | 'code'
  | 'minutes'
  | 'host'
  | 'link'
  | 'hours'

interface Kind {
  /** Our words. */
  text: TextKey
  /** Those it makes no sense without. */
  needed: Placeholder[]
  /** Those that may be left out. */
  free: Placeholder[]
}

const visit = { needed: ['day', 'time'], free: ['clinic', 'doctor', 'phone'] } satisfies Partial<Kind>
const ownVisit = { needed: ['day', 'time'], free: ['clinic', 'doctor', 'phone', 'patient'] } satisfies Partial<Kind>
/** The former doctor is named where the doctor is another one. */
const another = { needed: ['day', 'time'], free: ['clinic', 'doctor', 'phone', 'former'] } satisfies Partial<Kind>
const ownAnother = { needed: ['day', 'time'], free: ['clinic', 'doctor', 'phone', 'former', 'patient'] } satisfies Partial<Kind>
const link = { needed: ['link'], free: ['clinic', 'hours'] } satisfies Partial<Kind>
const account = { needed: [], free: ['clinic', 'phone', 'day', 'time'] } satisfies Partial<Kind>

/**
 * The text messages that there are. What goes to a phone may be read by others: no department, no reason, and the patient's name on
 * the patient's own phone alone, so these are messages of their own.
 */
export const textKinds = {
  booked: { text: 'notices.booked.text', ...visit },
  'booked-own': { text: 'notices.booked.textOwn', ...ownVisit },
  moved: { text: 'notices.moved.text', ...visit },
  'moved-own': { text: 'notices.moved.textOwn', ...ownVisit },
  'moved-doctor': { text: 'notices.movedDoctor.text', ...another },
  'moved-doctor-own': { text: 'notices.movedDoctor.textOwn', ...ownAnother },
  'doctor-away': { text: 'notices.away.text', ...another },
  'doctor-away-own': { text: 'notices.away.textOwn', ...ownAnother },
  cancelled: { text: 'notices.cancelled.text', ...visit },
  'cancelled-own': { text: 'notices.cancelled.textOwn', ...ownVisit },
  code: { text: 'notices.code.text', needed: ['code'], free: ['clinic', 'minutes', 'host'] },
  'password-reset': { text: 'notices.link.password-reset.text', ...link },
  invitation: { text: 'notices.link.invitation.text', ...link },
  claim: { text: 'notices.link.claim.text', ...link },
  'password-changed': { text: 'notices.account.password.text', ...account },
  'phone-changed': { text: 'notices.account.phone.text', ...account },
  'email-changed': { text: 'notices.account.email.text', ...account },
  'second-factor-changed': { text: 'notices.account.second-factor.text', ...account },
  'access-given': { text: 'notices.account.access-given.text', ...account },
  'access-ended': { text: 'notices.account.access-ended.text', ...account },
  'acting-given': { text: 'notices.account.acting-given.text', ...account },
  'acting-ended': { text: 'notices.account.acting-ended.text', ...account },
  'own-ended': { text: 'notices.account.own-ended.text', ...account },
  'registration-refused': { text: 'notices.refused.text', needed: [], free: ['clinic', 'phone'] },
} as const satisfies Record<string, Kind>

export type TextKind = keyof typeof textKinds

const changes = {
  password: 'password-changed',
  phone: 'phone-changed',
  email: 'email-changed',
  'second-factor': 'second-factor-changed',
  'access-given': 'access-given',
  'access-ended': 'access-ended',
  'acting-given': 'acting-given',
  'acting-ended': 'acting-ended',
  'own-ended': 'own-ended',
} as const satisfies Record<string, TextKind>

export const isTextKind = (text: string): text is TextKind => Object.hasOwn(textKinds, text)

/** Null: said by mail alone. */
export function textKindOf({ purpose, values, to }: Notice): TextKind | null {
  switch (purpose) {
    case 'contact':
    case 'contact-answer':
      return null
    case 'code':
      return 'code'
    case 'link':
      return values.what
    case 'account-changed':
      return changes[values.what]
    case 'registration-refused':
      return purpose
    case 'appointment-booked':
      return to.own ? 'booked-own' : 'booked'
    case 'appointment-moved':
      return movedKind(values, to)
    default:
      return to.own ? 'cancelled-own' : 'cancelled'
  }
}

/** Another doctor is what matters most to whoever comes. */
function movedKind({ movedFromDoctor, doctorAway }: AppointmentFacts, { own }: Notice['to']): TextKind {
  if (!movedFromDoctor) return own ? 'moved-own' : 'moved'
  if (doctorAway) return own ? 'doctor-away-own' : 'doctor-away'
  return own ? 'moved-doctor-own' : 'moved-doctor'
}

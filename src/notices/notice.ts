import { z } from 'zod'

const byLanguage = z.object({ en: z.string(), ar: z.string() })
const site = z.enum(['patient', 'staff'])

/** What there is to say about an appointment; complete, so that nothing is read again when it is said. */
const appointmentFacts = z.object({
  appointment: z.string(),
  version: z.int(),
  number: z.string(),
  patient: z.string(),
  patientName: z.string(),
  doctor: byLanguage,
  starts: z.string(),
  ends: z.string(),
  clinicDay: z.string(),
  zone: z.string(),
  /** When it was before it was moved. */
  movedFrom: z.string().optional(),
  /** Who it was with, where that was somebody else. */
  movedFromDoctor: byLanguage.optional(),
  /** It was moved because that doctor does not come. */
  doctorAway: z.boolean().optional(),
  /** What it costs since it was moved, where that is another price. */
  newPrice: z.object({ minor: z.int(), currency: z.string() }).optional(),
  /** A cancellation that the clinic decided on, not the patient. */
  byClinic: z.boolean().optional(),
  /** Null where the clinic has one location alone. */
  branch: byLanguage.nullable(),
  address: byLanguage,
  phone: z.string(),
  /** The location's, whose people write its number without a country code. */
  phoneCountry: z.string(),
  clinic: byLanguage,
  /** The clinic's, which picks the words. */
  country: z.string(),
})

/** A one-time code, typed where it was asked for. */
const codeFacts = z.object({
  code: z.string(),
  /** How long it may be used from when it was written. */
  minutes: z.int(),
  /** Where it is typed: phones offer it on that site alone. */
  site,
  clinic: byLanguage,
  country: z.string(),
})

/** A one-time link. */
const linkFacts = z.object({
  what: z.enum(['password-reset', 'invitation', 'claim']),
  /** On the site, beginning with a slash, with the link's own token. */
  path: z.string().regex(/^\/[^/]/),
  hours: z.int(),
  /** Instead of hours, for what is over sooner. */
  minutes: z.int().optional(),
  site,
  clinic: byLanguage,
  country: z.string(),
})

/** Something about the account has changed, told to who held it until then. */
const accountFacts = z.object({
  what: z.enum([
    'password',
    'phone',
    'email',
    'second-factor',
    'access-given',
    'access-ended',
    'acting-given',
    'acting-ended',
    'own-ended',
  ]),
  /** An instant. */
  at: z.string(),
  zone: z.string(),
  site,
  clinic: byLanguage,
  /** To call when it was somebody else. */
  phone: z.string(),
  phoneCountry: z.string(),
  country: z.string(),
})

/** The desk could not accept somebody's registration; what it wrote goes by mail alone. */
const refusalFacts = z.object({
  because: z.enum(['no-card', 'other-name', 'no-name', 'has-account', 'other']),
  words: z.string(),
  zone: z.string(),
  clinic: byLanguage,
  phone: z.string(),
  phoneCountry: z.string(),
  country: z.string(),
})

/** What a visitor of the public site wrote, for the clinic's own mailbox. */
const contactFacts = z.object({
  sender: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  words: z.string(),
  /** In the staff site's inbox. */
  path: z.string().regex(/^\/[^/]/),
  clinic: byLanguage,
  country: z.string(),
})

/** What the clinic answers to that. */
const answerFacts = z.object({
  sender: z.string(),
  words: z.string(),
  answer: z.string(),
  phone: z.string(),
  phoneCountry: z.string(),
  clinic: byLanguage,
  country: z.string(),
})

const common = z.object({
  to: z.object({
    channel: z.enum(['mail', 'text']),
    /** An e-mail address, or a phone number in E.164. */
    address: z.string(),
    /** The patient's own, not a relative's. A text to a shared phone does not name the patient. */
    own: z.boolean(),
  }),
  language: z.enum(['en', 'ar']),
})

const about = <Purpose extends string, Values extends z.ZodType>(purpose: Purpose, values: Values) =>
  common.extend({ purpose: z.literal(purpose), values })

/** Something that is told to somebody: to whom, what about, in which language. */
export const noticeForm = z.discriminatedUnion('purpose', [
  about('appointment-booked', appointmentFacts),
  about('appointment-moved', appointmentFacts),
  about('appointment-cancelled', appointmentFacts),
  about('code', codeFacts),
  about('link', linkFacts),
  about('account-changed', accountFacts),
  about('registration-refused', refusalFacts),
  about('contact', contactFacts),
  about('contact-answer', answerFacts),
])

/** The notice that a row of the outbox holds, or null. */
export function noticeIn(payload: unknown): Notice | null {
  const read = noticeForm.safeParse(payload)
  return read.success ? read.data : null
}

export type Notice = z.infer<typeof noticeForm>
export type Purpose = Notice['purpose']
export type NoticeAbout<Purpose extends Notice['purpose']> = Extract<Notice, { purpose: Purpose }>
export type AppointmentFacts = z.infer<typeof appointmentFacts>
export type AppointmentPurpose = 'appointment-booked' | 'appointment-moved' | 'appointment-cancelled'
export type AppointmentNotice = NoticeAbout<AppointmentPurpose>

export const purposes: Purpose[] = noticeForm.options.map(({ shape }) => shape.purpose.value)

export const channels: Notice['to']['channel'][] = ['mail', 'text']

export const isAboutAppointment = (notice: Notice): notice is AppointmentNotice => notice.purpose.startsWith('appointment-')

/** When the appointment has begun, or the code or link has run out, nobody needs to hear of it. */
export function isTooLate(notice: Notice, writtenAt: Temporal.Instant): boolean {
  const end = endOf(notice, writtenAt)
  return end !== null && Temporal.Instant.compare(Temporal.Now.instant(), end) >= 0
}

function endOf(notice: Notice, writtenAt: Temporal.Instant): Temporal.Instant | null {
  if (isAboutAppointment(notice)) return Temporal.Instant.from(notice.values.starts)
  if (notice.purpose === 'code') return writtenAt.add({ minutes: notice.values.minutes })
  if (notice.purpose === 'link') {
    const { hours, minutes } = notice.values
    return writtenAt.add(minutes === undefined ? { hours } : { minutes })
  }
  return null
}

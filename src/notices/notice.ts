import { z } from 'zod'

const byLanguage = z.object({ en: z.string(), ar: z.string() })

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

/** Something that is told to somebody: to whom, what about, in which language. */
export const noticeForm = z.object({
  to: z.object({
    channel: z.enum(['mail', 'text']),
    /** An e-mail address, or a phone number in E.164. */
    address: z.string(),
    /** The patient's own, not a relative's. A text to a shared phone does not name the patient. */
    own: z.boolean(),
  }),
  purpose: z.enum(['appointment-booked', 'appointment-moved', 'appointment-cancelled']),
  language: z.enum(['en', 'ar']),
  values: appointmentFacts,
})

export type Notice = z.infer<typeof noticeForm>
export type AppointmentFacts = Notice['values']
export type Purpose = Notice['purpose']

export const channels: Notice['to']['channel'][] = ['mail', 'text']

/** When the appointment has begun, nobody needs to hear of it. */
export const isTooLate = ({ values }: Notice): boolean =>
  Temporal.Instant.compare(Temporal.Now.instant(), Temporal.Instant.from(values.starts)) >= 0

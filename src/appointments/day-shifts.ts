export type Shift = 'morning' | 'evening' | 'after-midnight'

/** The evening begins between the two halves of a split day. */
const eveningBegins = Temporal.PlainTime.from('14:00')

/** The part of its clinic day in which a visit begins; both in the location's zone. */
export function shiftAt(starts: Temporal.ZonedDateTime, clinicDay: Temporal.PlainDate): Shift {
  if (Temporal.PlainDate.compare(starts.toPlainDate(), clinicDay) > 0) return 'after-midnight'
  return Temporal.PlainTime.compare(starts.toPlainTime(), eveningBegins) < 0 ? 'morning' : 'evening'
}

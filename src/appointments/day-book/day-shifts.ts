export type Shift = 'morning' | 'evening' | 'after-midnight'

/** The evening begins between the two halves of a split day. */
const eveningBegins = 14 * 60

/** The part of its clinic day in which a visit begins, by minutes after midnight on the clock of the branch. */
export function shiftOf(wall: number): Shift {
  if (wall >= 1440) return 'after-midnight'
  return wall < eveningBegins ? 'morning' : 'evening'
}

/** The same of a moment in the location's zone. */
export function shiftAt(starts: Temporal.ZonedDateTime, clinicDay: Temporal.PlainDate): Shift {
  const { days } = clinicDay.until(starts.toPlainDate())
  return shiftOf(days * 1440 + starts.hour * 60 + starts.minute)
}

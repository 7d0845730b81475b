/** Evenings go on after midnight, so a clinic day ends in the small hours. */
const dayEnds = Temporal.PlainTime.from('05:00')

export const endOfDay = (day: Temporal.PlainDate, zone: string): Temporal.Instant =>
  day.add({ days: 1 }).toZonedDateTime({ timeZone: zone, plainTime: dayEnds }).toInstant()

/** A clinic day from its morning to its end. */
export const wholeDay = (day: Temporal.PlainDate, zone: string) => ({
  starts: endOfDay(day.subtract({ days: 1 }), zone),
  ends: endOfDay(day, zone),
})

/** From now on, or from the morning of a day to come, to the end of the clinic day; null when that is over. */
export function restOfDay(day: Temporal.PlainDate, zone: string, now: Temporal.Instant) {
  const { starts: morning, ends } = wholeDay(day, zone)
  const starts = Temporal.Instant.compare(now, morning) > 0 ? now : morning
  return Temporal.Instant.compare(starts, ends) < 0 ? { starts, ends } : null
}

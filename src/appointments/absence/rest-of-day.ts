/** Evenings go on after midnight, so a clinic day ends in the small hours. */
const dayEnds = Temporal.PlainTime.from('05:00')

export const endOfDay = (day: Temporal.PlainDate, zone: string): Temporal.Instant =>
  day.add({ days: 1 }).toZonedDateTime({ timeZone: zone, plainTime: dayEnds }).toInstant()

/** From now on, or from the morning of a day to come, to the end of the clinic day; null when that is over. */
export function restOfDay(day: Temporal.PlainDate, zone: string, now: Temporal.Instant) {
  const morning = endOfDay(day.subtract({ days: 1 }), zone)
  const starts = Temporal.Instant.compare(now, morning) > 0 ? now : morning
  const ends = endOfDay(day, zone)
  return Temporal.Instant.compare(starts, ends) < 0 ? { starts, ends } : null
}

import type { Row } from '../database/tables.ts'
import { isAboutAppointment, type Notice } from './notice.ts'

export type QuietHours = Pick<Row<'notice_settings'>, 'quiet_from' | 'quiet_until'>

/** So long before a visit somebody has to know. */
const notice = { hours: 2 }

/**
 * Until when a text waits because phones stay quiet; null: it goes now. Codes, links and news of one's account are of now. What would
 * come too late in the morning, such as the cancellation of the first visit, goes in the night.
 */
export function quietUntil(quiet: QuietHours, message: Notice, now: Temporal.Instant): Temporal.Instant | null {
  if (!isAboutAppointment(message) || quiet.quiet_from === null || quiet.quiet_until === null) return null
  const end = endOfQuiet(quiet.quiet_from, quiet.quiet_until, now.toZonedDateTimeISO(message.values.zone))
  if (end === null) return null
  const times = [message.values.starts, message.values.movedFrom].flatMap((time) =>
    time === undefined ? [] : [Temporal.Instant.from(time)],
  )
  const isUseless = times.some((time) => Temporal.Instant.compare(end, time.subtract(notice)) > 0)
  return isUseless ? null : end
}

/** When the quiet ends in which this moment lies; an end at or before the beginning is of the next day. */
function endOfQuiet(from: Temporal.PlainTime, until: Temporal.PlainTime, now: Temporal.ZonedDateTime): Temporal.Instant | null {
  const today = now.toPlainDate()
  const overnight = Temporal.PlainTime.compare(until, from) <= 0
  for (const day of [today.subtract({ days: 1 }), today]) {
    const begins = day.toZonedDateTime({ timeZone: now.timeZoneId, plainTime: from })
    const ends = (overnight ? day.add({ days: 1 }) : day).toZonedDateTime({ timeZone: now.timeZoneId, plainTime: until })
    const isQuiet = Temporal.ZonedDateTime.compare(begins, now) <= 0 && Temporal.ZonedDateTime.compare(now, ends) < 0
    if (isQuiet) return ends.toInstant()
  }
  return null
}

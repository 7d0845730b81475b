/** No gateway holds up a message for longer: a wrong clock there must not silence the clinic. */
const longestWait = 6 * 3600

/** How many seconds to wait, by RFC 9110: a number or a date. Undefined where it says nothing that helps. */
export function secondsIn(retryAfter: string | null): number | undefined {
  const text = retryAfter?.trim() ?? ''
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : secondsUntil(text)
  return seconds > 0 ? Math.min(seconds, longestWait) : undefined
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Of the one form of dates that is still sent: `Sun, 06 Nov 1994 08:49:37 GMT`. */
function secondsUntil(date: string): number {
  const [, day, month = '', year, time] = /^\w{3}, (\d\d) (\w{3}) (\d{4}) (\d\d:\d\d:\d\d) GMT$/.exec(date) ?? []
  const number = String(months.indexOf(month) + 1).padStart(2, '0')
  try {
    return Math.ceil(Temporal.Instant.from(`${year}-${number}-${day}T${time}Z`).since(Temporal.Now.instant()).total('seconds'))
  } catch {
    return 0
  }
}

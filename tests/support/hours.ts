/** '08:00-12:00' every day, or on some weekdays (1 is Monday), between dates, before other rows. */
export type Hours =
  | string
  | {
      time: string
      days?: number[]
      from?: string | Temporal.PlainDate
      until?: string | Temporal.PlainDate
      precedence?: number
    }

interface HoursRow {
  weekday: number
  starts: Temporal.PlainTime
  ends: Temporal.PlainTime
  valid_from: Temporal.PlainDate | null
  valid_until: Temporal.PlainDate | null
  precedence: number
}

const everyDay = [1, 2, 3, 4, 5, 6, 7]
export const sundayToThursday = [7, 1, 2, 3, 4]

export const hoursRows = (hours: Hours[]): HoursRow[] =>
  hours.flatMap((given) => {
    const { time, days = everyDay, from, until, precedence = 0 } = typeof given === 'string' ? { time: given } : given
    const [starts = '', ends = ''] = time.split('-')
    return days.map((weekday) => ({
      weekday,
      starts: Temporal.PlainTime.from(starts),
      ends: Temporal.PlainTime.from(ends),
      valid_from: from ? Temporal.PlainDate.from(from) : null,
      valid_until: until ? Temporal.PlainDate.from(until) : null,
      precedence,
    }))
  })

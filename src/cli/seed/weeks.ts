/** On these weekdays (1 is Monday), from one wall time to another: '16:00-02:00' ends the next day. */
export type WeeklyHours = { days: number[]; times: string[] }[]

interface Dates {
  from: Temporal.PlainDate
  until: Temporal.PlainDate
}

/** The hours of the usual weeks, and before them those of each Ramadan. */
export const hoursRows = (usual: WeeklyHours, ramadan: WeeklyHours, ramadans: Dates[]) => [
  ...usual.flatMap((week) => rowsOf(week, null)),
  ...ramadans.flatMap((dates) => ramadan.flatMap((week) => rowsOf(week, dates))),
]

const rowsOf = ({ days, times }: WeeklyHours[number], dates: Dates | null) =>
  days.flatMap((weekday) =>
    times.map((time) => {
      const [starts = '', ends = ''] = time.split('-')
      return {
        weekday,
        starts: Temporal.PlainTime.from(starts),
        ends: Temporal.PlainTime.from(ends),
        valid_from: dates?.from ?? null,
        valid_until: dates?.until ?? null,
        precedence: dates ? 1 : 0,
      }
    }),
  )

/** The Ramadan that is or comes next, and the one after it, by the umm al-Qura calendar. */
export function ramadans(today: Temporal.PlainDate): [Dates, Dates] {
  const { year } = today.withCalendar('islamic-umalqura')
  const first = Temporal.PlainDate.compare(ramadanOf(year).until, today) < 0 ? year + 1 : year
  return [ramadanOf(first), ramadanOf(first + 1)]
}

function ramadanOf(year: number): Dates {
  const from = Temporal.PlainDate.from({ calendar: 'islamic-umalqura', year, month: 9, day: 1 })
  return { from: from.withCalendar('iso8601'), until: from.add({ months: 1 }).subtract({ days: 1 }).withCalendar('iso8601') }
}

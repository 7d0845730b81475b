import type { Slot } from '../../src/appointments/free/free.ts'
import type { Texts } from '../../src/web/texts.ts'
import { DayText, TimeText } from './time.tsx'

/** When a visit is, in the branch's zone. `clinicDay` is the day that its shift began on. */
export interface VisitTime {
  starts: Temporal.ZonedDateTime
  clinicDay: Temporal.PlainDate
}

export const timeOfSlot = ({ starts, zone, clinicDay }: Pick<Slot, 'starts' | 'zone' | 'clinicDay'>): VisitTime => ({
  starts: starts.toZonedDateTimeISO(zone),
  clinicDay,
})

/** A visit after midnight has the date of the next day, and says whose night it is. */
const isAfterMidnight = ({ starts, clinicDay }: VisitTime): boolean => !starts.toPlainDate().equals(clinicDay)

const nightOf = (t: Texts, { clinicDay }: VisitTime): string => t('when.nightOf', { weekday: t.weekday(clinicDay) })

/** "Tue 24 Nov, 5:40 pm", "Wed 25 Nov, 12:20 am (night of Tuesday)". */
export function VisitWhen({ t, visit, long, hijri }: { t: Texts; visit: VisitTime; long?: boolean; hijri?: boolean }) {
  const day = visit.starts.toPlainDate()
  return (
    <>
      <span class="when">
        <DayText t={t} day={day} short={!long} />
        {t('ui.comma')} <TimeText t={t} at={visit.starts} />
        {isAfterMidnight(visit) && ` ${nightOf(t, visit)}`}
      </span>
      {hijri && <small class="hijri">{t.hijri(day)}</small>}
    </>
  )
}

/** "Today 5:20 pm", "Tomorrow 9:20 am", "Thursday 10:00 am"; further off and after midnight with the date. */
export function visitWhenText(t: Texts, visit: VisitTime, now: Temporal.Instant): string {
  const day = visit.starts.toPlainDate()
  if (isAfterMidnight(visit)) return `${t.dayMonth(day)}${t('ui.comma')} ${t.time(visit.starts)} ${nightOf(t, visit)}`
  const today = now.toZonedDateTimeISO(visit.starts.timeZoneId).toPlainDate()
  return t('when.dayAndTime', { day: dayInWords(t, day, today), time: t.time(visit.starts) })
}

/** "Today", "Tomorrow", a weekday within a week, else "Tue 24 Nov". */
export function dayInWords(t: Texts, day: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const { days } = today.until(day, { largestUnit: 'days' })
  if (days === 0) return t('when.today')
  if (days === 1) return t('when.tomorrow')
  return days > 1 && days < 7 ? t.weekday(day) : t.dayMonth(day)
}

import type { Texts } from '../../src/web/texts.ts'
import { DayText, TimeText } from './time.tsx'

/** When a visit is. `clinicDay` is the day that its shift began on. */
export interface VisitTime {
  starts: Temporal.Instant
  zone: string
  clinicDay: Temporal.PlainDate
}

const wallTime = ({ starts, zone }: VisitTime): Temporal.ZonedDateTime => starts.toZonedDateTimeISO(zone)

/** A visit after midnight has the date of the next day, and says whose night it is. */
const isAfterMidnight = (visit: VisitTime): boolean => !wallTime(visit).toPlainDate().equals(visit.clinicDay)

/** "Tue 24 Nov, 5:40 pm", "Wed 25 Nov, 12:20 am (night of Tuesday)". */
export function VisitWhen({ t, visit, long, hijri }: { t: Texts; visit: VisitTime; long?: boolean; hijri?: boolean }) {
  const at = wallTime(visit)
  return (
    <>
      <span class="when">
        <DayText t={t} day={at.toPlainDate()} short={!long} />
        {t('ui.comma')} <TimeText t={t} at={at} />
        {isAfterMidnight(visit) && ` ${nightOf(t, visit)}`}
      </span>
      {hijri && <small class="hijri">{t.hijri(at.toPlainDate())}</small>}
    </>
  )
}

/** "Today 5:20 pm", "Tomorrow 9:20 am", "Thursday 10:00 am", further off and after midnight with the date. */
export function visitWhenText(t: Texts, visit: VisitTime, now: Temporal.Instant): string {
  const at = wallTime(visit)
  if (isAfterMidnight(visit)) return `${t.dayMonth(at.toPlainDate())}${t('ui.comma')} ${t.time(at)} ${nightOf(t, visit)}`
  return t('when.dayAndTime', { day: dayInWords(t, at.toPlainDate(), now.toZonedDateTimeISO(visit.zone).toPlainDate()), time: t.time(at) })
}

/** "Today", "Tomorrow", a weekday within a week, else "Tue 24 Nov". */
export function dayInWords(t: Texts, day: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const { days } = today.until(day, { largestUnit: 'days' })
  if (days === 0) return t('when.today')
  if (days === 1) return t('when.tomorrow')
  return days > 1 && days < 7 ? t.weekday(day) : t.dayMonth(day)
}

const nightOf = (t: Texts, visit: VisitTime): string => t('when.nightOf', { weekday: t.weekday(visit.clinicDay) })

import type { Texts, WallTime } from '../../src/web/texts.ts'

/** "5:40 pm": the clock strong, its half of the day small. `at` with a zone where the instant matters. */
export function TimeText({ t, at }: { t: Texts; at: WallTime }) {
  const text = t.time(at)
  const cut = text.search(/\s/u)
  return (
    <time class="time" datetime={clock(at)}>
      {cut < 0 ? text : text.slice(0, cut)}
      {cut < 0 ? null : <small>{text.slice(cut)}</small>}
    </time>
  )
}

/** "Tuesday 24 November 2026", or "Tue 24 Nov" when short; the Hijri date under it where asked for. */
export const DayText = ({ t, day, short, hijri }: { t: Texts; day: Temporal.PlainDate; short?: boolean; hijri?: boolean }) => (
  <>
    <time class="day" datetime={day.toString()}>
      {short ? t.dayMonth(day) : t.date(day)}
    </time>
    {hijri && <small class="hijri">{t.hijri(day)}</small>}
  </>
)

/** A day and a time in one line: "Tue 24 Nov, 5:40 pm". */
export const When = ({ t, at, short }: { t: Texts; at: Temporal.ZonedDateTime; short?: boolean }) => (
  <span class="when">
    <DayText t={t} day={at.toPlainDate()} short={short} />
    {t('ui.comma')} <TimeText t={t} at={at} />
  </span>
)

const clock = (at: WallTime): string =>
  at instanceof Temporal.ZonedDateTime
    ? at.toString({ smallestUnit: 'minute', timeZoneName: 'never' })
    : `${two(at.hour)}:${two(at.minute)}`

const two = (n: number): string => String(n).padStart(2, '0')

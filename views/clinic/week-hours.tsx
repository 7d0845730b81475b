import type { Interval } from '../../src/clinic/hours.ts'
import type { Texts } from '../../src/web/texts.ts'
import { Summary, SummaryRow } from '../ui/summary.tsx'

export const hoursText = (t: Texts, intervals: readonly Interval[]): string =>
  intervals.length === 0
    ? t('hours.closed')
    : t.list(intervals.map(({ starts, ends }) => t('clinic.hours', { from: t.time(starts), until: t.time(ends) })))

export interface WeekHoursProps {
  t: Texts
  week: { day: Temporal.PlainDate; intervals: Interval[]; because?: string | null }[]
}

/** Seven days with their hours; a day that a holiday closes says which. */
export const WeekHours = ({ t, week }: WeekHoursProps) => (
  <Summary>
    {week.map(({ day, intervals, because }) => (
      <SummaryRow t={t} label={t.weekday(day)}>
        {hoursText(t, intervals)}
        {because && <small class="hint"> {because}</small>}
      </SummaryRow>
    ))}
  </Summary>
)

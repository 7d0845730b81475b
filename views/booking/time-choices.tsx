import type { Shift } from '../../src/appointments/day-book/day-shifts.ts'
import type { ByLanguage } from '../../src/database/tables.ts'
import type { Texts } from '../../src/web/texts.ts'
import type { Choice, Divider } from '../ui/choices.tsx'
import { TimeText } from '../ui/time.tsx'

/** One time that can be chosen; with "any doctor" it stands for whoever is free then. */
export interface FreeTime {
  value: string
  starts: Temporal.ZonedDateTime
  clinicDay: Temporal.PlainDate
  shift: Shift
  /** Where there are several. */
  branch: ByLanguage | null
}

export interface TimeChoicesProps {
  t: Texts
  times: FreeTime[]
  /** Times of different days: each day is a divider too. */
  withDays: boolean
}

/** The times as one set of radios, with quiet dividers for day, branch and part of the day. */
export function timeChoices({ t, times, withDays }: TimeChoicesProps): (Choice | Divider)[] {
  let heading: string | null = null
  return times.flatMap((time): (Choice | Divider)[] => {
    const own = headingOf(t, time, withDays)
    const choice: Choice = { value: time.value, label: <TimeText t={t} at={time.starts} /> }
    if (own === heading) return [choice]
    heading = own
    return [{ divider: own }, choice]
  })
}

function headingOf(t: Texts, { starts, clinicDay, shift, branch }: FreeTime, withDays: boolean): string {
  const part =
    shift === 'after-midnight'
      ? t('book.shift.after-midnight', {
          date: t.dayMonth(starts.toPlainDate()),
          night: t('when.nightOf', { weekday: t.weekday(clinicDay) }),
        })
      : t(`book.shift.${shift}`)
  return [...(withDays ? [t.dayMonth(clinicDay)] : []), ...(branch ? [t.local(branch)] : []), part].join(' · ')
}

import type { Child } from 'hono/jsx'
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
  /** Whoever moves to it can no longer move or cancel online. */
  last?: boolean
}

export interface TimeChoicesProps<Time extends FreeTime> {
  t: Texts
  times: readonly Time[]
  /** Times of different days: each day is a divider too. */
  withDays: boolean
  /** A second line of each, such as whose time it is. */
  hintOf?: ((time: Time) => Child) | undefined
}

/** The times as one set of radios, with quiet dividers for day, branch and part of the day. */
export function timeChoices<Time extends FreeTime>({ t, times, withDays, hintOf }: TimeChoicesProps<Time>): (Choice | Divider)[] {
  return groupsOf(t, times, withDays).flatMap(({ heading, times: together }, place) => {
    const warning = warningOf(t, together)
    const note = warning === undefined ? undefined : { id: `times-note-${place}`, text: warning }
    return [
      { divider: heading, note },
      ...together.map((time) => ({
        value: time.value,
        label: <TimeText t={t} at={time.starts} />,
        hint: hintOf?.(time),
        note: time.last ? note?.id : undefined,
      })),
    ]
  })
}

function groupsOf<Time extends FreeTime>(t: Texts, times: readonly Time[], withDays: boolean): { heading: string; times: Time[] }[] {
  const groups: { heading: string; times: Time[] }[] = []
  for (const time of times) {
    const heading = headingOf(t, time, withDays)
    const group = groups.at(-1)
    if (group?.heading === heading) group.times.push(time)
    else groups.push({ heading, times: [time] })
  }
  return groups
}

function warningOf(t: Texts, times: readonly FreeTime[]): string | undefined {
  if (!times.some(({ last }) => last)) return undefined
  const free = times.find(({ last }) => !last)
  return free ? t('appt.lastBefore', { time: t.time(free.starts) }) : t('appt.lastTimes')
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

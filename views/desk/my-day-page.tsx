import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { IconLink, LinkButton } from '../ui/button.tsx'
import { Counts } from '../ui/navigation.tsx'
import { Empty } from '../ui/note.tsx'
import type { CountKey } from './day-address.ts'
import { type DayLine, DayList } from './day-list.tsx'

export interface MyDayPageProps {
  frame: Frame
  day: Temporal.PlainDate
  today: Temporal.PlainDate
  hijri: boolean
  lines: DayLine[]
  counts: { key: CountKey; n: number }[]
}

/** A doctor's own day. */
export function MyDayPage({ frame, day, today, hijri, lines, counts }: MyDayPageProps) {
  const { t } = frame
  const title = t('myDay.of', { date: t.date(day) })
  const address = (other: Temporal.PlainDate) => (other.equals(today) ? '/my-day' : `/my-day?day=${other}`)
  return (
    <StaffShell
      frame={frame}
      title={title}
      heading={
        <>
          <span class="ear">{t('shell.myDay')}: </span>
          {t.date(day)}
          {hijri && <small class="hijri">{t.hijri(day)}</small>}
        </>
      }
      place="my-day"
      lead={
        <div class="day-links">
          <IconLink icon="chevron-left" label={t('dayBook.previousDay')} href={address(day.subtract({ days: 1 }))} />
          <IconLink icon="chevron-right" label={t('dayBook.nextDay')} href={address(day.add({ days: 1 }))} />
          {!day.equals(today) && (
            <LinkButton kind="plain" href="/my-day">
              {t('dayBook.today')}
            </LinkButton>
          )}
        </div>
      }
    >
      <div class="list-head">
        <Counts items={counts.map(({ key, n }) => ({ n, label: t(`dayBook.count.${key}`, { n }) }))} />
      </div>
      {lines.length > 0 ? <DayList t={t} label={title} lines={lines} withDoctor={false} methods={[]} /> : <Empty>{t('myDay.empty')}</Empty>}
    </StaffShell>
  )
}

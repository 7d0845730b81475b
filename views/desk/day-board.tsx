import type { PaymentMethod } from '../../src/appointments/visit/steps.ts'
import type { Texts } from '../../src/web/texts.ts'
import { LinkButton } from '../ui/button.tsx'
import { FilterCounts, Tabs } from '../ui/navigation.tsx'
import { Empty } from '../ui/note.tsx'
import { ClosedDay, type ClosedDayWords } from './closed-day.tsx'
import { type CountKey, type DayChosen, dayAddress, type ShiftTab } from './day-address.ts'
import { type DayLine, DayList } from './day-list.tsx'
import { LiveBoard, Refresh } from './live-board.tsx'

export interface DayBoardProps {
  t: Texts
  chosen: DayChosen
  version: string
  /** The shifts of the day that have visits. */
  shifts: ShiftTab[]
  /** How many of them are dealt with and left out. */
  earlier: number
  lines: DayLine[]
  counts: { key: CountKey; n: number }[]
  methods: readonly PaymentMethod[]
  /** Why nobody is there, where the day is closed. */
  closed: ClosedDayWords | null
}

/** The visits of a day, and how many stand where: what is read again when something has changed. */
export function DayBoard({ t, chosen, version, shifts, earlier, lines, counts, methods, closed }: DayBoardProps) {
  const address = dayAddress(chosen, {})
  return (
    <LiveBoard address={address} version={version}>
      <div class="list-head">
        {shifts.length > 1 && (
          <Tabs
            label={t('dayBook.shifts')}
            items={shifts.map((shift) => ({
              href: dayAddress(chosen, { shift }),
              label: t(`dayBook.shift.${shift}`),
              current: shift === chosen.shift,
            }))}
          />
        )}
        <FilterCounts
          label={t('dayBook.counts')}
          showAll={t('dayBook.showAll')}
          items={counts.map(({ key, n }) => ({
            n,
            label: t(`dayBook.count.${key}`, { n }),
            href: dayAddress(chosen, { status: key === chosen.status ? null : key }),
            current: key === chosen.status,
          }))}
        />
      </div>
      {closed && <ClosedDay t={t} closed={closed} />}
      {lines.length > 0 && (
        <DayList t={t} label={t('dayBook.of', { date: t.date(chosen.day) })} lines={lines} withDoctor methods={methods} />
      )}
      {lines.length === 0 && earlier === 0 && !closed && (
        <NoLines t={t} chosen={chosen} filtered={chosen.department !== '' || chosen.doctor !== ''} />
      )}
      <p class="foot">
        <Refresh t={t} address={address} /> <a href="/keys">{t('keys.title')}</a>
        {earlier > 0 && (
          <span class="earlier">
            {t('dayBook.earlier', { n: earlier })} <a href={dayAddress(chosen, { earlier: true })}>{t('dayBook.showEarlier')}</a>
          </span>
        )}
      </p>
    </LiveBoard>
  )
}

function NoLines({ t, chosen, filtered }: { t: Texts; chosen: DayChosen; filtered: boolean }) {
  if (chosen.status !== null) {
    return (
      <Empty
        action={
          <LinkButton kind="plain" href={dayAddress(chosen, { status: null })}>
            {t('dayBook.shift.all')}
          </LinkButton>
        }
      >
        {t('dayBook.emptyStatus')}
      </Empty>
    )
  }
  return (
    <Empty
      action={
        !chosen.day.equals(chosen.today) && (
          <LinkButton kind="plain" href="/day-book">
            {t('dayBook.goToToday')}
          </LinkButton>
        )
      }
    >
      {t(filtered ? 'dayBook.emptyFiltered' : 'dayBook.empty')}
    </Empty>
  )
}

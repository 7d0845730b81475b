import type { Child } from 'hono/jsx'
import type { ByLanguage } from '../../src/database/tables.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { IconLink, LinkButton } from '../ui/button.tsx'
import { Select } from '../ui/field.tsx'
import { Filters, Tabs } from '../ui/navigation.tsx'
import { Note } from '../ui/note.tsx'
import { type DayChosen, type DayView, dayAddress, freeTimesAddress, weekAddress } from './day-address.ts'
import { DayAndPlace } from './day-and-place.tsx'
import { FreeTimesColumn } from './free-times.tsx'
import { NotLive } from './live-board.tsx'

export interface DayBookPageProps {
  frame: Frame
  chosen: DayChosen
  hijri: boolean
  /** Empty where there is only one branch. */
  locations: { id: string; name: ByLanguage }[]
  departments: { id: string; name: ByLanguage }[]
  doctors: { id: string; name: string }[]
  /** What was asked for could not be read and was left out. */
  problem: boolean
  /** Free times are of use to who may book. */
  mayBook: boolean
  /** Runs the desk, for whom there are the absent doctors and the day on paper. */
  atDesk: boolean
  /** What was just done with a visit of the page. */
  done?: Child
  /** The board of the view that was asked for. */
  children: Child
}

export function DayBookPage(props: DayBookPageProps) {
  const { frame, chosen, hijri, children } = props
  const { t } = frame
  const { day, today } = chosen
  return (
    <StaffShell
      frame={frame}
      title={t('dayBook.of', { date: t.date(day) })}
      heading={
        <>
          <span class="ear">{t('shell.dayBook')}: </span>
          <time datetime={day.toString()}>{day.year === today.year ? t.dayMonth(day) : t.date(day)}</time>
          {hijri && <small class="hijri">{t.hijri(day)}</small>}
        </>
      }
      place="day-book"
      lead={<DayLinks frame={frame} chosen={chosen} />}
      tools={
        <>
          <DayFilters {...props} />
          <Views frame={frame} chosen={chosen} />
        </>
      }
      note={
        <>
          {props.problem && <Note kind="warn">{t('dayBook.unreadable')}</Note>}
          {props.done}
        </>
      }
    >
      <NotLive frame={frame} address={dayAddress(chosen, {})} />
      {props.mayBook && chosen.view === 'list' ? (
        <div class="beside">
          {children}
          <FreeTimesColumn t={t} address={freeTimesAddress(chosen)} />
        </div>
      ) : (
        children
      )}
      {props.atDesk && (
        <p class="quiet-links no-print">
          <a href="/absences">{t('absence.list')}</a>{' '}
          {chosen.doctor && <a href={`/doctors/${chosen.doctor}/absence?day=${day}`}>{t('dayBook.absenceOfDoctor')}</a>}{' '}
          <a href="/paper-day">{t('paper.title')}</a>
        </p>
      )}
    </StaffShell>
  )
}

interface Part {
  frame: Frame
  chosen: DayChosen
}

const DayLinks = ({ frame: { t }, chosen }: Part) => (
  <div class="day-links">
    <IconLink icon="chevron-left" label={t('dayBook.previousDay')} href={dayAddress(chosen, { day: chosen.day.subtract({ days: 1 }) })} />
    <IconLink icon="chevron-right" label={t('dayBook.nextDay')} href={dayAddress(chosen, { day: chosen.day.add({ days: 1 }) })} />
    {!chosen.day.equals(chosen.today) && (
      <LinkButton kind="plain" href={dayAddress(chosen, { day: chosen.today })}>
        {t('dayBook.today')}
      </LinkButton>
    )}
  </div>
)

const views: readonly DayView[] = ['list', 'grid']
const words = { list: 'dayBook.asList', grid: 'dayBook.asGrid' } as const

const Views = ({ frame: { t }, chosen }: Part) => (
  <Tabs
    label={t('dayBook.views')}
    items={[
      ...views.map((view) => ({ href: dayAddress(chosen, { view }), label: t(words[view]), current: view === chosen.view })),
      { href: weekAddress(chosen, chosen.day), label: t('dayBook.week') },
    ]}
  />
)

function DayFilters({ frame: { t }, chosen, locations, departments, doctors }: DayBookPageProps) {
  return (
    <Filters t={t} action="/day-book">
      <DayAndPlace t={t} chosen={chosen} locations={locations} departments={departments} />
      <Select
        name="doctor"
        label={t('dayBook.doctor')}
        labelHidden
        value={chosen.doctor}
        options={[{ value: '', label: t('dayBook.allDoctors') }, ...doctors.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      {chosen.shift === 'all' && <input type="hidden" name="shift" value="all" />}
      {chosen.view === 'grid' && <input type="hidden" name="view" value="grid" />}
    </Filters>
  )
}

import type { ByLanguage } from '../../src/database/tables.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { IconLink, LinkButton } from '../ui/button.tsx'
import { Field, Select } from '../ui/field.tsx'
import { Counts, Filters, Tabs } from '../ui/navigation.tsx'
import { Empty, Note } from '../ui/note.tsx'
import { type DayLine, DayList } from './day-list.tsx'

export type ShiftTab = 'morning' | 'evening' | 'after-midnight' | 'all'

export interface DayBookPageProps {
  frame: Frame
  day: Temporal.PlainDate
  today: Temporal.PlainDate
  hijri: boolean
  /** The shifts of the day that have visits, and the one shown. */
  shifts: ShiftTab[]
  shift: ShiftTab
  lines: DayLine[]
  counts: { key: 'booked' | 'waiting' | 'withDoctor' | 'completed' | 'noShow'; n: number }[]
  filter: { location: string; department: string; doctor: string }
  /** The branch that the list opens on, or `all`. */
  ownBranch: string
  /** Empty where there is only one branch. */
  locations: { id: string; name: ByLanguage }[]
  departments: { id: string; name: ByLanguage }[]
  doctors: { id: string; name: string }[]
  /** What was asked for could not be read and was left out. */
  problem: boolean
}

export function DayBookPage(props: DayBookPageProps) {
  const { frame, day, today, shifts, shift, lines, counts, hijri } = props
  const { t } = frame
  const title = t('dayBook.of', { date: t.date(day) })
  return (
    <StaffShell
      frame={frame}
      title={title}
      heading={
        <>
          <span class="ear">{t('shell.dayBook')}: </span>
          {t.date(day)}
          {hijri && <small class="hijri">{t.hijri(day)}</small>}
        </>
      }
      place="day-book"
      lead={<DayLinks {...props} />}
      tools={<DayFilters {...props} />}
      note={props.problem && <Note kind="warn">{t('dayBook.unreadable')}</Note>}
    >
      <div class="list-head">
        <Tabs
          label={t('dayBook.shifts')}
          items={shifts.map((one) => ({ href: address(props, { shift: one }), label: t(`dayBook.shift.${one}`), current: one === shift }))}
        />
        <Counts items={counts.map(({ key, n }) => ({ n, label: t(`dayBook.count.${key}`, { n }) }))} />
      </div>
      {lines.length > 0 ? (
        <DayList t={t} label={title} lines={lines} withDoctor />
      ) : (
        <Empty
          action={
            !day.equals(today) && (
              <LinkButton kind="plain" href="/day-book">
                {t('dayBook.goToToday')}
              </LinkButton>
            )
          }
        >
          {t(isFiltered(props) ? 'dayBook.emptyFiltered' : 'dayBook.empty')}
        </Empty>
      )}
    </StaffShell>
  )
}

const isFiltered = ({ filter, shift, shifts }: DayBookPageProps): boolean =>
  filter.department !== '' || filter.doctor !== '' || (shift !== 'all' && shifts.length > 1)

const DayLinks = (props: DayBookPageProps) => {
  const { t } = props.frame
  return (
    <div class="day-links">
      <IconLink icon="chevron-left" label={t('dayBook.previousDay')} href={address(props, { day: props.day.subtract({ days: 1 }) })} />
      <IconLink icon="chevron-right" label={t('dayBook.nextDay')} href={address(props, { day: props.day.add({ days: 1 }) })} />
      {!props.day.equals(props.today) && (
        <LinkButton kind="plain" href={address(props, { day: props.today })}>
          {t('dayBook.today')}
        </LinkButton>
      )}
    </div>
  )
}

function DayFilters({ frame: { t }, day, filter, locations, departments, doctors, shift }: DayBookPageProps) {
  const named = (list: { id: string; name: ByLanguage }[]) => list.map(({ id, name }) => ({ value: id, label: t.local(name) }))
  return (
    <Filters t={t} action="/day-book">
      <Field name="day" label={t('dayBook.day')} labelHidden type="date" value={day.toString()} />
      {locations.length > 1 && (
        <Select
          name="location"
          label={t('dayBook.location')}
          labelHidden
          value={filter.location}
          options={[...named(locations), { value: 'all', label: t('dayBook.allLocations') }]}
        />
      )}
      <Select
        name="department"
        label={t('dayBook.department')}
        labelHidden
        value={filter.department}
        options={[{ value: '', label: t('dayBook.allDepartments') }, ...named(departments)]}
      />
      <Select
        name="doctor"
        label={t('dayBook.doctor')}
        labelHidden
        value={filter.doctor}
        options={[{ value: '', label: t('dayBook.allDoctors') }, ...doctors.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      {shift === 'all' && <input type="hidden" name="shift" value="all" />}
    </Filters>
  )
}

/** The same list with another day or shift; a new day opens on its own shift. */
function address(
  { day, today, filter, ownBranch, shift }: DayBookPageProps,
  change: { day?: Temporal.PlainDate; shift?: ShiftTab },
): string {
  const query = new URLSearchParams()
  const shownDay = change.day ?? day
  if (!shownDay.equals(today)) query.set('day', shownDay.toString())
  if (filter.location !== ownBranch) query.set('location', filter.location)
  if (filter.department !== '') query.set('department', filter.department)
  if (filter.doctor !== '') query.set('doctor', filter.doctor)
  const shownShift = change.shift ?? (shift === 'all' ? 'all' : undefined)
  if (shownShift) query.set('shift', shownShift)
  return query.size > 0 ? `/day-book?${query}` : '/day-book'
}

import type { ByLanguage } from '../../src/database/tables.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { IconLink, LinkButton } from '../ui/button.tsx'
import { PersonName } from '../ui/inline.tsx'
import { Filters, Tabs } from '../ui/navigation.tsx'
import { Empty } from '../ui/note.tsx'
import { type DayChosen, dayAddress, weekAddress } from './day-address.ts'
import { DayAndPlace } from './day-and-place.tsx'

export interface WeekPageProps {
  frame: Frame
  /** The first day is `chosen.day`. */
  chosen: DayChosen
  days: Temporal.PlainDate[]
  lines: { id: string; name: string; days: { visits: number; free: number | null }[] }[]
  locations: { id: string; name: ByLanguage }[]
  departments: { id: string; name: ByLanguage }[]
}

/** Seven days: how full each doctor is, and where there is room. Each cell leads to that doctor's day. */
export function WeekPage({ frame, chosen, days, lines, locations, departments }: WeekPageProps) {
  const { t } = frame
  const { day, today } = chosen
  const title = t('dayBook.weekOf', { date: t.date(day) })
  const total = (n: number) => lines.reduce((sum, line) => sum + (line.days[n]?.visits ?? 0), 0)
  return (
    <StaffShell
      frame={frame}
      title={title}
      heading={
        <>
          <span class="ear">{t('shell.dayBook')}: </span>
          {t('dayBook.weekOf', { date: t.dayMonth(day) })}
        </>
      }
      place="day-book"
      lead={
        <div class="day-links">
          <IconLink icon="chevron-left" label={t('dayBook.previousWeek')} href={weekAddress(chosen, day.subtract({ days: 7 }))} />
          <IconLink icon="chevron-right" label={t('dayBook.nextWeek')} href={weekAddress(chosen, day.add({ days: 7 }))} />
          {!day.equals(today) && (
            <LinkButton kind="plain" href={weekAddress(chosen, today)}>
              {t('dayBook.thisWeek')}
            </LinkButton>
          )}
        </div>
      }
      tools={
        <>
          <WeekFilters frame={frame} chosen={chosen} locations={locations} departments={departments} />
          <Tabs
            label={t('dayBook.views')}
            items={[
              { href: dayAddress(chosen, { view: 'list' }), label: t('dayBook.asList') },
              { href: dayAddress(chosen, { view: 'grid' }), label: t('dayBook.asGrid') },
              { href: weekAddress(chosen, day), label: t('dayBook.week'), current: true },
            ]}
          />
        </>
      }
    >
      {lines.length === 0 ? (
        <Empty>{t('dayBook.emptyFiltered')}</Empty>
      ) : (
        // A region of its own, so that a narrow window scrolls it and not the page; and by keyboard.

        <section class="wide-table" aria-label={title} tabindex={0}>
          <table class="grid week">
            <thead>
              <tr>
                <th scope="col">{t('dayBook.doctor')}</th>
                {days.map((one) => (
                  <th scope="col" aria-current={one.equals(today) ? 'date' : undefined}>
                    {t.dayMonth(one)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">{t('dayBook.allOfDay')}</th>
                {days.map((one, n) => (
                  <td>
                    <a href={dayAddress(chosen, { day: one, shift: 'all', doctor: '' })}>{t('dayBook.visits', { n: total(n) })}</a>
                  </td>
                ))}
              </tr>
              {lines.map((line) => (
                <tr>
                  <th scope="row">
                    <PersonName name={line.name} />
                  </th>
                  {days.map((one, n) => (
                    <WeekCell frame={frame} cell={line.days[n]} href={dayAddress(chosen, { day: one, shift: 'all', doctor: line.id })} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </StaffShell>
  )
}

function WeekCell({ frame: { t }, cell, href }: { frame: Frame; cell: { visits: number; free: number | null } | undefined; href: string }) {
  const { visits = 0, free = null } = cell ?? {}
  if (free === null && visits === 0)
    return (
      <td class="closed">
        <span class="ear">{t('dayBook.closed')}</span>
      </td>
    )
  return (
    <td>
      <a href={href}>{t('dayBook.visits', { n: visits })}</a>
      {free !== null && <small class="hint"> {t('dayBook.freeTimes', { n: free })}</small>}
    </td>
  )
}

function WeekFilters({
  frame: { t },
  chosen,
  locations,
  departments,
}: Pick<WeekPageProps, 'frame' | 'chosen' | 'locations' | 'departments'>) {
  return (
    <Filters t={t} action="/day-book/week">
      <DayAndPlace t={t} chosen={chosen} locations={locations} departments={departments} />
    </Filters>
  )
}

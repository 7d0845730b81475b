import type { Texts, WallTime } from '../../src/web/texts.ts'
import { Icon } from '../ui/icon.tsx'
import { PersonName } from '../ui/inline.tsx'
import { Pagination } from '../ui/navigation.tsx'
import { Empty } from '../ui/note.tsx'
import { type PillStatus, pillOf } from '../ui/status-pill.tsx'
import { TimeText } from '../ui/time.tsx'
import { ClosedDay, type ClosedDayWords } from './closed-day.tsx'
import { type DayChosen, dayAddress } from './day-address.ts'
import { LiveBoard, Refresh } from './live-board.tsx'

interface GridVisit {
  id: string
  /** Null where the reader may not open it. */
  href: string | null
  time: WallTime
  name: string
  status: PillStatus
  minutes: number | undefined
}

interface GridFree {
  /** Null where the reader may not book. */
  href: string | null
  time: WallTime
}

export interface DayGridProps {
  t: Texts
  chosen: DayChosen
  version: string
  doctors: { id: string; name: string }[]
  rows: { time: WallTime; otherDate: Temporal.PlainDate | null; cells: { visits: GridVisit[]; free: GridFree | null; closed: boolean }[] }[]
  pages: number
  /** Why nobody is there, where the day is closed. */
  closed: ClosedDayWords | null
}

/** The day by doctors: hours down, five doctors across; in a narrow window the first of them, or the one who is chosen above. */
export function DayGrid({ t, chosen, version, doctors, rows, pages, closed }: DayGridProps) {
  const address = dayAddress(chosen, { page: chosen.page })
  return (
    <LiveBoard address={address} version={version}>
      {closed && <ClosedDay t={t} closed={closed} />}
      {!closed && rows.length === 0 && <Empty>{t('dayBook.nobodyWorks')}</Empty>}
      {rows.length > 0 && (
        <table class="grid" aria-label={t('dayBook.gridOf', { date: t.date(chosen.day) })}>
          <thead>
            <tr>
              <th scope="col">{t('dayBook.time')}</th>
              {doctors.map(({ id, name }) => (
                <th scope="col">
                  <a href={dayAddress(chosen, { doctor: chosen.doctor === id ? '' : id })}>
                    <PersonName name={name} />
                  </a>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ time, otherDate, cells }) => (
              <tr>
                <th scope="row">
                  <TimeText t={t} at={time} />
                  {otherDate && <small class="hint">{t.dayMonth(otherDate)}</small>}
                </th>
                {cells.map(({ visits, free, closed }, column) => (
                  <td class={closed ? 'closed' : undefined}>
                    {closed && <span class="ear">{t('dayBook.closed')}</span>}
                    {visits.map((visit) => (
                      <VisitInGrid t={t} visit={visit} />
                    ))}
                    {free && <FreeInGrid t={t} free={free} doctor={doctors[column]?.name ?? ''} />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Pagination t={t} page={chosen.page} pages={pages} href={(page) => dayAddress(chosen, { page })} />
      <Refresh t={t} address={address} />
    </LiveBoard>
  )
}

function VisitInGrid({ t, visit }: { t: Texts; visit: GridVisit }) {
  const { tone, icon, key } = pillOf(visit.status)
  const inside = (
    <>
      <Icon name={icon} />
      <TimeText t={t} at={visit.time} /> <bdi title={visit.name}>{visit.name}</bdi>
      <span class="ear"> {t(key, { n: visit.minutes ?? 0 })}</span>
    </>
  )
  return visit.href ? (
    <a id={`g-${visit.id}`} class={`visit ${tone}`} href={visit.href}>
      {inside}
    </a>
  ) : (
    <span class={`visit ${tone}`}>{inside}</span>
  )
}

/** `+` for the eye; the ear hears which time with whom. */
const FreeInGrid = ({ t, free, doctor }: { t: Texts; free: GridFree; doctor: string }) =>
  free.href ? (
    <a class="free" href={free.href} title={t.time(free.time)}>
      <Icon name="plus" />
      <span class="ear">{t('dayBook.bookAt', { time: t.time(free.time), doctor })}</span>
    </a>
  ) : (
    <span class="free">
      <span class="ear">{t('dayBook.freeAt', { time: t.time(free.time) })}</span>
    </span>
  )

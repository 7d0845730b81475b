import type { Child } from 'hono/jsx'
import type { Texts, WallTime } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { ageText, BothNames, type PatientSex } from '../patients/patient-words.tsx'
import { IconLink, LinkButton } from '../ui/button.tsx'
import { Num } from '../ui/inline.tsx'
import { Counts } from '../ui/navigation.tsx'
import { Empty } from '../ui/note.tsx'
import { TimeText } from '../ui/time.tsx'
import { ClosedDay, type ClosedDayWords } from './closed-day.tsx'
import type { CountKey } from './day-address.ts'
import { type DayLine, DayList, type LineSaid } from './day-list.tsx'
import { LiveBoard, NotLive, Refresh } from './live-board.tsx'

/** Somebody who is in the doctor's room, or comes next. */
export interface NextPatient {
  href: string
  /** Where the record's visits are listed; null where the reader may not open it. */
  patientHref: string | null
  names: LineSaid['patient']['names']
  sex: PatientSex
  age: LineSaid['patient']['age']
  recordNumber: string
  time: WallTime
  visit: string
}

export interface MyDayBoardProps {
  t: Texts
  day: Temporal.PlainDate
  today: Temporal.PlainDate
  version: string
  lines: DayLine[]
  counts: { key: CountKey; n: number }[]
  /** Today only. */
  now: NowAndNext | null
  /** Why nobody is there, where the day is closed. */
  closed: ClosedDayWords | null
}

export interface NowAndNext {
  current: NextPatient | null
  next: NextPatient | null
  /** The form that moves on: finish, call in, or both at once. */
  action: { text: string; fields: Record<string, string> } | null
}

export interface MyDayPageProps {
  frame: Frame
  day: Temporal.PlainDate
  today: Temporal.PlainDate
  hijri: boolean
  ahead: { day: Temporal.PlainDate; n: number }[]
  note?: Child
  children: Child
}

const myDayAddress = (day: Temporal.PlainDate, today: Temporal.PlainDate): string => (day.equals(today) ? '/my-day' : `/my-day?day=${day}`)

/** A doctor's own day: who is next, then the list. */
export function MyDayPage({ frame, day, today, hijri, ahead, note, children }: MyDayPageProps) {
  const { t } = frame
  const address = (other: Temporal.PlainDate) => myDayAddress(other, today)
  return (
    <StaffShell
      frame={frame}
      title={t('myDay.of', { date: t.date(day) })}
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
      note={note}
    >
      <NotLive frame={frame} address={address(day)} />
      {children}
      <section class="ahead" aria-labelledby="ahead">
        <h2 id="ahead">{t('myDay.upcoming')}</h2>
        {ahead.length > 0 ? (
          <ul>
            {ahead.map((one) => (
              <li>
                <a href={address(one.day)}>{t.dayMonth(one.day)}</a> {t('myDay.dayCount', { n: one.n })}
              </li>
            ))}
          </ul>
        ) : (
          <p>{t('myDay.nothingAhead')}</p>
        )}
      </section>
    </StaffShell>
  )
}

export const MyDayBoard = ({ t, day, today, version, lines, counts, now, closed }: MyDayBoardProps) => (
  <LiveBoard address={myDayAddress(day, today)} version={version}>
    {now && <NowAndNextPanel t={t} {...now} />}
    <div class="list-head">
      <Counts items={counts.map(({ key, n }) => ({ n, label: t(`dayBook.count.${key}`, { n }) }))} />
    </div>
    {closed && <ClosedDay t={t} closed={closed} />}
    {!closed && lines.length === 0 && <Empty>{t('myDay.empty')}</Empty>}
    {lines.length > 0 && <DayList t={t} label={t('myDay.of', { date: t.date(day) })} lines={lines} withDoctor={false} methods={[]} />}
    <Refresh t={t} address={myDayAddress(day, today)} />
  </LiveBoard>
)

const NowAndNextPanel = ({ t, current, next, action }: NowAndNext & { t: Texts }) => (
  <div class="now-next">
    {current && <Who t={t} title={t('myDay.now')} who={current} />}
    {next ? <Who t={t} title={t('myDay.next')} who={next} /> : <p>{t(current ? 'myDay.nobody' : 'myDay.allDone')}</p>}
    {action && (
      <form id="move-on" method="post" action="/my-day/next" hx-post="/my-day/next" hx-target="#status">
        {Object.entries(action.fields).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button type="submit" id="move-on-now" class="button primary">
          {action.text}
        </button>
      </form>
    )}
  </div>
)

const Who = ({ t, title, who }: { t: Texts; title: string; who: NextPatient }) => (
  <section>
    <h2>
      {title} <TimeText t={t} at={who.time} />
    </h2>
    <p class="name">
      <a href={who.href}>
        <BothNames t={t} names={who.names} />
      </a>
    </p>
    <p class="facts-line">
      <span>{t(`patient.sex.${who.sex}`)}</span>
      {who.age && <span>{ageText(t, who.age)}</span>}
      <Num>{who.recordNumber}</Num>
      <span>{who.visit}</span>
      {who.patientHref && <a href={who.patientHref}>{t('myDay.pastVisits')}</a>}
    </p>
  </section>
)

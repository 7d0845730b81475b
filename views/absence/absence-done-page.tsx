import type { Child } from 'hono/jsx'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { Button } from '../ui/button.tsx'
import { Num, PersonName } from '../ui/inline.tsx'
import { Note } from '../ui/note.tsx'
import { Cell, HeadCell, Row, Table } from '../ui/table.tsx'
import { TimeText } from '../ui/time.tsx'
import { Becomes } from './becomes.tsx'
import { DayLists } from './day-lists.tsx'
import { DayState } from './day-state.tsx'
import { FirstName } from './first-name.tsx'
import type { AbsenceLine, DayList, WaitingLine } from './lines.ts'
import { WaitingWalkIns } from './waiting-walk-ins.tsx'

export interface AbsenceDonePageProps {
  frame: Frame
  absence: string
  doctor: { id: string; name: string }
  day: Temporal.PlainDate
  made: { at: Temporal.ZonedDateTime; by: string }
  /** The other lists of this doctor's day. */
  others: DayList[]
  lines: AbsenceLine[]
  /** Without an appointment. */
  waiting: WaitingLine[]
  /** Nobody else is booked on the rest of the day, and whether it can be opened again. */
  closed: boolean
  openable: boolean
  /** When it was opened again. */
  opened: Temporal.ZonedDateTime | null
  /** Shown instead of a list of the reader's own, which would hold nothing that is not here. */
  instead: boolean
  /** The reader noted a call, or took one back, that somebody else had dealt with. */
  call: AbsenceLine | null
  newReceipt: () => string
}

/** What became of the visits of an absent doctor, and who still has to hear of it by phone. */
export const AbsenceDonePage = (props: AbsenceDonePageProps) => {
  const { frame, doctor, day, lines, made, others } = props
  const { t } = frame
  const { changed = [], failed = [], kept = [], dealt = [], 'under-way': underWay = [] } = Object.groupBy(lines, ({ list }) => list)
  const toCall = changed.filter(({ told, called }) => !told && !called)
  const known = changed.filter(({ told, called }) => told || called)
  const elsewhere = others.some((other) => other.toCall > 0)
  const calls = toCall.length === 0 && elsewhere ? t('absence.nobodyHere') : t('absence.toCall', { n: peopleIn(toCall) })
  const knows = t('absence.known', { n: peopleIn(known) })
  return (
    <StaffShell
      frame={frame}
      title={t('absence.title', { doctor: doctor.name })}
      heading={t.jsx('absence.title', { doctor: <PersonName name={doctor.name} /> })}
      back={{ href: '/absences', label: t('absence.list') }}
      note={<Meanwhile {...props} />}
    >
      <p>
        {t.date(day)}
        <small class="hint">{t.jsx('absence.carriedOut', said(t, made))}</small>
      </p>
      <DayState t={t} {...props} />
      {underWay.length > 0 && (
        <section class="group">
          <h2>{t('absence.underWay', { n: underWay.length })}</h2>
          <p>
            {t('absence.underWayMeans')} <a href={`/absences/${props.absence}`}>{t('absence.lookAgain')}</a>
          </p>
          <Lines {...props} label={t('absence.underWay', { n: underWay.length })} lines={underWay} />
        </section>
      )}
      {failed.length > 0 && (
        <section class="group">
          <h2>{t('absence.failed', { n: failed.length })}</h2>
          <p>
            {t('absence.failedMeans')} <a href={`/doctors/${doctor.id}/absence?day=${day}`}>{t('absence.again')}</a>
          </p>
          <Lines {...props} label={t('absence.failed', { n: failed.length })} lines={failed} />
        </section>
      )}
      {dealt.length > 0 && (
        <section class="group">
          <h2>{t('absence.dealt', { n: dealt.length })}</h2>
          <p>{t('absence.dealtMeans')}</p>
          <Lines {...props} label={t('absence.dealt', { n: dealt.length })} lines={dealt} />
        </section>
      )}
      <section class="group calls">
        <h2>{calls}</h2>
        {toCall.length > 0 && <Lines {...props} label={calls} lines={toCall} calls />}
      </section>
      {others.length > 0 && (
        <section class="group">
          <h2>{t('absence.others')}</h2>
          <DayLists t={t} lists={others} />
        </section>
      )}
      <WaitingWalkIns t={t} {...props} />
      {known.length > 0 && (
        <section class="group">
          <h2>{knows}</h2>
          <Lines {...props} label={knows} lines={known} />
        </section>
      )}
      {kept.length > 0 && (
        <section class="group">
          <h2>{t('absence.kept', { n: kept.length })}</h2>
          <Lines {...props} label={t('absence.kept', { n: kept.length })} lines={kept} />
        </section>
      )}
    </StaffShell>
  )
}

/** What somebody else did, where the reader has just wanted to do the same. */
const Meanwhile = ({ frame: { t }, made, instead, call }: AbsenceDonePageProps) => (
  <>
    {instead && <Note kind="warn">{t.jsx('absence.instead', said(t, made))}</Note>}
    {call && (
      <Note kind="warn">
        {call.called
          ? t.jsx('absence.calledAlready', { ...said(t, call.called), patient: <FirstName t={t} patient={call.patient} /> })
          : t.jsx('absence.notCalledAlready', { patient: <FirstName t={t} patient={call.patient} /> })}
      </Note>
    )}
  </>
)

/** Somebody with two visits is one person to call. */
const peopleIn = (lines: AbsenceLine[]): number => new Set(lines.map(({ patient }) => patient.recordNumber)).size

/** Told by whom, and dealt with by whom, are two things: of the latter nobody knows yet who was told. */
function lastColumn([first]: AbsenceLine[], calls: boolean | undefined) {
  if (calls) return 'ui.action' as const
  return first?.list === 'dealt' ? ('absence.dealtWith' as const) : ('absence.howKnown' as const)
}

type LinesProps = AbsenceDonePageProps & { label: string; calls?: boolean }

const Lines = ({ frame: { t }, absence, lines, label, calls, newReceipt }: LinesProps) => (
  <Table
    label={label}
    even
    columns={[
      { label: t('absence.was') },
      { label: t('dayBook.patient') },
      { label: t('patient.phone') },
      { label: t('absence.becomes') },
      { label: t(lastColumn(lines, calls)), end: calls },
    ]}
  >
    {lines.map((line) => (
      <Row>
        <HeadCell place="lead">
          <TimeText t={t} at={line.was.starts} />
          {!line.was.starts.toPlainDate().equals(line.was.clinicDay) && (
            <small class="hint">{t.dayMonth(line.was.starts.toPlainDate())}</small>
          )}
        </HeadCell>
        <Cell place="title">
          <a href={`/appointments/${line.appointment}`}>
            <FirstName t={t} patient={line.patient} />
          </a>
          {line.waits && <small class="hint here">{t('absence.waits')}</small>}
          {line.patient.childOf && (
            <small class="hint">{t.jsx('patient.childOf', { name: <PersonName name={line.patient.childOf} /> })}</small>
          )}
        </Cell>
        <Cell place="detail">
          <Phones t={t} line={line} />
        </Cell>
        <Cell place="detail">
          <Becomes t={t} line={line} />
        </Cell>
        <Cell place={calls ? 'action' : 'detail'} end={calls}>
          {calls ? (
            <CallButton action={`/absences/${absence}/calls/${line.appointment}`} receipt={newReceipt()} line={line}>
              {t(line.phones.length > 0 ? 'absence.called' : 'absence.reached')}
            </CallButton>
          ) : (
            <>
              <HowKnown t={t} line={line} />
              {line.called && (
                <CallButton action={`/absences/${absence}/calls/${line.appointment}/withdrawal`} receipt={newReceipt()} line={line}>
                  {t('absence.notCalled')}
                </CallButton>
              )}
            </>
          )}
        </Cell>
      </Row>
    ))}
  </Table>
)

type CallButtonProps = { action: string; receipt: string; line: AbsenceLine; children: Child }

const CallButton = ({ action, receipt, line, children }: CallButtonProps) => (
  <form action={action} method="post">
    <input type="hidden" name="receipt" value={receipt} />
    <Button kind="plain" small about={line.patient.names[0]?.text}>
      {children}
    </Button>
  </form>
)

const Phones = ({ t, line: { phones, emails } }: { t: Frame['t']; line: AbsenceLine }) => (
  <>
    {phones.length === 0 && emails.length === 0 && t('patient.noPhone')}
    {phones.length === 0 && emails.length > 0 && (
      <>
        {emails.map((email) => (
          <div>
            <a href={`mailto:${email}`}>
              <Num>{email}</Num>
            </a>
          </div>
        ))}
        <small class="hint">{t('absence.onlyMail')}</small>
      </>
    )}
    {phones.map(({ value, text, whose }) => (
      <div>
        <a class="nowrap" href={`tel:${value}`}>
          <Num>{text}</Num>
        </a>
        {whose && <small class="hint">({whose})</small>}
      </div>
    ))}
  </>
)

const HowKnown = ({ t, line: { list, told, called, dealt, phones } }: { t: Frame['t']; line: AbsenceLine }) => (
  <>
    {list === 'dealt' && dealt && <Dealt t={t} dealt={dealt} />}
    {called && t.jsx(phones.length > 0 ? 'absence.calledBy' : 'absence.reachedBy', said(t, called))}
    {told && !called && t('absence.toldByMessage')}
  </>
)

const Dealt = ({ t, dealt: { kept, at, by } }: { t: Frame['t']; dealt: NonNullable<AbsenceLine['dealt']> }) => {
  return t.jsx(kept ? 'absence.keptBy' : 'absence.dealtBy', said(t, { at, by }))
}

/** When, and who. */
const said = (t: Frame['t'], { at, by }: { at: Temporal.ZonedDateTime; by: string | null }) => ({
  day: t.dayMonth(at.toPlainDate()),
  time: t.time(at),
  name: <PersonName name={by ?? t('step.somebody')} />,
})

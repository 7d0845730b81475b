import type { Child } from 'hono/jsx'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { Button } from '../ui/button.tsx'
import { Num, PersonName } from '../ui/inline.tsx'
import { Cell, HeadCell, Row, Table } from '../ui/table.tsx'
import { TimeText } from '../ui/time.tsx'
import { VisitWhen } from '../ui/visit-time.tsx'
import { FirstName } from './first-name.tsx'
import type { AbsenceLine, WaitingLine } from './lines.ts'
import { WaitingWalkIns } from './waiting-walk-ins.tsx'

export interface AbsenceDonePageProps {
  frame: Frame
  absence: string
  doctor: { id: string; name: string }
  day: Temporal.PlainDate
  lines: AbsenceLine[]
  /** Without an appointment. */
  waiting: WaitingLine[]
  /** Nobody else is booked on the rest of the day. */
  closed: boolean
  newReceipt: () => string
  note?: Child
}

/** What became of the visits of an absent doctor, and who still has to hear of it by phone. */
export const AbsenceDonePage = (props: AbsenceDonePageProps) => {
  const { frame, doctor, day, lines, closed, note } = props
  const { t } = frame
  const { changed = [], failed = [], kept = [], dealt = [] } = Object.groupBy(lines, ({ list }) => list)
  const toCall = changed.filter(({ told, called }) => !told && !called)
  const known = changed.filter(({ told, called }) => told || called)
  const calls = t('absence.toCall', { n: peopleIn(toCall) })
  const knows = t('absence.known', { n: peopleIn(known) })
  return (
    <StaffShell
      frame={frame}
      title={t('absence.title', { doctor: doctor.name })}
      heading={t.jsx('absence.title', { doctor: <PersonName name={doctor.name} /> })}
      back={{ href: '/absences', label: t('absence.list') }}
      note={note}
    >
      <p>{t.date(day)}</p>
      {closed && <p>{t('absence.isClosed')}</p>}
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

/** Somebody with two visits is one person to call. */
const peopleIn = (lines: AbsenceLine[]): number => new Set(lines.map(({ patient }) => patient.recordNumber)).size

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
      { label: calls ? t('ui.action') : t('absence.howKnown'), end: calls },
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
              {t('absence.called')}
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

const Phones = ({ t, line: { phones } }: { t: Frame['t']; line: AbsenceLine }) => (
  <>
    {phones.length === 0 && t('patient.noPhone')}
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

const Becomes = ({ t, line }: { t: Frame['t']; line: AbsenceLine }) => {
  if (line.list === 'failed' || line.cancelled) return <span>{t(line.cancelled ? 'absence.isCancelled' : 'absence.stays')}</span>
  return (
    <>
      <VisitWhen t={t} visit={line.now} />
      {line.status && <small class="hint">{line.status}</small>}
      <small class="hint">
        <PersonName name={line.doctor} />
      </small>
    </>
  )
}

const HowKnown = ({ t, line: { list, told, called, dealt } }: { t: Frame['t']; line: AbsenceLine }) => (
  <>
    {list === 'dealt' && dealt && <Dealt t={t} dealt={dealt} />}
    {called && t.jsx('absence.calledBy', { time: t.time(called.at), name: <PersonName name={called.by} /> })}
    {told && !called && t('absence.toldByMessage')}
  </>
)

const Dealt = ({ t, dealt: { kept, at, by } }: { t: Frame['t']; dealt: NonNullable<AbsenceLine['dealt']> }) => {
  const said = { day: t.dayMonth(at.toPlainDate()), time: t.time(at), name: <PersonName name={by ?? t('step.somebody')} /> }
  return kept ? t.jsx('absence.keptBy', said) : t.jsx('absence.dealtBy', said)
}

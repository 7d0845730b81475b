import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { SexAndAge } from '../patients/patient-words.tsx'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Field, Select } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Num, PersonName } from '../ui/inline.tsx'
import { Filters, Tabs } from '../ui/navigation.tsx'
import { Cell, HeadCell, Row, Table } from '../ui/table.tsx'
import { TimeText } from '../ui/time.tsx'
import type { VisitTime } from '../ui/visit-time.tsx'
import { DayLists } from './day-lists.tsx'
import { DayState } from './day-state.tsx'
import { FirstName } from './first-name.tsx'
import type { DayList, HoursLeft, VisitLine, WaitingLine } from './lines.ts'
import { WaitingWalkIns } from './waiting-walk-ins.tsx'

/** What is proposed for all visits at once; each can be set otherwise. */
export const plans = ['other', 'next', 'cancel', 'keep'] as const
export type Plan = (typeof plans)[number]

export interface AbsencePageProps {
  frame: Frame
  doctor: { id: string; name: string }
  day: Temporal.PlainDate
  plan: Plan
  lines: VisitLine[]
  /** Without an appointment. */
  waiting: WaitingLine[]
  /** The rest of the day is closed already, and whether it can be opened again. */
  closed: boolean
  openable: boolean
  /** When it was opened again. */
  opened: Temporal.ZonedDateTime | null
  hours: HoursLeft
  /** What was carried out for this day already. */
  lists: DayList[]
  /** Names the form: sent twice, it is the same absence. */
  absence: string
}

/** "The doctor is absent": one page for all visits of the day. */
export const AbsencePage = (props: AbsencePageProps) => {
  const { frame, doctor, day, plan, lines } = props
  const { t } = frame
  const address = (one: Plan) => `/doctors/${doctor.id}/absence?day=${day}&plan=${one}`
  return (
    <StaffShell
      frame={frame}
      title={t('absence.title', { doctor: doctor.name })}
      heading={t.jsx('absence.title', { doctor: <PersonName name={doctor.name} /> })}
      back={{ href: '/absences', label: t('absence.list') }}
      tools={
        <Filters t={t} action={`/doctors/${doctor.id}/absence`}>
          <Field name="day" label={t('dayBook.day')} labelHidden type="date" value={day.toString()} />
          <input type="hidden" name="plan" value={plan} />
        </Filters>
      }
    >
      <p>{t('absence.on', { date: t.date(day), n: lines.length })}</p>
      {props.lists.length > 0 && (
        <section class="group">
          <h2>{t('absence.already')}</h2>
          <DayLists t={t} lists={props.lists} />
        </section>
      )}
      <DayState t={t} {...props} />
      {lines.length === 0 ? (
        <Nobody {...props} />
      ) : (
        <>
          <Tabs
            label={t('absence.plans')}
            items={plans.map((one) => ({ href: address(one), label: t(`absence.plan.${one}`), current: one === plan }))}
          />
          <Decisions {...props} />
        </>
      )}
      <WaitingWalkIns t={t} {...props} />
    </StaffShell>
  )
}

/** Nobody is booked, and the day can be closed all the same: its times are offered until it is. */
const Nobody = ({ frame: { t }, doctor, day, absence, waiting, closed, hours, lists }: AbsencePageProps) => {
  const dayBook = (
    <LinkButton kind="plain" href={`/day-book?day=${day}&doctor=${doctor.id}`}>
      {t('absence.dayBook')}
    </LinkButton>
  )
  const nobody = waiting.length === 0 && lists.length === 0 && <p>{t('absence.nobody')}</p>
  if (closed) {
    return (
      <>
        {nobody}
        <p>{dayBook}</p>
      </>
    )
  }
  return (
    <Form action={`/doctors/${doctor.id}/absence`} live={false}>
      <input type="hidden" name="absence" value={absence} />
      <input type="hidden" name="day" value={day.toString()} />
      <input type="hidden" name="close" value="yes" />
      {nobody}
      <p>{t(`absence.hours.${hours}`)}</p>
      <Actions>
        {dayBook}
        <Button>{t('absence.closeDay')}</Button>
      </Actions>
    </Form>
  )
}

const Decisions = ({ frame: { t }, doctor, day, plan, lines, absence, closed }: AbsencePageProps) => (
  <Form action={`/doctors/${doctor.id}/absence`} live={false}>
    <input type="hidden" name="absence" value={absence} />
    <input type="hidden" name="day" value={day.toString()} />
    <Table
      label={t('absence.visits')}
      columns={[
        { label: t('dayBook.time') },
        { label: t('dayBook.patient') },
        { label: t('dayBook.visit') },
        { label: t('absence.becomes') },
      ]}
    >
      {lines.map((line) => (
        <Row>
          <HeadCell place="lead">
            <TimeText t={t} at={line.starts} />
            {!line.starts.toPlainDate().equals(line.clinicDay) && <small class="hint">{t.dayMonth(line.starts.toPlainDate())}</small>}
          </HeadCell>
          <Cell place="title">
            <a href={`/appointments/${line.id}`}>
              <FirstName t={t} patient={line.patient} />
            </a>
            <small class="hint">
              <SexAndAge t={t} sex={line.patient.sex} age={line.patient.age} /> <Num>{line.patient.recordNumber}</Num>
            </small>
          </Cell>
          <Cell place="detail">
            {line.visit}
            {line.waits && <small class="hint">{t('absence.waits')}</small>}
          </Cell>
          <Cell place="status">
            <input type="hidden" name={`version-${line.id}`} value={line.version} />
            <input type="hidden" name={`listed-${line.id}`} value={line.listed} />
            <Select
              id={`visit-${line.id}`}
              name={`visit-${line.id}`}
              label={t('absence.becomesOf', { time: t.time(line.starts), name: line.patient.names[0]?.text ?? '' })}
              labelHidden
              value={preselected(line, plan)}
              options={optionsOf(t, line)}
            />
            {plan === 'other' && !line.other && <small class="hint">{t(line.next ? 'absence.noOther' : 'absence.noTime')}</small>}
          </Cell>
        </Row>
      ))}
    </Table>
    {!closed && (
      <label class="choice">
        <input type="checkbox" name="close" value="yes" checked /> {t('absence.close')}
      </label>
    )}
    <Actions>
      <LinkButton kind="plain" href={`/day-book?day=${day}&doctor=${doctor.id}`}>
        {t('absence.doNothing')}
      </LinkButton>
      <Button>{t('absence.carryOut', { n: lines.length })}</Button>
    </Actions>
  </Form>
)

/** What the plan says, as far as there is a time; whoever has none stays, and is seen to stay. */
function preselected({ other, next }: VisitLine, plan: Plan): string {
  if (plan === 'cancel' || plan === 'keep') return plan
  return (plan === 'other' ? (other ?? next) : next)?.target ?? 'keep'
}

const optionsOf = (t: Frame['t'], { other, next }: VisitLine) => [
  ...(other ? [{ value: other.target, label: t('absence.toDoctor', { doctor: other.doctor, when: t.time(other.when.starts) }) }] : []),
  ...(next ? [{ value: next.target, label: t('absence.toTime', { when: whenText(t, next.when) }) }] : []),
  { value: 'keep', label: t('absence.toKeep') },
  { value: 'cancel', label: t('absence.toCancel') },
]

const whenText = (t: Frame['t'], { starts }: VisitTime): string => `${t.dayMonth(starts.toPlainDate())}${t('ui.comma')} ${t.time(starts)}`

import type { PaymentMethod } from '../../src/appointments/visit/steps.ts'
import type { Age } from '../../src/patients/birth.ts'
import type { ShownName } from '../../src/patients/names.ts'
import type { Texts, WallTime } from '../../src/web/texts.ts'
import { remembered } from '../jsx/remembered.ts'
import { Name, type PatientSex, SexAndAge } from '../patients/patient-words.tsx'
import { Icon } from '../ui/icon.tsx'
import { Num, PersonName } from '../ui/inline.tsx'
import { type PillStatus, StatusPill } from '../ui/status-pill.tsx'
import { Cell, HeadCell, Row, Table } from '../ui/table.tsx'
import { TimeText } from '../ui/time.tsx'
import { QueueForms, type QueueSteps } from './queue-steps.tsx'
import { StepForms, type VisitSteps } from './step-forms.tsx'

/** What a line says to every reader of one language, at any moment; an object of its own as long as none of it has changed. */
export interface LineSaid {
  id: string
  version: number
  time: WallTime
  /** Where the clock has passed midnight since the clinic day began. */
  otherDate: Temporal.PlainDate | null
  patient: { names: ShownName[]; sex: PatientSex; age: Age | null; recordNumber: string; childOf: string | null }
  doctor: string
  visit: string
  /** The number of somebody who waits without an appointment. */
  walkIn: number | null
}

export interface DayLine {
  said: LineSaid
  /** Null where the reader may not open it. */
  href: string | null
  /** Somebody else of the day is called nearly the same. */
  similar: boolean
  /** Where there are several branches. */
  branch: string | null
  status: PillStatus
  minutes: number | undefined
  /** What the reader may do with it now. */
  steps: VisitSteps['steps'] | null
  /** The same for a walk-in. */
  queue: Pick<QueueSteps, 'steps' | 'asksDoctor'> | null
}

export interface DayListProps {
  t: Texts
  label: string
  lines: DayLine[]
  /** A doctor's own list leaves the doctor out. */
  withDoctor: boolean
  /** Ways to pay, the last used one first. */
  methods: readonly PaymentMethod[]
}

const isOff = ({ status }: Pick<DayLine, 'status'>): boolean => status === 'cancelled' || status === 'entered-in-error'

/** The visits of a day by time; on a phone each is a card. */
export const DayList = ({ t, label, lines, withDoctor, methods }: DayListProps) => (
  <Table
    label={label}
    columns={[
      { label: t('dayBook.time') },
      { label: t('dayBook.patient') },
      { label: t('dayBook.ageAndRecord') },
      ...(withDoctor ? [{ label: t('dayBook.doctor') }] : []),
      { label: t('dayBook.visit') },
      { label: t('dayBook.status') },
      { label: t('dayBook.action'), hidden: true },
    ]}
  >
    {lines.map(({ said, ...line }) => dayRow(t, said, { ...line, withDoctor, methods }))}
  </Table>
)

interface RowData extends Omit<DayLine, 'said'>, Pick<DayListProps, 'withDoctor' | 'methods'> {}

const dayRow = remembered((t, { id, version, patient, ...said }: LineSaid, { withDoctor, methods, ...line }: RowData) => {
  const about = patient.names[0]?.text ?? patient.recordNumber
  return (
    <Row off={isOff(line)} current={line.status === 'in-consultation'}>
      <HeadCell place="lead">
        <TimeText t={t} at={said.time} />
        {said.otherDate && <small class="hint">{t.dayMonth(said.otherDate)}</small>}
      </HeadCell>
      <Cell place="title">
        <PatientLink t={t} href={line.href} names={patient.names} />
        {line.similar && <Similar t={t} />}
        {patient.childOf && <small class="hint">{t.jsx('patient.childOf', { name: <PersonName name={patient.childOf} /> })}</small>}
      </Cell>
      <Cell place="detail" quiet>
        <SexAndAge t={t} sex={patient.sex} age={patient.age} /> <Num>{patient.recordNumber}</Num>
      </Cell>
      {withDoctor && (
        <Cell place="detail">
          <PersonName name={said.doctor} />
        </Cell>
      )}
      <Cell place="detail">
        {said.walkIn !== null && <b class="walk-in">{t('dayBook.walkInNumber', { number: said.walkIn })}</b>}
        {said.visit}
        {line.branch && <small class="hint">{line.branch}</small>}
      </Cell>
      <Cell place="status">
        <StatusPill t={t} status={line.status} minutes={line.minutes} />
      </Cell>
      <Cell place="action">
        {line.steps && <StepForms t={t} visit={{ id, version, steps: line.steps, about }} compact methods={methods} />}
        {line.queue && <QueueForms t={t} entry={{ id, version, ...line.queue, about }} />}
      </Cell>
    </Row>
  )
})

const PatientLink = ({ t, href, names: [first] }: { t: Texts; href: string | null; names: ShownName[] }) => {
  const name = first ? <Name name={first} /> : t('patient.nameless')
  const dir = first && directionIn(t, first)
  return href ? (
    <a href={href} dir={dir}>
      {name}
    </a>
  ) : (
    <s dir={dir}>{name}</s>
  )
}

/** Where a name runs the other way than its page: too long for the column, it is cut at its own end. */
function directionIn(t: Texts, { language }: ShownName): 'ltr' | 'rtl' | undefined {
  if ((language === 'ar') === (t.language === 'ar')) return undefined
  return language === 'ar' ? 'rtl' : 'ltr'
}

/** A mark beside the name: the row stays one line high. */
const Similar = ({ t }: { t: Texts }) => (
  <span class="similar" title={t('dayBook.similar')}>
    <Icon name="people" />
    <span class="ear">{t('dayBook.similar')}</span>
  </span>
)

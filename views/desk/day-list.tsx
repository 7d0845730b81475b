import type { ByLanguage } from '../../src/database/tables.ts'
import type { Age } from '../../src/patients/birth.ts'
import type { ShownName } from '../../src/patients/names.ts'
import type { Texts } from '../../src/web/texts.ts'
import { Name, type PatientSex, SexAndAge } from '../patients/patient-words.tsx'
import { Num, PersonName } from '../ui/inline.tsx'
import { type PillStatus, StatusPill } from '../ui/status-pill.tsx'
import { Cell, HeadCell, Row, Table } from '../ui/table.tsx'
import { TimeText } from '../ui/time.tsx'

export interface DayLine {
  /** Null where the reader may not open it. */
  href: string | null
  starts: Temporal.ZonedDateTime
  clinicDay: Temporal.PlainDate
  patient: { names: ShownName[]; sex: PatientSex; age: Age | null; recordNumber: string; childOf: string | null }
  doctor: string
  visit: ByLanguage
  /** Where there are several branches. */
  branch: ByLanguage | null
  status: PillStatus
  minutes: number | undefined
}

export interface DayListProps {
  t: Texts
  label: string
  lines: DayLine[]
  /** A doctor's own list leaves the doctor out. */
  withDoctor: boolean
}

const isOff = (line: DayLine): boolean => line.status === 'cancelled' || line.status === 'entered-in-error'

/** The visits of a day by time; on a phone each is a card. */
export const DayList = ({ t, label, lines, withDoctor }: DayListProps) => (
  <Table
    label={label}
    columns={[
      { label: t('dayBook.time') },
      { label: t('dayBook.patient') },
      { label: t('dayBook.ageAndRecord') },
      ...(withDoctor ? [{ label: t('dayBook.doctor') }] : []),
      { label: t('dayBook.visit') },
      { label: t('dayBook.status') },
    ]}
  >
    {lines.map((line) => (
      <Row off={isOff(line)} current={line.status === 'in-consultation'}>
        <HeadCell place="lead">
          <TimeText t={t} at={line.starts} />
          {!line.starts.toPlainDate().equals(line.clinicDay) && <small class="hint">{t.dayMonth(line.starts.toPlainDate())}</small>}
        </HeadCell>
        <Cell place="title">
          <PatientLink t={t} href={line.href} names={line.patient.names} />
          {line.patient.childOf && (
            <small class="hint">{t.jsx('patient.childOf', { name: <PersonName name={line.patient.childOf} /> })}</small>
          )}
        </Cell>
        <Cell place="detail" quiet>
          <SexAndAge t={t} sex={line.patient.sex} age={line.patient.age} /> <Num>{line.patient.recordNumber}</Num>
        </Cell>
        {withDoctor && (
          <Cell place="detail">
            <PersonName name={line.doctor} />
          </Cell>
        )}
        <Cell place="detail">
          {t.local(line.visit)}
          {line.branch && <small class="hint">{t.local(line.branch)}</small>}
        </Cell>
        <Cell place="status">
          <StatusPill t={t} status={line.status} minutes={line.minutes} />
        </Cell>
      </Row>
    ))}
  </Table>
)

const PatientLink = ({ t, href, names: [first] }: { t: Texts; href: string | null; names: ShownName[] }) => {
  const name = first ? <Name name={first} /> : t('patient.nameless')
  return href ? <a href={href}>{name}</a> : <s>{name}</s>
}

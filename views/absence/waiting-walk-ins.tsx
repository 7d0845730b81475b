import type { Frame } from '../frame.ts'
import { SexAndAge } from '../patients/patient-words.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Num } from '../ui/inline.tsx'
import { Cell, HeadCell, Row, Table } from '../ui/table.tsx'
import { FirstName } from './first-name.tsx'
import type { WaitingLine } from './lines.ts'

export interface WaitingWalkInsProps {
  t: Frame['t']
  doctor: { id: string }
  day: Temporal.PlainDate
  waiting: WaitingLine[]
}

/** Who waits for the absent doctor without an appointment: the desk sees to them in the day book. */
export function WaitingWalkIns({ t, doctor, day, waiting }: WaitingWalkInsProps) {
  const label = t('absence.walkIns', { n: waiting.length })
  if (waiting.length === 0) return null
  return (
    <section class="group calls">
      <h2>{label}</h2>
      <p>{t('absence.walkInsMean')}</p>
      <Table
        label={label}
        columns={[
          { label: t('absence.number') },
          { label: t('dayBook.patient') },
          { label: t('dayBook.visit') },
          { label: t('ui.action'), hidden: true, end: true },
        ]}
      >
        {waiting.map(({ id, number, patient, visit, location }) => (
          <Row>
            <HeadCell place="lead">
              <Num>{number}</Num>
            </HeadCell>
            <Cell place="title">
              <FirstName t={t} patient={patient} />
              <small class="hint">
                <SexAndAge t={t} sex={patient.sex} age={patient.age} /> <Num>{patient.recordNumber}</Num>
              </small>
            </Cell>
            <Cell place="detail">{visit}</Cell>
            <Cell place="action" end>
              <LinkButton
                kind="plain"
                small
                href={`/day-book?day=${day}&doctor=${doctor.id}&location=${location}&shift=all#queue-${id}`}
                about={patient.names[0]?.text}
              >
                {t('absence.inDayBook')}
              </LinkButton>
            </Cell>
          </Row>
        ))}
      </Table>
    </section>
  )
}

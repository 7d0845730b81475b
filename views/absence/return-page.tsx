import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { PersonName } from '../ui/inline.tsx'
import { Cell, HeadCell, Row, Table } from '../ui/table.tsx'
import { TimeText } from '../ui/time.tsx'
import { Becomes } from './becomes.tsx'
import { FirstName } from './first-name.tsx'
import type { AbsenceLine } from './lines.ts'

export interface ReturnPageProps {
  frame: Frame
  doctor: { id: string; name: string }
  day: Temporal.PlainDate
  /** Where the reader came from. */
  back: string
  /** Moved or cancelled, and staying so. */
  changed: AbsenceLine[]
}

/** "The doctor is here after all": what that does, and what it does not. */
export const ReturnPage = ({ frame, doctor, day, back, changed }: ReturnPageProps) => {
  const { t } = frame
  const label = t('absence.return.stay', { n: changed.length })
  return (
    <StaffShell
      frame={frame}
      title={t('absence.return.title', { doctor: doctor.name })}
      heading={t.jsx('absence.return.title', { doctor: <PersonName name={doctor.name} /> })}
      back={{ href: back, label: t('absence.title', { doctor: doctor.name }) }}
    >
      <p>{t('absence.return.means', { date: t.date(day) })}</p>
      {changed.length > 0 && (
        <section class="group">
          <h2>{label}</h2>
          <Table label={label} columns={[{ label: t('absence.was') }, { label: t('dayBook.patient') }, { label: t('absence.becomes') }]}>
            {changed.map((line) => (
              <Row>
                <HeadCell place="lead">
                  <TimeText t={t} at={line.was.starts} />
                </HeadCell>
                <Cell place="title">
                  <a href={`/appointments/${line.appointment}`}>
                    <FirstName t={t} patient={line.patient} />
                  </a>
                </Cell>
                <Cell place="detail">
                  <Becomes t={t} line={line} />
                </Cell>
              </Row>
            ))}
          </Table>
        </section>
      )}
      <Form action={`/doctors/${doctor.id}/return`} live={false}>
        <input type="hidden" name="day" value={day.toString()} />
        <Actions>
          <LinkButton kind="plain" href={back}>
            {t('absence.return.stayClosed')}
          </LinkButton>
          <Button>{t('absence.return')}</Button>
        </Actions>
      </Form>
    </StaffShell>
  )
}

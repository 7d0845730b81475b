import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { PersonName } from '../ui/inline.tsx'
import { Empty } from '../ui/note.tsx'
import { Cell, HeadCell, Row, Table } from '../ui/table.tsx'
import type { DayList } from './lines.ts'

export interface AbsencesPageProps {
  frame: Frame
  absences: (DayList & { doctor: string; day: Temporal.PlainDate; visits: number })[]
  doctors: { id: string; name: string }[]
}

/** The absences of the last weeks and of days to come, and a new one. */
export const AbsencesPage = ({ frame, absences, doctors }: AbsencesPageProps) => {
  const { t } = frame
  return (
    <StaffShell frame={frame} title={t('absence.list')} back={{ href: '/day-book', label: t('shell.dayBook') }}>
      <section class="group">
        <h2>{t('absence.who')}</h2>
        <ul class="bare columns">
          {doctors.map(({ id, name }) => (
            <li>
              <a href={`/doctors/${id}/absence`}>
                <PersonName name={name} />
              </a>
            </li>
          ))}
        </ul>
      </section>
      <section class="group">
        <h2>{t('absence.recent')}</h2>
        {absences.length === 0 ? (
          <Empty>{t('absence.none')}</Empty>
        ) : (
          <Table
            label={t('absence.recent')}
            columns={[
              { label: t('dayBook.doctor') },
              { label: t('dayBook.day') },
              { label: t('absence.visits') },
              { label: t('absence.calls') },
            ]}
          >
            {absences.map((absence) => (
              <Row>
                <HeadCell place="title">
                  <a href={`/absences/${absence.id}`}>
                    <PersonName name={absence.doctor} />
                  </a>
                </HeadCell>
                <Cell place="detail">
                  {t.date(absence.day)}
                  <small class="hint">
                    {t.jsx('absence.carriedOut', {
                      name: <PersonName name={absence.by} />,
                      day: t.dayMonth(absence.at.toPlainDate()),
                      time: t.time(absence.at),
                    })}
                  </small>
                </Cell>
                <Cell place="detail">{t('absence.visitCount', { n: absence.visits })}</Cell>
                <Cell place="detail">{t('absence.toCall', { n: absence.toCall })}</Cell>
              </Row>
            ))}
          </Table>
        )}
      </section>
    </StaffShell>
  )
}

import type { Age } from '../../src/patients/birth.ts'
import type { ShownName } from '../../src/patients/names.ts'
import type { Texts } from '../../src/web/texts.ts'
import { Name, type PatientSex, SexAndAge } from '../patients/patient-words.tsx'
import { Hidden, Num, PersonName } from '../ui/inline.tsx'
import { Cell, HeadCell, Row, Table } from '../ui/table.tsx'
import { TimeText } from '../ui/time.tsx'

interface PaperLine {
  number: string
  starts: Temporal.ZonedDateTime
  visit: string
  names: ShownName[]
  sex: PatientSex
  age: Age | null
  recordNumber: string
  childOf: string | null
  /** `whose`: null is the patient's own. */
  phones: { text: string; whose: string | null }[]
}

/** One location's clinic day, as it lies on the desk when the computers do not work. */
export interface PaperSheet {
  location: string
  phone: string
  day: Temporal.PlainDate
  doctors: { name: string; visits: PaperLine[] }[]
}

const emptyLines = [1, 2, 3, 4]

/** A day of a location begins a new page; a doctor stays together where that is possible. */
export const PaperSheets = ({ t, sheets, hijri }: { t: Texts; sheets: PaperSheet[]; hijri: boolean }) => (
  <>
    {sheets.map((sheet) => (
      <section class="paper">
        <h2>
          {t.date(sheet.day)}
          {hijri && <small class="hijri"> {t.hijri(sheet.day)}</small>} <small>{sheet.location}</small>{' '}
          <small>
            <Num>{sheet.phone}</Num>
          </small>
        </h2>
        {sheet.doctors.length === 0 && <p>{t('paper.nobody')}</p>}
        {sheet.doctors.map((doctor) => (
          <DoctorsLines t={t} sheet={sheet} doctor={doctor} />
        ))}
      </section>
    ))}
  </>
)

const DoctorsLines = ({ t, sheet, doctor }: { t: Texts; sheet: PaperSheet; doctor: PaperSheet['doctors'][number] }) => (
  <>
    <h3>
      <PersonName name={doctor.name} /> <small>{t('paper.visits', { n: doctor.visits.length })}</small>
    </h3>
    <Table
      label={t('paper.of', { doctor: doctor.name, date: t.dayMonth(sheet.day) })}
      columns={[
        { label: t('dayBook.time') },
        { label: t('dayBook.patient') },
        { label: t('dayBook.ageAndRecord') },
        { label: t('patient.phone') },
        { label: t('dayBook.visit') },
        { label: t('paper.cameAndPaid') },
      ]}
    >
      {doctor.visits.map((line) => (
        <Line t={t} line={line} day={sheet.day} />
      ))}
      {emptyLines.map(() => (
        <tr class="blank">
          <td colspan={6}>
            <Hidden>{t('paper.byHand')}</Hidden>
          </td>
        </tr>
      ))}
    </Table>
  </>
)

const Line = ({ t, line, day }: { t: Texts; line: PaperLine; day: Temporal.PlainDate }) => (
  <Row>
    <HeadCell place="lead">
      <TimeText t={t} at={line.starts} />
      {!line.starts.toPlainDate().equals(day) && <small class="hint">{t.dayMonth(line.starts.toPlainDate())}</small>}
    </HeadCell>
    <Cell place="title">
      {line.names.length === 0 && t('patient.nameless')}
      {line.names.map((name) => (
        <div>
          <Name name={name} />
        </div>
      ))}
      {line.childOf && <small class="hint">{t.jsx('patient.childOf', { name: <PersonName name={line.childOf} /> })}</small>}
    </Cell>
    <Cell place="detail" quiet>
      <SexAndAge t={t} sex={line.sex} age={line.age} /> <Num>{line.recordNumber}</Num>
    </Cell>
    <Cell place="detail">
      {line.phones.length === 0 && t('patient.noPhone')}
      {line.phones.map(({ text, whose }) => (
        <div class="nowrap">
          <Num>{text}</Num>
          {whose && ` (${whose})`}
        </div>
      ))}
    </Cell>
    <Cell place="detail">
      {line.visit} <Num>{line.number}</Num>
    </Cell>
    <Cell place="status">
      <Hidden>{t('paper.byHand')}</Hidden>
    </Cell>
  </Row>
)

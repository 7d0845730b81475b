import type { Child } from 'hono/jsx'
import type { ShownName } from '../../src/patients/names.ts'
import type { TextKey, Texts } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Num, PersonName } from '../ui/inline.tsx'
import { Empty } from '../ui/note.tsx'
import { type PillStatus, StatusPill } from '../ui/status-pill.tsx'
import { Summary, SummaryRow } from '../ui/summary.tsx'
import { Cell, HeadCell, Row, Table } from '../ui/table.tsx'
import { VisitWhen } from '../ui/visit-time.tsx'
import { type HeaderPatient, PatientHeader } from './patient-header.tsx'
import { BothNames, Name } from './patient-words.tsx'

export interface PatientVisit {
  /** Null where this person may not open it. */
  href: string | null
  starts: Temporal.ZonedDateTime
  clinicDay: Temporal.PlainDate
  doctor: string
  department: string
  visit: string
  status: PillStatus
}

export interface PatientPageProps {
  frame: Frame
  patient: HeaderPatient
  href: string
  identifiers: readonly { type: TextKey; value: string }[]
  /** `wanted`: whether messages about visits may go there. */
  contacts: readonly { text: string; whose: string | null; wanted: boolean }[]
  nationality: string | null
  doctorSex: TextKey | null
  family: readonly { how: TextKey; href: string | null; names: ShownName[]; recordNumber: string | null }[]
  upcoming: readonly PatientVisit[]
  past: readonly PatientVisit[]
  mayEdit: boolean
  /** Who acts for the patient is the desk's to see and to change. */
  mayLink: boolean
  mayBook: boolean
  mayWalkIn: boolean
  note?: Child
}

export const PatientPage = (props: PatientPageProps) => {
  const { frame, patient, href, upcoming, past, note } = props
  const { t } = frame
  const [name] = patient.names
  return (
    <StaffShell
      frame={frame}
      title={t('patientPage.title', { number: patient.recordNumber })}
      heading={name ? <Name name={name} /> : t('patient.nameless')}
      tools={<Tools {...props} />}
      note={note}
    >
      <PatientHeader t={t} patient={patient} />
      <Facts {...props} />
      <section>
        <h2>{t('patientPage.upcoming')}</h2>
        {upcoming.length > 0 ? (
          <Visits t={t} visits={upcoming} label={t('patientPage.upcoming')} />
        ) : (
          <Empty>{t('patientPage.noneUpcoming')}</Empty>
        )}
      </section>
      {past.length > 0 && (
        <section>
          <h2>{t('patientPage.past')}</h2>
          <Visits t={t} visits={past} label={t('patientPage.past')} />
        </section>
      )}
    </StaffShell>
  )

  function Tools({ mayBook, mayWalkIn, mayEdit }: PatientPageProps) {
    return (
      <>
        {mayEdit && (
          <LinkButton kind="plain" href={`${href}/edit`}>
            {t('patientPage.edit')}
          </LinkButton>
        )}
        {mayWalkIn && (
          <LinkButton kind="plain" href={`${href}/walk-in`}>
            {t('search.walkIn')}
          </LinkButton>
        )}
        {mayBook && <LinkButton href={`${href}/book`}>{t('search.book')}</LinkButton>}
      </>
    )
  }
}

const Facts = ({ frame: { t }, href, mayEdit, mayLink, identifiers, contacts, family, nationality, doctorSex }: PatientPageProps) => (
  <Summary>
    <SummaryRow t={t} label={t('patientPage.identifiers')}>
      {identifiers.length === 0 && t('patientPage.none')}
      {identifiers.map(({ type, value }) => (
        <p>
          {t(type)} <Num>{value}</Num>
        </p>
      ))}
    </SummaryRow>
    <SummaryRow t={t} label={t('patientPage.contacts')}>
      {contacts.length === 0 && t('patientPage.none')}
      {contacts.map(({ text, whose, wanted }) => (
        <p>
          <Num>{text}</Num>
          {whose && ` (${whose})`}
          {!wanted && ` · ${t('wanted.none')}`}
        </p>
      ))}
      {mayEdit && contacts.length > 0 && (
        <p>
          <a href={`${href}/messages`}>{t('wanted.atDesk')}</a>
        </p>
      )}
    </SummaryRow>
    {family.length > 0 && (
      <SummaryRow t={t} label={t('patientPage.family')}>
        {family.map((relative) => (
          <p>
            {t(relative.how)}: <RelativeName t={t} relative={relative} />
          </p>
        ))}
      </SummaryRow>
    )}
    {mayLink && (
      <SummaryRow t={t} label={t('people.row')}>
        <ul class="ways">
          <li>
            <a href={`${href}/people`}>{t('people.actForPatient')}</a>
          </li>
          <li>
            <a href={`${href}/account`}>{t('claim.give')}</a>
          </li>
        </ul>
      </SummaryRow>
    )}
    {nationality && (
      <SummaryRow t={t} label={t('register.nationality')}>
        {nationality}
      </SummaryRow>
    )}
    {doctorSex && (
      <SummaryRow t={t} label={t('register.doctorSex')}>
        {t(doctorSex)}
      </SummaryRow>
    )}
  </Summary>
)

const RelativeName = ({ t, relative: { href, names, recordNumber } }: { t: Texts; relative: PatientPageProps['family'][number] }) => (
  <>
    {href ? (
      <a href={href}>
        <BothNames t={t} names={names} />
      </a>
    ) : (
      <BothNames t={t} names={names} />
    )}{' '}
    {recordNumber && <Num>{recordNumber}</Num>}
  </>
)

const Visits = ({ t, visits, label }: { t: Texts; visits: readonly PatientVisit[]; label: string }) => (
  <Table
    label={label}
    columns={[
      { label: t('appointment.when') },
      { label: t('dayBook.doctor') },
      { label: t('dayBook.department') },
      { label: t('dayBook.visit') },
      { label: t('dayBook.status') },
    ]}
  >
    {visits.map((visit) => (
      <Row off={visit.status === 'cancelled'}>
        <HeadCell place="title">
          {visit.href ? (
            <a href={visit.href}>
              <VisitWhen t={t} visit={visit} />
            </a>
          ) : (
            <VisitWhen t={t} visit={visit} />
          )}
        </HeadCell>
        <Cell place="detail">
          <PersonName name={visit.doctor} />
        </Cell>
        <Cell place="detail">{visit.department}</Cell>
        <Cell place="detail">{visit.visit}</Cell>
        <Cell place="status">
          <StatusPill t={t} status={visit.status} />
        </Cell>
      </Row>
    ))}
  </Table>
)

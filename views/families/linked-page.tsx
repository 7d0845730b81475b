import type { Child } from 'hono/jsx'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { type HeaderPatient, PatientHeader } from '../patients/patient-header.tsx'
import { LinkButton } from '../ui/button.tsx'
import { PersonName } from '../ui/inline.tsx'
import { Empty } from '../ui/note.tsx'
import { Cell, HeadCell, Row, Table } from '../ui/table.tsx'
import { Logins, type RightInWords, rightText } from './right.tsx'

export interface LinkedPageProps {
  frame: Frame
  patient: HeaderPatient
  href: string
  back: string
  /** `logins`: by what the account signs in, as far as it is shown. */
  rights: readonly (RightInWords & { logins: readonly string[]; end: string })[]
  note: Child
}

/** Which accounts open a patient's record, for the desk. */
export const LinkedPage = ({ frame, patient, href, back, rights, note }: LinkedPageProps) => {
  const { t } = frame
  return (
    <StaffShell
      frame={frame}
      title={t('people.actForPatient')}
      back={{ href: back, label: t('patientPage.title', { number: patient.recordNumber }) }}
      tools={
        <>
          <LinkButton href={`${href}/new`}>{t('people.add')}</LinkButton>
          <LinkButton kind="plain" href={`${href}/sessions-ending`}>
            {t('people.signOut')}
          </LinkButton>
        </>
      }
      note={note}
    >
      <PatientHeader t={t} patient={patient} />
      {rights.length === 0 ? (
        <Empty>{t('people.nobodyForPatient')}</Empty>
      ) : (
        <Table
          label={t('people.actForPatient')}
          columns={[
            { label: t('account.name') },
            { label: t('staffAccounts.login') },
            { label: t('people.may') },
            { label: t('people.reason') },
            { label: t('ui.action'), hidden: true },
          ]}
        >
          {rights.map((right) => (
            <Row>
              <HeadCell place="title">
                <PersonName name={right.account} />
              </HeadCell>
              <Cell place="detail">
                <Logins logins={right.logins} />
              </Cell>
              <Cell place="detail">{rightText(t, right)}</Cell>
              <Cell place="detail">{right.reason ? <bdi>{right.reason}</bdi> : t('patientPage.none')}</Cell>
              <Cell place="action" end>
                <LinkButton kind="plain" small href={right.end} about={right.account}>
                  {t('people.end')}
                </LinkButton>
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </StaffShell>
  )
}

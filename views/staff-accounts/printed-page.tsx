import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Num, PersonName } from '../ui/inline.tsx'
import { Note } from '../ui/note.tsx'
import { Summary, SummaryRow } from '../ui/summary.tsx'
import { When } from '../ui/time.tsx'

export interface PrintedPageProps {
  frame: Frame
  staff: string
  name: string
  login: string
  /** Where the code is typed. */
  address: string
  code: string
  until: Temporal.ZonedDateTime
}

/** What is handed over on paper, this once. */
export const PrintedPage = ({ frame, staff, name, login, address, code, until }: PrintedPageProps) => {
  const { t } = frame
  return (
    <StaffShell
      frame={frame}
      title={t('staffAccounts.sheetTitle', { name })}
      heading={t.jsx('staffAccounts.sheetTitle', { name: <PersonName name={name} /> })}
      place="administration"
      narrow
    >
      <Note kind="warn">{t('staffAccounts.codeOnce')}</Note>
      <Summary>
        <SummaryRow t={t} label={t('staffAccounts.address')}>
          <Num>{address}</Num>
        </SummaryRow>
        <SummaryRow t={t} label={t('invitation.code')}>
          <strong>
            <Num>{code}</Num>
          </strong>
        </SummaryRow>
        <SummaryRow t={t} label={t('staffAccounts.login')}>
          <Num>{login}</Num>
        </SummaryRow>
        <SummaryRow t={t} label={t('staffAccounts.until')}>
          <When t={t} at={until} short />
        </SummaryRow>
      </Summary>
      <p>{t('staffAccounts.sheetHow')}</p>
      <Actions>
        <Button type="button" icon="print" data-print>
          {t('secondFactor.print')}
        </Button>
        <LinkButton kind="plain" href={`/staff-accounts/${staff}`}>
          {t('staffAccounts.toAccount')}
        </LinkButton>
      </Actions>
    </StaffShell>
  )
}

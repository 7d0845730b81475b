import type { Child } from 'hono/jsx'
import type { ByLanguage } from '../../src/database/tables.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Num } from '../ui/inline.tsx'
import { TimeText } from '../ui/time.tsx'

export interface TicketPageProps {
  frame: Frame
  number: number
  department: ByLanguage
  doctor: ByLanguage | null
  /** Where there are several. */
  branch: ByLanguage | null
  arrived: Temporal.ZonedDateTime
  note?: Child
}

/** What a walk-in takes along: a number, and nothing about who they are or why they came. 80 mm paper. */
export const TicketPage = ({ frame, number, department, doctor, branch, arrived, note }: TicketPageProps) => {
  const { t } = frame
  return (
    <StaffShell frame={frame} title={t('walkIn.ticket', { number })} narrow note={note}>
      <section class="ticket" aria-label={t('walkIn.ticket', { number })}>
        <p>{frame.clinic.name}</p>
        {branch && <p>{t.local(branch)}</p>}
        <p>{t('walkIn.yourNumber')}</p>
        <p class="number">
          <Num>{number}</Num>
        </p>
        <p>
          <strong>{t.local(department)}</strong>
        </p>
        {doctor && <p>{t('staff.doctor', { name: t.local(doctor) })}</p>}
        <p>
          {t.numericDate(arrived.toPlainDate())}
          {t('ui.comma')} <TimeText t={t} at={arrived} />
        </p>
      </section>
      <Actions>
        <Button type="button" data-print autofocus>
          {t('walkIn.print')}
        </Button>
        <LinkButton kind="plain" href="/day-book">
          {t('shell.dayBook')}
        </LinkButton>
      </Actions>
      <noscript>
        <p>{t('walkIn.printByBrowser')}</p>
      </noscript>
    </StaffShell>
  )
}

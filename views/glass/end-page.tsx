import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { Num } from '../ui/inline.tsx'

interface EndPageProps {
  frame: Frame
  recordNumber: string
  action: string
  receipt: string
}

/** The record is not needed any more, before its time is over. */
export const EndPage = ({ frame, recordNumber, action, receipt }: EndPageProps) => {
  const { t } = frame
  return (
    <StaffShell frame={frame} title={t('glass.endAsk')} narrow back={{ href: '/emergency-access', label: t('glass.title') }}>
      <p>{t.jsx('glass.endMeans', { number: <Num>{recordNumber}</Num> })}</p>
      <Form action={action} receipt={receipt} live={false}>
        <Actions>
          <LinkButton kind="plain" href="/emergency-access">
            {t('glass.keepOpen')}
          </LinkButton>
          <Button>{t('glass.end')}</Button>
        </Actions>
      </Form>
    </StaffShell>
  )
}

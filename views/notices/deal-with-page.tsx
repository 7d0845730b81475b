import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { Num } from '../ui/inline.tsx'
import { Summary, SummaryRow } from '../ui/summary.tsx'
import { When } from '../ui/time.tsx'
import type { UndeliveredLine } from './sending-page.tsx'

const words = {
  retry: { ask: 'sending.retryAsk', means: 'sending.retryMeans', verb: 'sending.retry' },
  removal: { ask: 'sending.discardAsk', means: 'sending.discardMeans', verb: 'sending.discard' },
} as const

/** Asks before a message is sent again, or given up. */
export const DealWithPage = ({
  frame,
  line,
  verb,
  receipt,
}: {
  frame: Frame
  line: UndeliveredLine
  verb: keyof typeof words
  receipt: string
}) => {
  const { t } = frame
  const { ask, means, verb: text } = words[verb]
  return (
    <StaffShell
      frame={frame}
      title={t(ask)}
      place="administration"
      narrow
      back={{ href: '/administration/messages', label: t('sending.title') }}
    >
      <Summary>
        <SummaryRow t={t} label={t('sending.to')}>
          <Num>{line.address || '–'}</Num>
        </SummaryRow>
        <SummaryRow t={t} label={t('sending.kind')}>
          {t(`notices.purpose.${line.purpose ?? 'unknown'}`)}
        </SummaryRow>
        <SummaryRow t={t} label={t('sending.written')}>
          <When t={t} at={line.writtenAt} />
        </SummaryRow>
      </Summary>
      <p>{t(means)}</p>
      <Form action={`/administration/messages/${line.id}/${verb}`} receipt={receipt} live={false}>
        <Actions>
          {verb === 'removal' && (
            <LinkButton kind="plain" href="/administration/messages" autofocus>
              {t('sending.keep')}
            </LinkButton>
          )}
          <Button kind={verb === 'removal' ? 'danger' : 'primary'}>{t(text)}</Button>
        </Actions>
      </Form>
    </StaffShell>
  )
}

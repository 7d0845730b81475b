import type { Child } from 'hono/jsx'
import type { Undelivered } from '../../src/notices/undelivered.ts'
import type { FieldError, Typed } from '../../src/web/form.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { errorOf } from '../ui/attributes.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Num } from '../ui/inline.tsx'
import { Empty } from '../ui/note.tsx'
import { Summary, SummaryRow } from '../ui/summary.tsx'
import { Cell, HeadCell, Row, Table } from '../ui/table.tsx'
import { When } from '../ui/time.tsx'

export type UndeliveredLine = Omit<Undelivered, 'writtenAt' | 'patient'> & { writtenAt: Temporal.ZonedDateTime }

export interface SendingPageProps {
  frame: Frame
  channels: { channel: 'mail' | 'text'; open: boolean; waiting: number }[]
  lines: UndeliveredLine[]
  receipt: string
  typed: Typed
  errors: FieldError[]
  note?: Child
}

/** How messages leave, what did not arrive, and when phones stay quiet. */
export const SendingPage = (props: SendingPageProps) => {
  const { frame, channels, lines, errors, note } = props
  const { t } = frame
  return (
    <StaffShell
      frame={frame}
      title={t('sending.title')}
      place="administration"
      back={{ href: '/administration', label: t('shell.administration') }}
      error={errors.length > 0}
      note={note}
    >
      <section class="group">
        <h2>{t('sending.doors')}</h2>
        <Summary>
          {channels.map(({ channel, open, waiting }) => (
            <SummaryRow t={t} label={t(`sending.${channel}`)}>
              {t(open ? 'sending.open' : 'sending.closed')} · {t('sending.waiting', { n: waiting })}
            </SummaryRow>
          ))}
        </Summary>
      </section>
      <section class="group">
        <h2>{t('sending.undelivered')}</h2>
        {lines.length === 0 ? <Empty>{t('sending.none')}</Empty> : <Lines frame={frame} lines={lines} />}
      </section>
      <SettingsForm {...props} />
    </StaffShell>
  )
}

const Lines = ({ frame: { t }, lines }: { frame: Frame; lines: UndeliveredLine[] }) => (
  <Table
    label={t('sending.undelivered')}
    columns={[
      { label: t('sending.to') },
      { label: t('sending.kind') },
      { label: t('sending.written') },
      { label: t('sending.why') },
      { label: t('ui.action'), hidden: true, end: true },
    ]}
  >
    {lines.map((line) => (
      <Row>
        <HeadCell place="title">
          <Num>{line.address || '–'}</Num>
        </HeadCell>
        <Cell place="detail">{t(`notices.purpose.${line.purpose ?? 'unknown'}`)}</Cell>
        <Cell place="detail">
          <When t={t} at={line.writtenAt} short />
        </Cell>
        <Cell place="detail">
          {t(`sending.because.${line.why}`)}
          {line.noted && (
            <small class="hint">
              <Num>{line.noted}</Num>
            </small>
          )}
        </Cell>
        <Cell place="action" end>
          {line.canRetry && (
            <LinkButton kind="plain" small href={`/administration/messages/${line.id}/retry`} about={line.address}>
              {t('sending.retry')}
            </LinkButton>
          )}{' '}
          <LinkButton kind="plain" small href={`/administration/messages/${line.id}/removal`} about={line.address}>
            {t('sending.discard')}
          </LinkButton>
        </Cell>
      </Row>
    ))}
  </Table>
)

const SettingsForm = ({ frame: { t }, receipt, typed, errors }: SendingPageProps) => (
  <section class="narrow">
    <h2>{t('sending.settings')}</h2>
    <Form action="/administration/messages" receipt={receipt} live={false}>
      <ErrorSummary t={t} errors={errors} />
      <input type="hidden" name="version" value={typed.version} />
      <Field
        name="quietFrom"
        label={t('sending.quietFrom')}
        hint={t('sending.quietHint')}
        type="time"
        value={typed.quietFrom}
        error={errorOf(errors, 'quietFrom')}
        width="w10"
        dir="ltr"
      />
      <Field
        name="quietUntil"
        label={t('sending.quietUntil')}
        type="time"
        value={typed.quietUntil}
        error={errorOf(errors, 'quietUntil')}
        width="w10"
        dir="ltr"
      />
      <Field
        name="contactEmail"
        label={t('sending.contactEmail')}
        hint={t('sending.contactEmailHint')}
        type="email"
        value={typed.contactEmail}
        error={errorOf(errors, 'contactEmail')}
        dir="ltr"
        inputmode="email"
        autocomplete="off"
        maxlength={254}
      />
      <Actions>
        <Button>{t('texts.save')}</Button>
      </Actions>
    </Form>
  </section>
)

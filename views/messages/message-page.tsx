import type { FieldError, Typed } from '../../src/web/form.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { errorOf } from '../ui/attributes.ts'
import { Actions, Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { TextArea } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Num, PersonName } from '../ui/inline.tsx'
import { Note } from '../ui/note.tsx'
import { Summary, SummaryRow } from '../ui/summary.tsx'
import { When } from '../ui/time.tsx'
import type { InboxLine } from './inbox-page.tsx'

export interface MessagePageProps {
  frame: Frame
  message: InboxLine
  /** Of the answer, and of "done". */
  receipts: [string, string]
  typed: Typed
  errors: FieldError[]
  /** Somebody else has dealt with it meanwhile. */
  overtaken: boolean
}

/** What a visitor wrote, and what to do about it. */
export const MessagePage = ({ frame, message, receipts, typed, errors, overtaken }: MessagePageProps) => {
  const { t } = frame
  const address = `/messages/${message.id}`
  return (
    <StaffShell
      frame={frame}
      title={t('inbox.one', { name: message.sender })}
      heading={t.jsx('inbox.one', { name: <PersonName name={message.sender} /> })}
      place="messages"
      narrow
      back={{ href: '/messages', label: t('inbox.title') }}
      error={errors.length > 0}
    >
      {overtaken && <Note kind="warn">{t('inbox.overtaken')}</Note>}
      <Summary>
        <SummaryRow t={t} label={t('inbox.reach')}>
          {message.email && <Num>{message.email}</Num>}
          {message.phone && (
            <a href={`tel:${message.phone.value}`}>
              <Num>{message.phone.text}</Num>
            </a>
          )}
        </SummaryRow>
        <SummaryRow t={t} label={t('inbox.written')}>
          <When t={t} at={message.writtenAt} />
        </SummaryRow>
        {message.done && (
          <SummaryRow t={t} label={t('inbox.state')}>
            {t.jsx(message.answer === null ? 'inbox.finishedBy' : 'inbox.answeredBy', { name: <PersonName name={message.done.by} /> })}{' '}
            <When t={t} at={message.done.at} short />
          </SummaryRow>
        )}
      </Summary>
      <Panel label={t('inbox.words')}>
        <Lines text={message.words} />
      </Panel>
      {message.answer !== null && (
        <section>
          <h2>{t('inbox.answer')}</h2>
          <Panel label={t('inbox.answer')}>
            <Lines text={message.answer} />
          </Panel>
        </section>
      )}
      {message.done === null && (
        <>
          {message.email && (
            <Form action={`${address}/answer`} receipt={receipts[0]} live={false}>
              <input type="hidden" name="version" value={message.version} />
              <ErrorSummary t={t} errors={errors} />
              <TextArea
                name="answer"
                label={t('inbox.answer')}
                hint={t('inbox.answerHint', { language: t.languageName(message.language) })}
                value={typed.answer}
                error={errorOf(errors, 'answer')}
                rows={6}
                maxlength={2000}
                required
              />
              <Actions>
                <Button>{t('inbox.send')}</Button>
              </Actions>
            </Form>
          )}
          <Form action={`${address}/completion`} receipt={receipts[1]} live={false}>
            <input type="hidden" name="version" value={message.version} />
            <Actions>
              <Button kind={message.email ? 'plain' : 'primary'}>{t('inbox.finish')}</Button>
            </Actions>
          </Form>
        </>
      )}
    </StaffShell>
  )
}

const Lines = ({ text }: { text: string }) => (
  <div dir="auto">
    {text.split('\n').map((line) => (
      <p>{line}</p>
    ))}
  </div>
)

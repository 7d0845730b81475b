import type { Child } from 'hono/jsx'
import type { FieldError, Typed } from '../../src/web/form.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { errorOf } from '../ui/attributes.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field, TextArea } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Num } from '../ui/inline.tsx'
import { Note } from '../ui/note.tsx'

export interface GlassPageProps {
  frame: Frame
  /** How long a record stays open. */
  hours: number
  /** What is open to this person now. */
  open: { href: string; end: string; recordNumber: string; minutes: number }[]
  note?: Child
  receipt: string
  typed: Typed
  errors: FieldError[]
}

export const GlassPage = ({ frame, hours, open, note, receipt, typed, errors }: GlassPageProps) => {
  const { t } = frame
  return (
    <StaffShell frame={frame} title={t('glass.title')} error={errors.length > 0} note={note} narrow>
      <Note kind="warn">{t('glass.what', { hours })}</Note>
      {open.length > 0 && (
        <section>
          <h2>{t('glass.openNow')}</h2>
          <ul>
            {open.map(({ href, end, recordNumber, minutes }) => (
              <li>
                <a href={href}>
                  <Num>{recordNumber}</Num>
                </a>{' '}
                {t('glass.left', { minutes })}{' '}
                <LinkButton kind="plain" small href={end} about={recordNumber}>
                  {t('glass.end')}
                </LinkButton>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Form action="/emergency-access" receipt={receipt} live={false}>
        <ErrorSummary t={t} errors={errors} />
        <Field
          name="number"
          label={t('glass.number')}
          hint={t('glass.numberHint')}
          value={typed.number}
          error={errorOf(errors, 'number')}
          width="w10"
          dir="ltr"
          autocomplete="off"
          maxlength={40}
          required
        />
        <TextArea
          name="reason"
          label={t('glass.reason')}
          hint={t('glass.reasonHint')}
          value={typed.reason}
          error={errorOf(errors, 'reason')}
          maxlength={500}
          required
        />
        <Actions>
          <Button>{t('glass.openRecord')}</Button>
        </Actions>
      </Form>
    </StaffShell>
  )
}

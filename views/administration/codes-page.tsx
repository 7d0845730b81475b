import type { Child } from 'hono/jsx'
import type { FieldError, Typed } from '../../src/web/form.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { errorOf } from '../ui/attributes.ts'
import { Actions, Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'

export interface CodesPageProps {
  frame: Frame
  receipt: string
  /** Texts with codes in the last 24 hours. */
  sent: number
  typed: Typed
  errors: FieldError[]
  note?: Child
}

/** Each text costs the clinic money, and codes are sent to whoever asks: so where to, and how many. */
export const CodesPage = ({ frame, receipt, sent, typed, errors, note }: CodesPageProps) => {
  const { t } = frame
  return (
    <StaffShell
      frame={frame}
      title={t('codes.title')}
      place="administration"
      narrow
      back={{ href: '/administration', label: t('shell.administration') }}
      error={errors.length > 0}
      note={note}
    >
      <ErrorSummary t={t} errors={errors} />
      <p>{t('codes.about')}</p>
      <p>{t('codes.sent', { n: sent })}</p>
      <Form action="/administration/codes" receipt={receipt} live={false}>
        <input type="hidden" name="version" value={typed.version} />
        <Field
          name="prefixes"
          label={t('codes.prefixes')}
          hint={t('codes.prefixesHint')}
          value={typed.prefixes}
          error={errorOf(errors, 'prefixes')}
          width="w20"
          dir="ltr"
          maxlength={200}
          autocomplete="off"
          required
        />
        <Field
          name="textsADay"
          label={t('codes.textsADay')}
          hint={t('codes.textsHint')}
          value={typed.textsADay}
          error={errorOf(errors, 'textsADay')}
          width="w4"
          dir="ltr"
          inputmode="numeric"
          maxlength={6}
          autocomplete="off"
          required
        />
        <Actions>
          <Button>{t('ui.save')}</Button>
        </Actions>
      </Form>
    </StaffShell>
  )
}

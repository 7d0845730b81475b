import type { Texts } from '../../src/web/texts.ts'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Actions, Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Form } from '../ui/form.tsx'
import { CurrentPassword } from './password-field.tsx'

/** The password beside a code, and where somebody gets one who has none. */
export const FullForm = ({ t, action, errors }: { t: Texts; action: string; errors: FieldError[] }) => (
  <>
    <ErrorSummary t={t} errors={errors} />
    <p>{t('full.about')}</p>
    <Form action={action}>
      <CurrentPassword t={t} error={errorOf(errors, 'current-password')} />
      <Actions>
        <Button>{t('code.continue')}</Button>
      </Actions>
    </Form>
    <p>{t.jsx('full.none', { claim: <a href="/claim">{t('full.enterPaper')}</a> })}</p>
  </>
)

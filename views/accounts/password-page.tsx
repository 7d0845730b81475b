import type { Texts } from '../../src/web/texts.ts'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Actions, Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Form } from '../ui/form.tsx'
import { NoPasswordYet } from './no-password-yet.tsx'
import { CurrentPassword, NewPassword } from './password-field.tsx'

interface ChangePasswordProps {
  t: Texts
  receipt: string
  /** Characters that a new password has at least. */
  least: number
  hasPassword: boolean
  errors: FieldError[]
}

export const ChangePassword = ({ t, receipt, least, hasPassword, errors }: ChangePasswordProps) => {
  if (!hasPassword) return <NoPasswordYet t={t} />
  return (
    <>
      <ErrorSummary t={t} errors={errors} />
      <Form action="/account/password" receipt={receipt}>
        <CurrentPassword t={t} error={errorOf(errors, 'current-password')} />
        <NewPassword t={t} least={least} errors={errors} />
        <p>{t('account.endsOthers')}</p>
        <Actions>
          <Button>{t('account.changePassword')}</Button>
        </Actions>
      </Form>
    </>
  )
}

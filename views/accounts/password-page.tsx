import type { Frame } from '../frame.ts'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Actions, Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Form } from '../ui/form.tsx'
import { DoorContent, DoorShell } from './door-shell.tsx'
import { NoPasswordYet } from './no-password-yet.tsx'
import { CurrentPassword, PasswordField } from './password-field.tsx'

export interface PasswordPageProps {
  frame: Frame
  receipt: string
  /** Characters that a new password has at least. */
  least: number
  hasPassword: boolean
  errors: FieldError[]
}

export const PasswordPage = (props: PasswordPageProps) => {
  const { frame, errors } = props
  const { t } = frame
  return (
    <DoorShell
      frame={frame}
      title={t('account.changePassword')}
      error={errors.length > 0}
      back={{ href: '/account', label: t('account.title') }}
    >
      <PasswordForm {...props} />
    </DoorShell>
  )
}

/** What an unsuccessful change swaps. */
export const PasswordContent = (props: PasswordPageProps) => (
  <DoorContent frame={props.frame} title={props.frame.t('account.changePassword')}>
    <PasswordForm {...props} />
  </DoorContent>
)

const PasswordForm = ({ frame: { t }, receipt, least, hasPassword, errors }: PasswordPageProps) => {
  if (!hasPassword) return <NoPasswordYet t={t} />
  return (
    <>
      <ErrorSummary t={t} errors={errors} />
      <Form action="/account/password" receipt={receipt}>
        <CurrentPassword t={t} error={errorOf(errors, 'current-password')} />
        <PasswordField
          t={t}
          name="new-password"
          label={t('account.newPassword')}
          hint={t('password.hint', { least })}
          error={errorOf(errors, 'new-password')}
          autocomplete="new-password"
        />
        <p>{t('account.endsOthers')}</p>
        <Actions>
          <Button>{t('account.changePassword')}</Button>
        </Actions>
      </Form>
    </>
  )
}

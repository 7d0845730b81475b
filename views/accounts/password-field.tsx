import type { Texts } from '../../src/web/texts.ts'
import { described, errorOf, type FieldError, fieldId } from '../ui/attributes.ts'
import { HintAndError } from '../ui/field.tsx'

export interface PasswordFieldProps {
  t: Texts
  /** `password` unless the form asks for the one that is and one that will be. */
  name?: string
  label?: string
  hint?: string
  error?: string
  autocomplete?: 'current-password' | 'new-password'
  /** Where somebody may go on without one. */
  optional?: boolean
}

/** The button appears where scripts run; without them the browser's own means are left. What was typed is not sent back. */
export const PasswordField = ({
  t,
  name = 'password',
  label,
  hint,
  error,
  autocomplete = 'current-password',
  optional,
}: PasswordFieldProps) => {
  const id = fieldId(name)
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={id} id={`${id}-label`}>
        {label ?? t('auth.password')}
      </label>
      <HintAndError id={id} hint={hint} error={error} />
      <div class="with-button w20">
        <input
          id={id}
          name={name}
          type="password"
          autocomplete={autocomplete}
          dir="ltr"
          maxlength={1000}
          required={!optional}
          {...described(id, hint, error)}
        />
        <button type="button" class="button plain" aria-controls={id} aria-describedby={`${id}-label`} data-reveal={t('auth.hidePassword')}>
          {t('auth.showPassword')}
        </button>
      </div>
    </div>
  )
}

/** The password once more, before how somebody signs in is changed; read by `askedAgain`. */
export const CurrentPassword = ({ t, error }: { t: Texts; error?: string }) => (
  <PasswordField t={t} name="current-password" label={t('account.currentPassword')} error={error} />
)

/** The one that will be; read as `new-password`. */
export const NewPassword = ({ t, least, errors }: { t: Texts; least: number; errors: FieldError[] }) => (
  <PasswordField
    t={t}
    name="new-password"
    label={t('account.newPassword')}
    hint={t('password.hint', { least })}
    error={errorOf(errors, 'new-password')}
    autocomplete="new-password"
  />
)

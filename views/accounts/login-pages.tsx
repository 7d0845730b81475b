import type { Texts } from '../../src/web/texts.ts'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Actions, Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { CodeField } from './code-field.tsx'
import { NoPasswordYet } from './no-password-yet.tsx'
import { CurrentPassword } from './password-field.tsx'

type Kind = 'phone' | 'email'

interface NewLoginProps {
  t: Texts
  kind: Kind
  login: string | undefined
  hasPassword: boolean
  errors: FieldError[]
}

/** The number or address that shall be, and the password once more. */
export const NewLogin = ({ t, kind, login, hasPassword, errors }: NewLoginProps) => {
  if (!hasPassword) return <NoPasswordYet t={t} />
  return (
    <>
      <ErrorSummary t={t} errors={errors} />
      <Form action={`/account/${kind}`}>
        <CurrentPassword t={t} error={errorOf(errors, 'current-password')} />
        <Field
          name="login"
          label={t(`account.new.${kind}`)}
          hint={t('account.codeGoesThere')}
          value={login}
          error={errorOf(errors, 'login')}
          type={kind === 'phone' ? 'tel' : 'email'}
          width={kind === 'phone' ? 'w10' : 'w20'}
          dir="ltr"
          autocomplete={kind === 'phone' ? 'tel' : 'email'}
          maxlength={254}
          required
        />
        <Actions>
          <Button>{t('code.send')}</Button>
        </Actions>
      </Form>
    </>
  )
}

interface LoginCodeProps {
  t: Texts
  kind: Kind
  receipt: string
  errors: FieldError[]
}

/** The code that has come there. */
export const LoginCode = ({ t, kind, receipt, errors }: LoginCodeProps) => (
  <>
    <ErrorSummary t={t} errors={errors} />
    <p>{t('account.codeSent')}</p>
    <Form action={`/account/${kind}/code`} receipt={receipt}>
      <CodeField t={t} error={errorOf(errors, 'code')} />
      <Actions>
        <Button>{t(`account.change.${kind}`)}</Button>
      </Actions>
    </Form>
  </>
)

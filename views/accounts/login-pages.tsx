import type { Frame } from '../frame.ts'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Actions, Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { CodeField } from './code-field.tsx'
import { DoorContent, DoorShell } from './door-shell.tsx'
import { NoPasswordYet } from './no-password-yet.tsx'
import { CurrentPassword } from './password-field.tsx'

type Kind = 'phone' | 'email'

export interface NewLoginProps {
  frame: Frame
  kind: Kind
  login: string | undefined
  hasPassword: boolean
  errors: FieldError[]
}

export const NewLoginPage = (props: NewLoginProps) => {
  const { frame, kind, errors } = props
  const { t } = frame
  return (
    <DoorShell
      frame={frame}
      title={t(`account.change.${kind}`)}
      error={errors.length > 0}
      back={{ href: '/account', label: t('account.title') }}
    >
      <NewLoginForm {...props} />
    </DoorShell>
  )
}

export const NewLoginContent = (props: NewLoginProps) => (
  <DoorContent frame={props.frame} title={props.frame.t(`account.change.${props.kind}`)}>
    <NewLoginForm {...props} />
  </DoorContent>
)

const NewLoginForm = ({ frame: { t }, kind, login, hasPassword, errors }: NewLoginProps) => {
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

export interface LoginCodeProps {
  frame: Frame
  kind: Kind
  receipt: string
  errors: FieldError[]
}

export const LoginCodePage = (props: LoginCodeProps) => {
  const { frame, kind, errors } = props
  const { t } = frame
  return (
    <DoorShell
      frame={frame}
      title={t(`account.confirm.${kind}`)}
      error={errors.length > 0}
      back={{ href: `/account/${kind}`, label: t('recovery.askAgain') }}
    >
      <LoginCodeForm {...props} />
    </DoorShell>
  )
}

export const LoginCodeContent = (props: LoginCodeProps) => (
  <DoorContent frame={props.frame} title={props.frame.t(`account.confirm.${props.kind}`)}>
    <LoginCodeForm {...props} />
  </DoorContent>
)

const LoginCodeForm = ({ frame: { t }, kind, receipt, errors }: LoginCodeProps) => (
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

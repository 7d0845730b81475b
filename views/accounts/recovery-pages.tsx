import type { TextKey } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Actions, Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { CodeField } from './code-field.tsx'
import { DoorContent, DoorShell } from './door-shell.tsx'
import { PasswordField } from './password-field.tsx'

const labels = { patient: 'auth.login.patient', staff: 'auth.login.staff' } as const satisfies Record<Frame['site'], TextKey>

export interface ForgottenProps {
  frame: Frame
  receipt: string
  login: string | undefined
  errors: FieldError[]
}

export const ForgottenPage = (props: ForgottenProps) => {
  const { frame, errors } = props
  const { t } = frame
  return (
    <DoorShell frame={frame} title={t('recovery.title')} error={errors.length > 0} back={{ href: '/sign-in', label: t('auth.signIn') }}>
      <ForgottenForm {...props} />
    </DoorShell>
  )
}

export const ForgottenContent = (props: ForgottenProps) => (
  <DoorContent frame={props.frame} title={props.frame.t('recovery.title')}>
    <ForgottenForm {...props} />
  </DoorContent>
)

const ForgottenForm = ({ frame: { t, site }, receipt, login, errors }: ForgottenProps) => (
  <>
    <ErrorSummary t={t} errors={errors} />
    <Form action="/forgotten-password" receipt={receipt}>
      <Field
        name="login"
        label={t(labels[site])}
        hint={t(site === 'staff' ? 'recovery.hintStaff' : 'recovery.hint')}
        value={login}
        error={errorOf(errors, 'login')}
        width="w20"
        dir="ltr"
        autocomplete="username"
        autocapitalize="none"
        spellcheck={false}
        maxlength={254}
        required
      />
      <Actions>
        <Button>{t('recovery.send')}</Button>
      </Actions>
    </Form>
  </>
)

export interface RecoveryCodeProps {
  frame: Frame
  errors: FieldError[]
}

export const RecoveryCodePage = (props: RecoveryCodeProps) => {
  const { frame, errors } = props
  const { t } = frame
  return (
    <DoorShell
      frame={frame}
      title={t('recovery.codeTitle')}
      error={errors.length > 0}
      back={{ href: '/forgotten-password', label: t('recovery.askAgain') }}
    >
      <RecoveryCodeForm {...props} />
    </DoorShell>
  )
}

export const RecoveryCodeContent = (props: RecoveryCodeProps) => (
  <DoorContent frame={props.frame} title={props.frame.t('recovery.codeTitle')}>
    <RecoveryCodeForm {...props} />
  </DoorContent>
)

const RecoveryCodeForm = ({ frame: { t }, errors }: RecoveryCodeProps) => (
  <>
    <ErrorSummary t={t} errors={errors} />
    <p>{t('recovery.codeSent')}</p>
    <Form action="/forgotten-password/code">
      <CodeField t={t} error={errorOf(errors, 'code')} />
      <Actions>
        <Button>{t('code.continue')}</Button>
      </Actions>
    </Form>
  </>
)

export interface NewPasswordProps {
  frame: Frame
  /** Where it is posted: the link's own address, or the page after a right code. */
  action: string
  receipt: string
  least: number
  /** After a code to a telephone: something that only who holds it rightly knows. */
  asksBirth: boolean
  birth: string
  errors: FieldError[]
}

export const NewPasswordPage = (props: NewPasswordProps) => {
  const { frame, errors } = props
  return (
    <DoorShell frame={frame} title={frame.t('recovery.newTitle')} error={errors.length > 0}>
      <NewPasswordForm {...props} />
    </DoorShell>
  )
}

export const NewPasswordContent = (props: NewPasswordProps) => (
  <DoorContent frame={props.frame} title={props.frame.t('recovery.newTitle')}>
    <NewPasswordForm {...props} />
  </DoorContent>
)

const NewPasswordForm = ({ frame: { t }, action, receipt, least, asksBirth, birth, errors }: NewPasswordProps) => (
  <>
    <ErrorSummary t={t} errors={errors} />
    <Form action={action} receipt={receipt}>
      {asksBirth && (
        <Field
          name="birth"
          label={t('recovery.birth')}
          hint={t('recovery.birthHint')}
          value={birth}
          error={errorOf(errors, 'birth')}
          width="w20"
          dir="auto"
          maxlength={40}
          autocomplete="bday"
          required
        />
      )}
      <PasswordField
        t={t}
        name="new-password"
        label={t('account.newPassword')}
        hint={t('password.hint', { least })}
        error={errorOf(errors, 'new-password')}
        autocomplete="new-password"
      />
      <p>{t('recovery.endsAll')}</p>
      <Actions>
        <Button>{t('recovery.set')}</Button>
      </Actions>
    </Form>
  </>
)

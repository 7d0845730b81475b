import type { Texts } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Actions, Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { DoorContent, DoorShell } from './door-shell.tsx'
import { LoginField } from './login-field.tsx'
import { PasswordField } from './password-field.tsx'

export interface SignInPageProps {
  frame: Frame
  /** Where it leads back to. */
  to?: string
  login?: string
  errors?: FieldError[]
  /** Why somebody who did not ask for this page sees it. */
  note?: 'auth.ended' | 'auth.kept' | 'auth.notKept' | 'recovery.done'
}

export const SignInPage = (props: SignInPageProps) => {
  const { frame, errors, note } = props
  const { t } = frame
  return (
    <DoorShell frame={frame} title={t('auth.signIn')} error={Boolean(errors?.length)} note={note && <Note kind="info">{t(note)}</Note>}>
      <SignInForm {...props} />
    </DoorShell>
  )
}

/** What an unsuccessful sign-in swaps. */
export const SignInContent = (props: SignInPageProps) => (
  <DoorContent frame={props.frame} title={props.frame.t('auth.signIn')}>
    <SignInForm {...props} />
  </DoorContent>
)

/** Where the right words lead to another page, as they do here, password managers know the form for what it is. */
const SignInForm = ({ frame, to, login, errors = [] }: SignInPageProps) => {
  const { t, site } = frame
  return (
    <>
      <ErrorSummary t={t} errors={errors} />
      <Form action={to ? `/sign-in?to=${encodeURIComponent(to)}` : '/sign-in'}>
        <LoginField t={t} site={site} login={login} errors={errors} />
        <PasswordField t={t} error={errorOf(errors, 'password')} />
        <Actions>
          <Button>{t('auth.signIn')}</Button>
        </Actions>
      </Form>
      <p>
        <a href="/forgotten-password">{t('recovery.title')}</a>
      </p>
      {site === 'patient' && <OtherDoors t={t} to={to} />}
    </>
  )
}

/** Without a password, and without an account. What somebody was on the way to is kept. */
const OtherDoors = ({ t, to }: { t: Texts; to: string | undefined }) => {
  const leading = (path: string) => (to ? `${path}?to=${encodeURIComponent(to)}` : path)
  return (
    <>
      <p>
        <a href={leading('/sign-in/code')}>{t('auth.codeInstead')}</a>
      </p>
      <p>{t.jsx('auth.newHere', { register: <a href={leading('/register')}>{t('auth.register')}</a> })}</p>
      <p>
        <a href="/claim">{t('claim.fromReception')}</a>
      </p>
    </>
  )
}

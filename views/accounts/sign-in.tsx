import type { TextKey } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Actions, Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Num } from '../ui/inline.tsx'
import { Note } from '../ui/note.tsx'
import { DoorShell } from './door-shell.tsx'
import { PasswordField } from './password-field.tsx'

export interface SignInPageProps {
  frame: Frame
  /** Where it leads back to. */
  to?: string
  login?: string
  errors?: FieldError[]
  /** Why somebody who did not ask for this page sees it. */
  note?: 'auth.ended' | 'auth.kept' | 'auth.notKept'
}

const labels = { patient: 'auth.login.patient', staff: 'auth.login.staff' } as const satisfies Record<Frame['site'], TextKey>

/** A plain form, posted by the browser itself, so that password managers know it for what it is. */
export const SignInPage = ({ frame, to, login, errors, note }: SignInPageProps) => {
  const { t, site } = frame
  return (
    <DoorShell frame={frame} title={t('auth.signIn')} error={Boolean(errors?.length)} note={note && <Note kind="info">{t(note)}</Note>}>
      <ErrorSummary t={t} errors={errors} />
      <Form action={to ? `/sign-in?to=${encodeURIComponent(to)}` : '/sign-in'} live={false}>
        <Field
          name="login"
          label={t(labels[site])}
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
        <PasswordField t={t} error={errorOf(errors, 'password')} />
        <Actions>
          <Button>{t('auth.signIn')}</Button>
        </Actions>
      </Form>
      {site === 'patient' && <NoAccount frame={frame} />}
    </DoorShell>
  )
}

const NoAccount = ({ frame: { t, clinic } }: { frame: Frame }) => (
  <p>
    {t.jsx('auth.noAccount', {
      phone: (
        <a href={`tel:${clinic.phone.replace(/[^+\d]/gu, '')}`}>
          <Num>{clinic.phone}</Num>
        </a>
      ),
    })}
  </p>
)

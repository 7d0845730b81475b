import type { Frame } from '../frame.ts'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { PersonName } from '../ui/inline.tsx'
import { DoorShell } from './door-shell.tsx'
import { NewPassword } from './password-field.tsx'

export interface InvitationPageProps {
  frame: Frame
  action: string
  /** Characters that a password has at least. */
  least: number
  /** Who was sent the link; with a code on paper it is asked for first. */
  person: { name: string; login: string } | null
  code?: string
  errors: FieldError[]
}

/** A new member of staff chooses a password; the second step comes next. */
export const InvitationPage = ({ frame, action, least, person, code, errors }: InvitationPageProps) => {
  const { t } = frame
  return (
    <DoorShell frame={frame} title={t('invitation.title')} error={errors.length > 0}>
      <ErrorSummary t={t} errors={errors} />
      <p>{person ? t.jsx('invitation.welcome', { name: <PersonName name={person.name} /> }) : t('invitation.byCode')}</p>
      <Form action={action} live={false}>
        {person ? (
          <Field
            name="login"
            label={t('auth.login.staff')}
            hint={t('invitation.loginHint')}
            value={person.login}
            dir="ltr"
            width="w20"
            autocomplete="username"
            readonly
          />
        ) : (
          <Field
            name="code"
            label={t('invitation.code')}
            hint={t('invitation.codeHint')}
            error={errorOf(errors, 'code')}
            value={code}
            dir="ltr"
            width="w20"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            maxlength={60}
            required
          />
        )}
        <NewPassword t={t} least={least} errors={errors} />
        <Actions>
          <Button>{t('book.continue')}</Button>
        </Actions>
      </Form>
    </DoorShell>
  )
}

export const InvitationOverPage = ({ frame }: { frame: Frame }) => {
  const { t } = frame
  return (
    <DoorShell frame={frame} title={t('invitation.overTitle')}>
      <p>{t('invitation.over')}</p>
      <Actions>
        <LinkButton href="/sign-in">{t('auth.signIn')}</LinkButton>
      </Actions>
    </DoorShell>
  )
}

import type { Texts } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Actions, Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { CodeField } from './code-field.tsx'
import { LoginField } from './login-field.tsx'
import { NewPassword } from './password-field.tsx'

interface ForgottenProps {
  t: Texts
  site: Frame['site']
  receipt: string
  login: string | undefined
  errors: FieldError[]
}

/** Who it is that has forgotten. */
export const Forgotten = ({ t, site, receipt, login, errors }: ForgottenProps) => (
  <>
    <ErrorSummary t={t} errors={errors} />
    <Form action="/forgotten-password" receipt={receipt}>
      <LoginField t={t} site={site} hint={t(site === 'staff' ? 'recovery.hintStaff' : 'recovery.hint')} login={login} errors={errors} />
      <Actions>
        <Button>{t('recovery.send')}</Button>
      </Actions>
    </Form>
    {site === 'staff' && <p>{t('recovery.staffNameOnly')}</p>}
  </>
)

/** The code that was sent, if anybody has that number. */
export const RecoveryCode = ({ t, errors }: { t: Texts; errors: FieldError[] }) => (
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

interface SetPasswordProps {
  t: Texts
  /** Where it is posted: the link's own address, or the page after a right code. */
  action: string
  receipt: string
  least: number
  /** After a code to a telephone: something that only who holds it rightly knows. */
  asksBirth: boolean
  birth: string
  errors: FieldError[]
}

export const SetPassword = ({ t, action, receipt, least, asksBirth, birth, errors }: SetPasswordProps) => (
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
      <NewPassword t={t} least={least} errors={errors} />
      <p>{t('recovery.endsAll')}</p>
      <Actions>
        <Button>{t('recovery.set')}</Button>
      </Actions>
    </Form>
  </>
)

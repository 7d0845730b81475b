import type { Texts } from '../../src/web/texts.ts'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Actions, Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Form } from '../ui/form.tsx'
import { CodeField } from './code-field.tsx'
import { LoginField } from './login-field.tsx'

interface AskProps {
  t: Texts
  action: string
  /** What the page is for, in a sentence. */
  about: string
  login?: string
  errors?: FieldError[]
  /** The ways on for who is at the wrong door. */
  others: { href: string; label: string }[]
}

/** Where a code shall go. */
export const AskCode = ({ t, action, about, login, errors = [], others }: AskProps) => (
  <>
    <ErrorSummary t={t} errors={errors} />
    <p>{about}</p>
    <Form action={action}>
      <LoginField t={t} site="patient" login={login} errors={errors} />
      <Actions>
        <Button>{t('code.send')}</Button>
      </Actions>
    </Form>
    {others.map(({ href, label }) => (
      <p>
        <a href={href}>{label}</a>
      </p>
    ))}
  </>
)

interface EnterProps {
  t: Texts
  action: string
  /** The number or address as far as it is shown. */
  to: string
  errors?: FieldError[]
  /** Back to where another number is typed. */
  other: string
}

/** What has come is typed; a new one is asked for beside. */
export const EnterCode = ({ t, action, to, errors, other }: EnterProps) => (
  <>
    <ErrorSummary t={t} errors={errors} />
    <p>{t.jsx('code.sentTo', { to: <bdi dir="ltr">{to}</bdi> })}</p>
    <Form action={action}>
      <CodeField t={t} error={errorOf(errors, 'code')} />
      <Actions>
        <Button>{t('code.continue')}</Button>
      </Actions>
    </Form>
    <h2>{t('code.notReceived')}</h2>
    <Form action={action}>
      <Actions>
        <Button kind="plain" name="again" value="yes">
          {t('code.new')}
        </Button>
      </Actions>
    </Form>
    <p>
      <a href={other}>{t('code.otherNumber')}</a>
    </p>
  </>
)

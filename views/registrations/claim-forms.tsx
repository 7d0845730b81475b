import type { Texts } from '../../src/web/texts.ts'
import { PasswordField } from '../accounts/password-field.tsx'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Actions, Button } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'

/** What stands on the paper from the reception. */
export const ClaimForm = ({ t, errors }: { t: Texts; errors: readonly FieldError[] }) => (
  <>
    <ErrorSummary t={t} errors={errors} />
    <p>{t('claim.about')}</p>
    <Form action="/claim">
      <Field
        name="claim"
        label={t('claim.code')}
        hint={t('claim.codeHint')}
        error={errorOf(errors, 'claim')}
        width="w10"
        dir="ltr"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        maxlength={20}
        required
      />
      <Actions>
        <Button>{t('code.continue')}</Button>
      </Actions>
    </Form>
  </>
)

/** Behind the link of a message. */
export const ClaimLink = ({ t, token }: { t: Texts; token: string }) => (
  <>
    <p>{t('claim.linkAbout')}</p>
    <Form action="/claim" live={false}>
      <input type="hidden" name="claim" value={token} />
      <Actions>
        <Button>{t('code.continue')}</Button>
      </Actions>
    </Form>
  </>
)

interface AccountProps {
  t: Texts
  action: string
  receipt: string
  typed: Record<string, string | undefined>
  errors: readonly FieldError[]
  least: number
  asksPassword: boolean
}

/** The last step: a password for who wants to see the record, and what is said about messages. */
export const ClaimAccountForm = ({ t, action, receipt, typed, errors, least, asksPassword }: AccountProps) => (
  <>
    <ErrorSummary t={t} errors={errors} />
    <Form action={action} receipt={receipt}>
      {asksPassword && (
        <>
          <p>{t('claim.passwordAbout')}</p>
          <PasswordField
            t={t}
            label={t('claim.password')}
            hint={t('password.hint', { least })}
            error={errorOf(errors, 'password')}
            autocomplete="new-password"
            optional
          />
        </>
      )}
      <Choices
        name="messages"
        legend={t('online.messages')}
        type="checkbox"
        value={typed.messages}
        options={[{ value: 'yes', label: t('online.wantMessages'), hint: t('online.messagesHint') }]}
      />
      <p>{t.jsx('online.privacy', { notice: <a href="/privacy">{t('privacy.title')}</a> })}</p>
      <Actions>
        <Button>{t('claim.finish')}</Button>
      </Actions>
    </Form>
  </>
)

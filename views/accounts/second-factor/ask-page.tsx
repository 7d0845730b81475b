import type { Frame } from '../../frame.ts'
import { errorOf, type FieldError } from '../../ui/attributes.ts'
import { Actions, Button } from '../../ui/button.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Field } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { CodeField } from '../code-field.tsx'
import { DoorShell } from '../door-shell.tsx'
import { TrustChoice } from './trust-choice.tsx'

export interface AskPageProps {
  frame: Frame
  /** Appended to every address of the page: where it leads afterwards. */
  query: string
  /** Whether there is an app to look at; otherwise there is a passkey alone. */
  app: boolean
  passkey: PasskeyAsked | null
  trusted?: boolean
  errors?: FieldError[]
}

/** What the script hands to the browser, and what comes back with its answer. */
export interface PasskeyAsked {
  options: string
  sealed: string
}

/** The second step of signing in. Posted plainly: a passkey's answer goes with the same form to another address. */
export const AskPage = ({ frame, query, app, passkey, trusted, errors }: AskPageProps) => {
  const { t } = frame
  return (
    <DoorShell frame={frame} title={t('secondFactor.title')} error={Boolean(errors?.length)}>
      <ErrorSummary t={t} errors={errors} />
      {!app && (
        <noscript>
          <p>{t('secondFactor.passkeyNeedsScripts')}</p>
        </noscript>
      )}
      <Form action={`/second-factor${query}`} live={false}>
        {app ? (
          <CodeField t={t} error={errorOf(errors, 'code')} hint={t('secondFactor.codeHint')} />
        ) : (
          <p>{t('secondFactor.passkeyOnly')}</p>
        )}
        <TrustChoice t={t} checked={trusted} />
        <Actions>
          {app && <Button>{t('book.continue')}</Button>}
          {passkey && <PasskeyButton t={t} {...passkey} action={`/second-factor/passkey${query}`} kind={app ? 'plain' : 'primary'} />}
        </Actions>
      </Form>
      <p>
        <a href={`/second-factor/recovery-code${query}`}>{t('secondFactor.useRecoveryCode')}</a>
      </p>
      <SomebodyElse frame={frame} />
    </DoorShell>
  )
}

interface PasskeyButtonProps extends PasskeyAsked {
  t: Frame['t']
  /** Where the browser's answer is posted. */
  action: string
  kind?: 'primary' | 'plain'
  create?: boolean
}

/** Shown by the script where the browser knows passkeys. What it answers is posted by the same form. */
export const PasskeyButton = ({ t, options, sealed, action, kind = 'plain', create }: PasskeyButtonProps) => (
  <>
    <input type="hidden" name="challenge" value={sealed} />
    <input type="hidden" name="answer" value="" />
    <button
      type="submit"
      class={`button ${kind}`}
      formaction={action}
      hidden
      data-passkey={create ? 'create' : 'get'}
      data-options={options}
      data-failed={t('secondFactor.passkeyFailed')}
    >
      {t(create ? 'secondFactor.addPasskey' : 'secondFactor.usePasskey')}
    </button>
  </>
)

export interface RecoveryPageProps {
  frame: Frame
  query: string
  trusted?: boolean
  errors?: FieldError[]
}

/** For who has lost the app: one of the codes on paper. */
export const RecoveryPage = ({ frame, query, trusted, errors }: RecoveryPageProps) => {
  const { t } = frame
  return (
    <DoorShell
      frame={frame}
      title={t('secondFactor.recoveryTitle')}
      error={Boolean(errors?.length)}
      back={{ href: `/second-factor${query}`, label: t('secondFactor.title') }}
    >
      <ErrorSummary t={t} errors={errors} />
      <Form action={`/second-factor/recovery-code${query}`} live={false}>
        <Field
          name="code"
          label={t('secondFactor.recoveryCode')}
          hint={t('secondFactor.recoveryHint')}
          error={errorOf(errors, 'code')}
          width="w10"
          dir="ltr"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          maxlength={40}
          required
        />
        <TrustChoice t={t} checked={trusted} />
        <Actions>
          <Button>{t('book.continue')}</Button>
        </Actions>
      </Form>
      <p>{t('secondFactor.lostAll')}</p>
      <SomebodyElse frame={frame} />
    </DoorShell>
  )
}

const SomebodyElse = ({ frame: { t } }: { frame: Frame }) => (
  <form action="/sign-out" method="post">
    <button type="submit" class="as-link">
      {t('secondFactor.somebodyElse')}
    </button>
  </form>
)

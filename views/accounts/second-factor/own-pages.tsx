import type { Child } from 'hono/jsx'
import type { Texts } from '../../../src/web/texts.ts'
import type { Frame } from '../../frame.ts'
import { errorOf, type FieldError } from '../../ui/attributes.ts'
import { Actions, Button, LinkButton } from '../../ui/button.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Field } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { PersonName } from '../../ui/inline.tsx'
import { Summary, SummaryRow } from '../../ui/summary.tsx'
import { DoorShell } from '../door-shell.tsx'
import { CurrentPassword } from '../password-field.tsx'
import { type PasskeyAsked, PasskeyButton } from './ask-page.tsx'

interface Passkey {
  id: string
  name: string
  since: Temporal.PlainDate
}

export interface OwnFactorsPageProps {
  frame: Frame
  /** Since when there is an app. */
  app: Temporal.PlainDate | null
  passkeys: Passkey[]
  recoveryCodes: number
  demo: boolean
  note?: Child
}

const place = (t: Texts) => ({ href: '/account/second-factor', label: t('secondFactor.title') })

/** By what somebody shows that it is they, and how many codes on paper are left. */
export const OwnFactorsPage = ({ frame, app, passkeys, recoveryCodes, demo, note }: OwnFactorsPageProps) => {
  const { t } = frame
  return (
    <DoorShell
      frame={frame}
      title={t('secondFactor.title')}
      place="account"
      back={{ href: '/account', label: t('account.title') }}
      note={note}
    >
      {demo && <p>{t('secondFactor.demo')}</p>}
      <Summary>
        <SummaryRow t={t} label={t('secondFactor.app')} change="/account/second-factor/app">
          {app ? t('secondFactor.since', { date: t.date(app) }) : t('account.none')}
        </SummaryRow>
        <SummaryRow t={t} label={t('secondFactor.codesTitle')} change="/account/second-factor/recovery-codes">
          {t('secondFactor.codesLeft', { n: recoveryCodes })}
        </SummaryRow>
        {passkeys.map(({ id, name, since }) => (
          <div>
            <dt>
              {t('secondFactor.passkey')} <PersonName name={name} />
            </dt>
            <dd>{t('secondFactor.since', { date: t.date(since) })}</dd>
            <dd class="change">
              <a href={`/account/second-factor/passkeys/${id}/removal`}>{t('secondFactor.remove')}</a>
            </dd>
          </div>
        ))}
      </Summary>
      <Actions>
        <LinkButton kind="plain" href="/account/second-factor/passkeys">
          {t('secondFactor.addPasskey')}
        </LinkButton>
      </Actions>
    </DoorShell>
  )
}

interface Common {
  frame: Frame
  receipt: string
  errors: FieldError[]
}

export const NewCodesPage = ({ frame, receipt, errors }: Common) => {
  const { t } = frame
  return (
    <DoorShell frame={frame} title={t('secondFactor.newCodes')} place="account" error={errors.length > 0} back={place(t)}>
      <ErrorSummary t={t} errors={errors} />
      <p>{t('secondFactor.newCodesMean')}</p>
      <Form action="/account/second-factor/recovery-codes" receipt={receipt} live={false}>
        <CurrentPassword t={t} error={errorOf(errors, 'current-password')} />
        <Actions>
          <Button>{t('secondFactor.newCodes')}</Button>
        </Actions>
      </Form>
    </DoorShell>
  )
}

export const AddPasskeyPage = ({ frame, receipt, errors, name, asked }: Common & { name?: string; asked: PasskeyAsked }) => {
  const { t } = frame
  return (
    <DoorShell frame={frame} title={t('secondFactor.addPasskey')} place="account" error={errors.length > 0} back={place(t)}>
      <ErrorSummary t={t} errors={errors} />
      <p>{t('secondFactor.passkeyMeans')}</p>
      <noscript>
        <p>{t('secondFactor.addNeedsScripts')}</p>
      </noscript>
      <Form action="/account/second-factor/passkeys" receipt={receipt} live={false}>
        <Field
          name="name"
          label={t('secondFactor.passkeyName')}
          hint={t('secondFactor.passkeyNameHint')}
          error={errorOf(errors, 'name')}
          value={name}
          width="w20"
          maxlength={80}
          autocomplete="off"
          required
        />
        <CurrentPassword t={t} error={errorOf(errors, 'current-password')} />
        <Actions>
          <PasskeyButton t={t} {...asked} action="/account/second-factor/passkeys" kind="primary" create />
        </Actions>
      </Form>
    </DoorShell>
  )
}

export const RemovePasskeyPage = ({ frame, receipt, errors, passkey }: Common & { passkey: { id: string; name: string } }) => {
  const { t } = frame
  return (
    <DoorShell
      frame={frame}
      title={t('secondFactor.removeAsk', { name: passkey.name })}
      place="account"
      error={errors.length > 0}
      back={place(t)}
    >
      <ErrorSummary t={t} errors={errors} />
      <p>{t('secondFactor.removeMeans')}</p>
      <Form action={`/account/second-factor/passkeys/${passkey.id}/removal`} receipt={receipt} live={false}>
        <CurrentPassword t={t} error={errorOf(errors, 'current-password')} />
        <Actions>
          <LinkButton kind="plain" href="/account/second-factor">
            {t('staffAccounts.leave')}
          </LinkButton>
          <Button kind="danger">{t('secondFactor.remove')}</Button>
        </Actions>
      </Form>
    </DoorShell>
  )
}

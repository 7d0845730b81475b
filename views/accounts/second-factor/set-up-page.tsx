import type { Child } from 'hono/jsx'
import type { Frame } from '../../frame.ts'
import { errorOf, type FieldError } from '../../ui/attributes.ts'
import { Actions, Button, LinkButton } from '../../ui/button.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Form } from '../../ui/form.tsx'
import { Num } from '../../ui/inline.tsx'
import { Note } from '../../ui/note.tsx'
import { CodeField } from '../code-field.tsx'
import { DoorShell } from '../door-shell.tsx'
import { CurrentPassword } from '../password-field.tsx'
import { QrPicture } from './qr-picture.tsx'
import { TrustChoice } from './trust-choice.tsx'

export interface SetUpPageProps {
  frame: Frame
  /** Where the form posts to. */
  action: string
  qr: { size: number; path: string }
  /** The same key in groups of four letters. */
  letters: string
  /** An address that the phone's own app opens. */
  address: string
  /** Comes back with the number. */
  sealed: string
  receipt: string
  /** Somebody signed in, who changes their app, is asked for the password; who completes a sign-in, whether this browser is theirs. */
  own: boolean
  errors?: FieldError[]
}

export const SetUpPage = ({ frame, action, qr, letters, address, sealed, receipt, own, errors }: SetUpPageProps) => {
  const { t } = frame
  return (
    <DoorShell
      frame={frame}
      title={t(own ? 'secondFactor.changeApp' : 'secondFactor.setUpTitle')}
      error={Boolean(errors?.length)}
      {...(own ? { back: { href: '/account/second-factor', label: t('secondFactor.title') } } : {})}
    >
      <ErrorSummary t={t} errors={errors} />
      {!own && <p>{t('secondFactor.why')}</p>}
      <ol>
        <li>{t.jsx('secondFactor.step1', { app: (name: Child) => <bdi>{name}</bdi> })}</li>
        <li>
          {t('secondFactor.step2')}
          <QrPicture qr={qr} label={t('secondFactor.picture')} />
          <p>
            {t('secondFactor.orType')}
            <br />
            <strong class="key">
              <Num>{letters}</Num>
            </strong>
          </p>
          <p>
            <a href={address}>{t('secondFactor.onThisPhone')}</a>
          </p>
        </li>
        <li>{t('secondFactor.step3')}</li>
      </ol>
      <Form action={action} receipt={receipt} live={false}>
        <input type="hidden" name="key" value={sealed} />
        <CodeField t={t} error={errorOf(errors, 'code')} hint={t('secondFactor.codeHint')} />
        {own ? <CurrentPassword t={t} error={errorOf(errors, 'current-password')} /> : <TrustChoice t={t} />}
        <Actions>
          <Button>{t('book.continue')}</Button>
        </Actions>
      </Form>
    </DoorShell>
  )
}

interface CodesPageProps {
  frame: Frame
  codes: string[]
  /** Where it goes on. */
  href: string
  note?: Child
}

/** Ten codes, this once: to be printed or copied by hand. */
export const CodesPage = ({ frame, codes, href, note }: CodesPageProps) => {
  const { t } = frame
  return (
    <DoorShell frame={frame} title={t('secondFactor.codesTitle')} note={note}>
      <Note kind="warn">{t('secondFactor.codesOnce')}</Note>
      <p>{t('secondFactor.codesUse', { clinic: frame.clinic.name })}</p>
      <ul class="codes">
        {codes.map((code) => (
          <li>
            <Num>{code}</Num>
          </li>
        ))}
      </ul>
      <Actions>
        <LinkButton href={href}>{t('secondFactor.codesKept')}</LinkButton>
        <Button type="button" kind="plain" icon="print" data-print>
          {t('secondFactor.print')}
        </Button>
      </Actions>
    </DoorShell>
  )
}

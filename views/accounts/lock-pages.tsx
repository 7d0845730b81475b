import type { Frame } from '../frame.ts'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Form } from '../ui/form.tsx'
import { PersonName } from '../ui/inline.tsx'
import { Note } from '../ui/note.tsx'
import { DoorShell } from './door-shell.tsx'
import { CurrentPassword } from './password-field.tsx'
import { PinField } from './pin-field.tsx'

interface SwitchPageProps {
  frame: Frame
  staff: string
  name: string
  errors: FieldError[]
}

export const SwitchPage = ({ frame, staff, name, errors }: SwitchPageProps) => {
  const { t } = frame
  return (
    <DoorShell frame={frame} title={t('lock.somebodyElse')} error={errors.length > 0} back={{ href: '/unlock', label: t('lock.title') }}>
      <ErrorSummary t={t} errors={errors} />
      <p>
        <PersonName name={name} />
      </p>
      <Form action={`/switch/${staff}`} live={false}>
        <PinField label={t('lock.pin')} error={errorOf(errors, 'pin')} />
        <Actions>
          <Button>{t('lock.switch')}</Button>
          <LinkButton kind="plain" href="/sign-in">
            {t('lock.byPassword')}
          </LinkButton>
        </Actions>
      </Form>
    </DoorShell>
  )
}

/** For who comes to the address by a link: a link shows, a button posts. */
export const AskLockPage = ({ frame }: { frame: Frame }) => {
  const { t } = frame
  return (
    <DoorShell frame={frame} title={t('lock.lock')}>
      <p>{t('lock.means')}</p>
      <Form action="/lock" live={false}>
        <Actions>
          <Button>{t('lock.lock')}</Button>
        </Actions>
      </Form>
    </DoorShell>
  )
}

interface PinPageProps {
  frame: Frame
  receipt: string
  /** There is one, which the new one replaces. */
  known: boolean
  /** Whether it works in this browser, which its person has to trust first. */
  here: 'works' | 'demo' | 'elsewhere'
  errors: FieldError[]
}

export const PinPage = ({ frame, receipt, known, here, errors }: PinPageProps) => {
  const { t } = frame
  return (
    <DoorShell
      frame={frame}
      title={t('lock.pin')}
      place="account"
      error={errors.length > 0}
      back={{ href: '/account', label: t('account.title') }}
    >
      <ErrorSummary t={t} errors={errors} />
      <p>{t('lock.pinMeans')}</p>
      {here === 'demo' && <Note kind="info">{t('lock.pinDemo')}</Note>}
      {here === 'elsewhere' && <Note kind="warn">{t('lock.pinElsewhere')}</Note>}
      <Form action="/account/pin" receipt={receipt} live={false}>
        <CurrentPassword t={t} error={errorOf(errors, 'current-password')} />
        <PinField label={t('lock.newPin')} hint={t('lock.pinHint')} error={errorOf(errors, 'pin')} />
        <Actions>
          <Button>{t(known ? 'lock.changePin' : 'lock.setPin')}</Button>
        </Actions>
      </Form>
    </DoorShell>
  )
}

interface SendLaterPageProps {
  frame: Frame
  /** Where the form goes, and what was in it. */
  action: string
  fields: [name: string, value: string][]
  /** The page that it was sent from. */
  to: string
}

/** After unlocking: what was sent to a locked desk was not carried out, and waits for one more press. */
export const SendLaterPage = ({ frame, action, fields, to }: SendLaterPageProps) => {
  const { t } = frame
  return (
    <DoorShell frame={frame} title={t('lock.notSentYet')}>
      <p>{t('lock.notSentMeans')}</p>
      <Form action={action} live={false}>
        {fields.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <Actions>
          <Button>{t('lock.sendNow')}</Button>
          <LinkButton kind="plain" href={to}>
            {t('lock.doNotSend')}
          </LinkButton>
        </Actions>
      </Form>
    </DoorShell>
  )
}

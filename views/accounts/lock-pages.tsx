import type { Frame } from '../frame.ts'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { PersonName } from '../ui/inline.tsx'
import { Note } from '../ui/note.tsx'
import { DoorShell } from './door-shell.tsx'
import { CurrentPassword } from './password-field.tsx'

export interface LockPageProps {
  frame: Frame
  /** Whose session it is. */
  name: string
  /** Where it leads back to. */
  to: string | null
  by: 'pin' | 'password'
  errors: FieldError[]
  note: 'auth.kept' | 'auth.notKept' | null
  /** Who else may go on here by a PIN. */
  colleagues: { staff: string; name: string }[]
}

/** In the place of whatever page was there: whose it is, and nothing of it. */
export const LockPage = ({ frame, name, to, by, errors, note, colleagues }: LockPageProps) => {
  const { t } = frame
  return (
    <DoorShell frame={frame} title={t('lock.title')} error={errors.length > 0} note={note && <Note kind="info">{t(note)}</Note>}>
      <ErrorSummary t={t} errors={errors} />
      <p>{t.jsx('lock.whose', { name: <PersonName name={name} /> })}</p>
      <Form action={to ? `/unlock?to=${encodeURIComponent(to)}` : '/unlock'} live={false}>
        {by === 'pin' ? (
          <PinField label={t('lock.pin')} error={errorOf(errors, 'pin')} />
        ) : (
          <CurrentPassword t={t} error={errorOf(errors, 'current-password')} />
        )}
        <Actions>
          <Button>{t('lock.unlock')}</Button>
        </Actions>
      </Form>
      {by === 'pin' && (
        <p>
          <a href={`/unlock?by=password${to ? `&to=${encodeURIComponent(to)}` : ''}`}>{t('lock.byPassword')}</a>
        </p>
      )}
      <h2>{t('lock.somebodyElse')}</h2>
      <ul>
        {colleagues.map((colleague) => (
          <li>
            <a href={`/switch/${colleague.staff}`}>
              <PersonName name={colleague.name} />
            </a>
          </li>
        ))}
        <li>
          <a href="/sign-in">{t('lock.signInHere')}</a>
        </li>
      </ul>
    </DoorShell>
  )
}

interface SwitchPageProps {
  frame: Frame
  staff: string
  name: string
  errors: FieldError[]
}

export const SwitchPage = ({ frame, staff, name, errors }: SwitchPageProps) => {
  const { t } = frame
  return (
    <DoorShell frame={frame} title={t('lock.somebodyElse')} error={errors.length > 0}>
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
  errors: FieldError[]
}

export const PinPage = ({ frame, receipt, known, errors }: PinPageProps) => {
  const { t } = frame
  return (
    <DoorShell frame={frame} title={t('lock.pin')} error={errors.length > 0} back={{ href: '/account', label: t('account.title') }}>
      <ErrorSummary t={t} errors={errors} />
      <p>{t('lock.pinMeans')}</p>
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

/** Said to be a one-time code, because these are what no browser offers to keep: a desk is shared. */
const PinField = (field: { label: string; hint?: string; error?: string }) => (
  <Field
    name="pin"
    type="password"
    inputmode="numeric"
    autocomplete="one-time-code"
    width="w6"
    dir="ltr"
    maxlength={8}
    required
    {...field}
  />
)

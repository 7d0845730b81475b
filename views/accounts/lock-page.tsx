import type { Texts } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Actions, Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Form } from '../ui/form.tsx'
import { PersonName } from '../ui/inline.tsx'
import { Note } from '../ui/note.tsx'
import { DoorShell } from './door-shell.tsx'
import { CurrentPassword } from './password-field.tsx'
import { PinField } from './pin-field.tsx'

export interface LockContentProps {
  t: Texts
  /** Which session it is, for the page beneath: another's lock must not open it. */
  session: string
  /** Whose session it is. */
  name: string
  /** Where it leads back to. */
  to: string | null
  by: 'pin' | 'password'
  errors: FieldError[]
  /** What was posted to the locked desk, for this clinic's eyes only. */
  sealed: string | null
  /** Who else may go on here by a PIN. */
  colleagues: { staff: string; name: string }[]
  /** Over a page that has locked itself: with a title of its own. */
  dialog?: boolean
}

/** Whose desk it is, and nothing of what is on it. */
export const LockContent = ({ t, session, name, to, by, errors, sealed, colleagues, dialog }: LockContentProps) => (
  <section data-session={session} aria-labelledby={dialog && 'lock-title'}>
    {dialog && <h1 id="lock-title">{t('lock.title')}</h1>}
    <ErrorSummary t={t} errors={errors} />
    <p>{t.jsx('lock.whose', { name: <PersonName name={name} /> })}</p>
    <Form action={to ? `/unlock?to=${encodeURIComponent(to)}` : '/unlock'} live={false}>
      {sealed && <input type="hidden" name="sealed" value={sealed} />}
      {by === 'pin' ? (
        <PinField label={t('lock.pin')} error={errorOf(errors, 'pin')} />
      ) : (
        <CurrentPassword t={t} error={errorOf(errors, 'current-password')} />
      )}
      <Actions>
        <Button>{t('lock.unlock')}</Button>
        {by === 'pin' && (
          <Button kind="plain" name="by" value="password">
            {t('lock.byPassword')}
          </Button>
        )}
      </Actions>
    </Form>
    <h2>{t('lock.somebodyElse')}</h2>
    <ul class="colleagues">
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
  </section>
)

interface LockPageProps extends LockContentProps {
  frame: Frame
  note: 'lock.sentLater' | 'auth.kept' | 'auth.notKept' | null
}

/** In the place of whatever page was there. */
export const LockPage = ({ frame, note, ...content }: LockPageProps) => {
  const { t } = frame
  return (
    <DoorShell frame={frame} title={t('lock.title')} error={content.errors.length > 0} note={note && <Note kind="info">{t(note)}</Note>}>
      <LockContent {...content} />
    </DoorShell>
  )
}

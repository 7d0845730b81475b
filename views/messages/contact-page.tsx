import type { FieldError, Typed } from '../../src/web/form.ts'
import type { Frame } from '../frame.ts'
import { PatientShell } from '../layout/patient-shell.tsx'
import { errorOf } from '../ui/attributes.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field, TextArea } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Num } from '../ui/inline.tsx'
import { Note } from '../ui/note.tsx'

interface ContactPageProps {
  frame: Frame
  receipt: string
  typed: Typed
  errors: FieldError[]
}

/** Anybody writes to the clinic. */
export const ContactPage = ({ frame, receipt, typed, errors }: ContactPageProps) => {
  const { t } = frame
  const { locations } = frame.clinic
  return (
    <PatientShell frame={frame} title={t('contact.title')} narrow error={errors.length > 0}>
      <ErrorSummary t={t} errors={errors} />
      <h1>{t('contact.title')}</h1>
      <p>{t('contact.explained')}</p>
      {locations.map(({ name, emergencyPhone }) => (
        <Note kind="warn" {...(locations.length > 1 ? { title: name } : {})}>
          {t.jsx('shell.emergency', { phone: <Num>{emergencyPhone}</Num> })}
        </Note>
      ))}
      <Form action="/contact" receipt={receipt} live={false}>
        <Field
          name="name"
          label={t('contact.name')}
          value={typed.name}
          error={errorOf(errors, 'name')}
          autocomplete="name"
          maxlength={120}
          dir="auto"
          required
        />
        <Field
          name="reach"
          label={t('contact.reach')}
          hint={t('contact.reachHint')}
          value={typed.reach}
          error={errorOf(errors, 'reach')}
          dir="ltr"
          maxlength={254}
          autocapitalize="none"
          spellcheck={false}
          required
        />
        <div hidden>
          <label for="f-website">{t('contact.leaveEmpty')}</label>
          <input id="f-website" name="website" type="text" tabindex={-1} autocomplete="off" />
        </div>
        <TextArea
          name="message"
          label={t('contact.message')}
          hint={t('contact.messageHint')}
          value={typed.message}
          error={errorOf(errors, 'message')}
          rows={7}
          maxlength={2000}
          required
        />
        <Actions>
          <Button>{t('contact.send')}</Button>
        </Actions>
      </Form>
    </PatientShell>
  )
}

export const ContactSentPage = ({ frame }: { frame: Frame }) => {
  const { t } = frame
  return (
    <PatientShell frame={frame} title={t('contact.sent')} narrow>
      <h1>{t('contact.sent')}</h1>
      <p>{t('contact.sentMeans')}</p>
      <Actions>
        <LinkButton href="/">{t('contact.home')}</LinkButton>
      </Actions>
    </PatientShell>
  )
}

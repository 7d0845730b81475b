import type { Frame } from '../frame.ts'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Actions, Button } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Form } from '../ui/form.tsx'
import { DoorShell } from './door-shell.tsx'

export interface LanguagePageProps {
  frame: Frame
  receipt: string
  language: string | null
  errors: FieldError[]
}

/** In which language the clinic writes; what stands on the pages can be switched on each of them. */
export const LanguagePage = ({ frame, receipt, language, errors }: LanguagePageProps) => {
  const { t } = frame
  return (
    <DoorShell
      frame={frame}
      title={t('account.language')}
      place="account"
      error={errors.length > 0}
      back={{ href: '/account', label: t('account.title') }}
    >
      <ErrorSummary t={t} errors={errors} />
      <Form action="/account/language" receipt={receipt} live={false}>
        <Choices
          name="language"
          legend={t('account.languageAsk')}
          hint={t('account.languageHint')}
          value={language ?? t.language}
          error={errorOf(errors, 'language')}
          options={[
            { value: 'ar', label: <span lang="ar">العربية</span> },
            { value: 'en', label: <span lang="en">English</span> },
          ]}
        />
        <Actions>
          <Button>{t('ui.save')}</Button>
        </Actions>
      </Form>
    </DoorShell>
  )
}

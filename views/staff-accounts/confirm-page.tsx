import type { FieldError, Typed } from '../../src/web/form.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { errorOf } from '../ui/attributes.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { TextArea } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { PersonName } from '../ui/inline.tsx'

const words = {
  disabling: { ask: 'staffAccounts.disableAsk', means: 'staffAccounts.disableMeans', verb: 'staffAccounts.disable', kind: 'danger' },
  enabling: { ask: 'staffAccounts.enableAsk', means: 'staffAccounts.enableMeans', verb: 'staffAccounts.enable', kind: 'primary' },
  'sessions-ending': {
    ask: 'staffAccounts.endSessionsAsk',
    means: 'staffAccounts.endSessionsMeans',
    verb: 'staffAccounts.endSessions',
    kind: 'danger',
  },
  'second-factor-reset': { ask: 'staffAccounts.resetAsk', means: 'staffAccounts.resetMeans', verb: 'staffAccounts.reset', kind: 'danger' },
} as const

export interface ConfirmPageProps {
  frame: Frame
  staff: string
  name: string
  what: keyof typeof words
  receipt: string
  typed: Typed
  errors: FieldError[]
}

/** Asks before a person is shut out, let in again, signed out everywhere, or has to set up their second step anew. */
export const ConfirmPage = ({ frame, staff, name, what, receipt, typed, errors }: ConfirmPageProps) => {
  const { t } = frame
  const { ask, means, verb, kind } = words[what]
  const back = `/staff-accounts/${staff}`
  return (
    <StaffShell
      frame={frame}
      title={t(ask, { name })}
      heading={t.jsx(ask, { name: <PersonName name={name} /> })}
      place="administration"
      back={{ href: back }}
      narrow
      error={errors.length > 0}
    >
      <ErrorSummary t={t} errors={errors} />
      <p>{t(means)}</p>
      <Form action={`${back}/${what}`} receipt={receipt} live={false}>
        {what === 'second-factor-reset' && (
          <TextArea
            name="reason"
            label={t('staffAccounts.reason')}
            hint={t('staffAccounts.reasonHint')}
            error={errorOf(errors, 'reason')}
            value={typed.reason}
            maxlength={500}
            required
          />
        )}
        <Actions>
          <LinkButton kind="plain" href={back}>
            {t('staffAccounts.leave')}
          </LinkButton>
          <Button kind={kind}>{t(verb)}</Button>
        </Actions>
      </Form>
    </StaffShell>
  )
}

import type { Child } from 'hono/jsx'
import type { FieldError } from '../../src/web/form.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { type HeaderPatient, PatientHeader } from '../patients/patient-header.tsx'
import { errorOf } from '../ui/attributes.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Form } from '../ui/form.tsx'

export interface QueueStepPageProps {
  frame: Frame
  patient: HeaderPatient
  entry: string
  number: number
  step: 'call' | 'departure' | 'undo'
  version: number
  /** Of a call: who can call this patient; empty where it is known. */
  doctors: readonly { value: string; label: Child }[]
  errors: FieldError[]
  /** Why it cannot be done. */
  refused: Child | null
}

/** One step with a walk-in as a page: which doctor calls, or a confirmation. */
export const QueueStepPage = (props: QueueStepPageProps) => {
  const { frame, patient, entry, number, step, version, doctors, errors, refused } = props
  const { t } = frame
  return (
    <StaffShell
      frame={frame}
      title={t(`walkIn.ask.${step}`, { number })}
      error={errors.length > 0 || refused !== null}
      narrow
      back={{ href: '/day-book', label: t('shell.dayBook') }}
      note={refused}
    >
      <PatientHeader t={t} patient={patient} />
      {refused === null && (
        <Form action={`/queue/${entry}/${step}`} live={false}>
          <ErrorSummary t={t} errors={errors} />
          <input type="hidden" name="version" value={version} />
          {doctors.length > 0 && (
            <Choices name="doctor" legend={t('walkIn.whichDoctor')} options={doctors} error={errorOf(errors, 'doctor')} required />
          )}
          <Actions>
            <LinkButton kind="plain" href="/day-book">
              {t('shell.dayBook')}
            </LinkButton>
            <Button>{step === 'undo' ? t('step.undo') : t(`step.do.${step}`)}</Button>
          </Actions>
        </Form>
      )}
    </StaffShell>
  )
}

import type { Child } from 'hono/jsx'
import type { FieldError, Typed } from '../../src/web/form.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { type HeaderPatient, PatientHeader } from '../patients/patient-header.tsx'
import { errorOf } from '../ui/attributes.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { TextArea } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { AppointmentSummary, type DeskAppointment } from './appointment-page.tsx'

/** Why the desk cancels; `left` and `moved` come about by steps of their own. */
export const deskCancelReasons = ['patient', 'doctor-absent', 'clinic', 'other'] as const

export interface CancellationPageProps {
  frame: Frame
  appointment: DeskAppointment
  patient: HeaderPatient
  receipt: string
  version: number
  typed: Typed
  errors: FieldError[]
  /** Somebody was quicker: who and what; what stands there now is in the summary. */
  note: Child | null
  /** The visit has begun or is over, so there is nothing to cancel. */
  isOver: boolean
}

export const CancellationPage = (props: CancellationPageProps) => {
  const { frame, appointment, patient } = props
  const { t } = frame
  return (
    <StaffShell
      frame={frame}
      title={t('appointment.cancelAsk')}
      error={props.errors.length > 0 || props.note !== null}
      narrow
      back={{ href: `/appointments/${appointment.id}`, label: t('appointment.back') }}
      note={props.note}
    >
      <PatientHeader t={t} patient={patient} />
      {!props.isOver && <CancellationForm {...props} />}
      <AppointmentSummary frame={frame} appointment={appointment} />
    </StaffShell>
  )
}

const CancellationForm = ({ frame: { t }, appointment, receipt, version, typed, errors }: CancellationPageProps) => {
  return (
    <Form action={`/appointments/${appointment.id}/cancellation`} receipt={receipt} live={false}>
      <ErrorSummary t={t} errors={errors} />
      <input type="hidden" name="version" value={version} />
      <Choices
        name="reason"
        legend={t('appointment.cancelWhy')}
        value={typed.reason}
        error={errorOf(errors, 'reason')}
        options={deskCancelReasons.map((value) => ({ value, label: t(`appointment.cancelReason.${value}`) }))}
        required
      />
      <TextArea
        name="note"
        label={t('appointment.cancelNote')}
        hint={t('appointment.cancelNoteHint')}
        value={typed.note}
        error={errorOf(errors, 'note')}
        maxlength={500}
      />
      <Actions>
        <LinkButton kind="plain" href={`/appointments/${appointment.id}`} autofocus={errors.length === 0}>
          {t('appointment.keep')}
        </LinkButton>
        <Button kind="danger">{t('appointment.cancel')}</Button>
      </Actions>
    </Form>
  )
}

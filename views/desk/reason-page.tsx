import type { Child } from 'hono/jsx'
import type { FieldError } from '../../src/web/form.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { type HeaderPatient, PatientHeader } from '../patients/patient-header.tsx'
import { errorOf } from '../ui/attributes.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { TextArea } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { AppointmentSummary, type DeskAppointment } from './appointment-page.tsx'

export interface ReasonPageProps {
  frame: Frame
  appointment: DeskAppointment
  patient: HeaderPatient
  version: number
  receipt: string
  reason: string
  errors: FieldError[]
  /** After a lost race: who was quicker; the summary below shows what stands there now. */
  note: Child | null
}

export const ReasonPage = ({ frame, appointment, patient, version, receipt, reason, errors, note }: ReasonPageProps) => {
  const { t } = frame
  return (
    <StaffShell
      frame={frame}
      title={t('appointment.reason')}
      error={errors.length > 0 || note !== null}
      narrow
      back={{ href: `/appointments/${appointment.id}`, label: t('appointment.back') }}
      note={note}
    >
      <PatientHeader t={t} patient={patient} />
      <Form action={`/appointments/${appointment.id}/reason`} receipt={receipt} live={false}>
        <ErrorSummary t={t} errors={errors} />
        <input type="hidden" name="version" value={version} />
        <TextArea name="reason" label={t('appointment.reason')} value={reason} maxlength={500} error={errorOf(errors, 'reason')} />
        <Actions>
          <LinkButton kind="plain" href={`/appointments/${appointment.id}`}>
            {t('appointment.back')}
          </LinkButton>
          <Button>{t('ui.save')}</Button>
        </Actions>
      </Form>
      <AppointmentSummary frame={frame} appointment={appointment} />
    </StaffShell>
  )
}

import type { Child } from 'hono/jsx'
import type { Typed } from '../../src/web/form.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { type HeaderPatient, PatientHeader } from '../patients/patient-header.tsx'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Actions, Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Select } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { BranchSelect, type Option, VisitSelect } from './visit-selects.tsx'

export interface WalkInPageProps {
  frame: Frame
  patient: HeaderPatient
  patientHref: string
  receipt: string
  /** Departments, and doctors of each; the first is proposed. */
  whom: readonly Option[]
  visits: readonly Option[]
  /** Where there are several. */
  branches: readonly Option[]
  chosen: { whom: string; visit: string; branch: string }
  typed: Typed
  errors: FieldError[]
  /** An appointment that the patient has today, or a ticket. */
  note: Child | null
}

/** Somebody is here without an appointment: for whom, and they get a number. */
export const WalkInPage = (props: WalkInPageProps) => {
  const { frame, patient, patientHref, receipt, whom, visits, branches, chosen, typed, errors } = props
  const { t } = frame
  return (
    <StaffShell
      frame={frame}
      title={t('walkIn.title')}
      error={errors.length > 0}
      narrow
      back={{ href: patientHref, label: t('appointment.patient') }}
      note={props.note}
    >
      <PatientHeader t={t} patient={patient} />
      <Form action={`${patientHref}/walk-in`} receipt={receipt} live={false}>
        <ErrorSummary t={t} errors={errors} />
        <BranchSelect t={t} options={branches} value={typed.branch ?? chosen.branch} errors={errors} />
        <Select
          name="whom"
          label={t('walkIn.whom')}
          value={typed.whom ?? chosen.whom}
          options={whom}
          error={errorOf(errors, 'whom')}
          required
        />
        <VisitSelect t={t} options={visits} value={typed.visit ?? chosen.visit} errors={errors} />
        <Actions>
          <Button>{t('walkIn.join')}</Button>
        </Actions>
      </Form>
    </StaffShell>
  )
}

import type { Typed } from '../../src/web/form.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { type HeaderPatient, PatientHeader } from '../patients/patient-header.tsx'
import { errorOf, type FieldError } from '../ui/attributes.ts'
import { Actions, Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field, Select, TextArea } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { BranchSelect, type Option, VisitSelect } from './visit-selects.tsx'

export interface EnteredVisitPageProps {
  frame: Frame
  /** Beside another visit of the doctor's, or one that took place and is not in the book. */
  kind: 'squeeze-in' | 'past-visit'
  patient: HeaderPatient
  patientHref: string
  receipt: string
  doctors: readonly Option[]
  visits: readonly Option[]
  branches: readonly Option[]
  chosen: { doctor: string; visit: string; branch: string; day: string }
  typed: Typed
  errors: FieldError[]
}

/** A visit at a time that nobody offers: always with a reason. */
export const EnteredVisitPage = (props: EnteredVisitPageProps) => {
  const { frame, kind, patient, patientHref, receipt, doctors, visits, branches, chosen, typed, errors } = props
  const { t } = frame
  return (
    <StaffShell
      frame={frame}
      title={t(`deskEnter.${kind}`)}
      error={errors.length > 0}
      narrow
      back={{ href: `${patientHref}/book`, label: t('deskBook.title') }}
    >
      <PatientHeader t={t} patient={patient} />
      <p>{t(`deskEnter.explained.${kind}`)}</p>
      <Form action={`${patientHref}/${kind}`} receipt={receipt} live={false}>
        <ErrorSummary t={t} errors={errors} />
        <BranchSelect t={t} options={branches} value={typed.branch ?? chosen.branch} errors={errors} />
        <Select
          name="doctor"
          label={t('dayBook.doctor')}
          value={typed.doctor ?? chosen.doctor}
          options={doctors}
          error={errorOf(errors, 'doctor')}
          required
        />
        <VisitSelect t={t} options={visits} value={typed.visit ?? chosen.visit} errors={errors} />
        <Field name="day" label={t('dayBook.day')} type="date" value={typed.day ?? chosen.day} error={errorOf(errors, 'day')} required />
        <Field name="time" label={t('dayBook.time')} type="time" value={typed.time} error={errorOf(errors, 'time')} required />
        <TextArea name="why" label={t(`deskEnter.why.${kind}`)} value={typed.why} maxlength={500} error={errorOf(errors, 'why')} required />
        <Field
          name="reason"
          label={t('deskBook.reason')}
          value={typed.reason}
          maxlength={500}
          error={errorOf(errors, 'reason')}
          dir="auto"
        />
        <Actions>
          <Button>{t(`deskEnter.do.${kind}`)}</Button>
        </Actions>
      </Form>
    </StaffShell>
  )
}

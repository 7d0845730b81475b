import type { FieldError, Typed } from '../../src/web/form.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { type HeaderPatient, PatientHeader } from '../patients/patient-header.tsx'
import { Actions, Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field, Select, TextArea } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'

interface Option {
  value: string
  label: string
}

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
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.message
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
        {branches.length > 1 && (
          <Select
            name="branch"
            label={t('dayBook.location')}
            value={typed.branch ?? chosen.branch}
            options={branches}
            error={errorOf('branch')}
          />
        )}
        <Select
          name="doctor"
          label={t('dayBook.doctor')}
          value={typed.doctor ?? chosen.doctor}
          options={doctors}
          error={errorOf('doctor')}
          required
        />
        <Select
          name="visit"
          label={t('dayBook.visit')}
          value={typed.visit ?? chosen.visit}
          options={visits}
          error={errorOf('visit')}
          required
        />
        <Field name="day" label={t('dayBook.day')} type="date" value={typed.day ?? chosen.day} error={errorOf('day')} required />
        <Field name="time" label={t('dayBook.time')} type="time" value={typed.time} error={errorOf('time')} required />
        <TextArea name="why" label={t(`deskEnter.why.${kind}`)} value={typed.why} maxlength={500} error={errorOf('why')} required />
        <Field name="reason" label={t('deskBook.reason')} value={typed.reason} maxlength={500} error={errorOf('reason')} dir="auto" />
        <Actions>
          <Button>{t(`deskEnter.do.${kind}`)}</Button>
        </Actions>
      </Form>
    </StaffShell>
  )
}

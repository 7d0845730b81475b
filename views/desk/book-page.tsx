import type { Child } from 'hono/jsx'
import type { FieldError, Typed } from '../../src/web/form.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { type HeaderPatient, PatientHeader } from '../patients/patient-header.tsx'
import { errorOf } from '../ui/attributes.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { type DeskTime, FreeTimes, TimesFilter, type TimesFilterProps } from './desk-times.tsx'

export interface BookPageProps {
  frame: Frame
  patient: HeaderPatient
  patientHref: string
  receipt: string
  filter: Omit<TimesFilterProps, 't' | 'action'>
  times: readonly DeskTime[]
  /** Later times of the same choice. */
  more: string | null
  maySqueezeIn: boolean
  mayWalkIn: boolean
  typed: Typed
  errors: FieldError[]
  note: Child | null
}

/** Booking for a patient who is here or on the phone: what for and with whom is proposed, the next free times stand below. */
export const BookPage = (props: BookPageProps) => {
  const { frame, patient, patientHref, errors } = props
  const { t } = frame
  return (
    <StaffShell
      frame={frame}
      title={t('deskBook.title')}
      error={errors.length > 0}
      back={{ href: patientHref, label: t('appointment.patient') }}
      tools={<OtherWays {...props} />}
      note={props.note}
    >
      <PatientHeader t={t} patient={patient} />
      {!patient.deceased && <BookContent {...props} />}
    </StaffShell>
  )
}

const OtherWays = ({ frame: { t }, patientHref, maySqueezeIn, mayWalkIn }: BookPageProps) => (
  <>
    {mayWalkIn && (
      <LinkButton kind="plain" href={`${patientHref}/walk-in`}>
        {t('walkIn.title')}
      </LinkButton>
    )}
    {maySqueezeIn && (
      <LinkButton kind="plain" href={`${patientHref}/squeeze-in`}>
        {t('deskEnter.squeeze-in')}
      </LinkButton>
    )}
    <LinkButton kind="plain" href={`${patientHref}/past-visit`}>
      {t('deskEnter.past-visit')}
    </LinkButton>
  </>
)

const BookContent = ({ frame: { t }, patientHref, receipt, filter, times, more, typed, errors }: BookPageProps) => {
  const address = `${patientHref}/book`
  return (
    <>
      <TimesFilter t={t} action={address} {...filter} />
      <Form action={address} receipt={receipt} live={false} class="found-times" autocomplete="off">
        <ErrorSummary t={t} errors={errors} />
        <FreeTimes
          t={t}
          legend={t('step.nearest')}
          filter={filter}
          times={times}
          more={more}
          value={typed.time}
          error={errorOf(errors, 'time')}
        />
        <Field
          name="reason"
          label={t('deskBook.reason')}
          value={typed.reason}
          maxlength={500}
          error={errorOf(errors, 'reason')}
          dir="auto"
        />
        <Actions>
          <Button>{t('deskBook.book')}</Button>
        </Actions>
      </Form>
    </>
  )
}

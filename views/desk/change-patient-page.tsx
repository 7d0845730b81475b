import type { FieldError, Typed } from '../../src/web/form.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { type HeaderPatient, PatientHeader } from '../patients/patient-header.tsx'
import { BothNames } from '../patients/patient-words.tsx'
import { Facts, type Hit } from '../search/hits.tsx'
import { errorOf } from '../ui/attributes.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Empty } from '../ui/note.tsx'
import { AppointmentSummary, type DeskAppointment } from './appointment-page.tsx'

export interface ChangePatientPageProps {
  frame: Frame
  appointment: DeskAppointment
  patient: HeaderPatient
  version: number
  receipt: string
  words: string
  /** The row of the search, so that the form comes back to it. */
  search: string
  /** Null before anybody was looked for. */
  hits: readonly (Hit & { id: string })[] | null
  typed: Typed
  errors: readonly FieldError[]
}

/** First the right patient is found, then chosen, with a reason. */
export const ChangePatientPage = (props: ChangePatientPageProps) => {
  const { frame, appointment, patient, words, hits } = props
  const { t } = frame
  const href = `/appointments/${appointment.id}`
  return (
    <StaffShell
      frame={frame}
      title={t('changePatient.title')}
      error={props.errors.length > 0}
      narrow
      back={{ href, label: t('appointment.back') }}
    >
      <p>{t('changePatient.wrong')}</p>
      <PatientHeader t={t} patient={patient} />
      <Form action={`${href}/patient`} live={false} class="filters">
        <Field
          name="words"
          label={t('changePatient.find')}
          hint={t('search.hint')}
          value={words}
          type="search"
          dir="auto"
          width="w20"
          maxlength={100}
          autocomplete="off"
        />
        <Button kind={hits && hits.length > 0 ? 'plain' : 'primary'}>{t('search.button')}</Button>
      </Form>
      {hits && (hits.length > 0 ? <Chosen {...props} hits={hits} /> : <Empty>{t('search.none')}</Empty>)}
      <AppointmentSummary frame={frame} appointment={appointment} />
    </StaffShell>
  )
}

const Chosen = ({
  frame: { t },
  appointment,
  hits,
  typed,
  errors,
  version,
  receipt,
  search,
}: ChangePatientPageProps & { hits: readonly (Hit & { id: string })[] }) => (
  <Form action={`/appointments/${appointment.id}/patient`} receipt={receipt} live={false}>
    <ErrorSummary t={t} errors={errors} />
    <input type="hidden" name="version" value={version} />
    <input type="hidden" name="search" value={search} />
    <Choices
      name="patient"
      legend={t('changePatient.right')}
      value={typed.patient}
      error={errorOf(errors, 'patient')}
      options={hits.map((hit) => ({ value: hit.id, label: <BothNames t={t} names={hit.names} />, hint: <Facts t={t} hit={hit} inline /> }))}
      required
    />
    <Field
      name="reason"
      label={t('changePatient.reason')}
      value={typed.reason}
      error={errorOf(errors, 'reason')}
      width="w20"
      dir="auto"
      maxlength={200}
      required
    />
    <Actions>
      <LinkButton kind="plain" href={`/appointments/${appointment.id}`}>
        {t('changePatient.leave')}
      </LinkButton>
      <Button>{t('changePatient.do')}</Button>
    </Actions>
  </Form>
)

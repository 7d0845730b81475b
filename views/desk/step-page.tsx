import type { Child } from 'hono/jsx'
import type { PaymentMethod, Step } from '../../src/appointments/visit/steps.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { type HeaderPatient, PatientHeader } from '../patients/patient-header.tsx'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { Form } from '../ui/form.tsx'
import { AppointmentSummary, type DeskAppointment } from './appointment-page.tsx'

export interface StepPageProps {
  frame: Frame
  appointment: DeskAppointment
  patient: HeaderPatient
  step: Exclude<Step, 'time' | 'cancellation'> | 'undo'
  version: number
  /** Of a payment. */
  methods: readonly PaymentMethod[]
  /** What an undo takes back; null when there is nothing. */
  undo: { id: string; step: Step } | null
  /** Why it cannot be done, or was not. */
  refused: Child | null
  /** Of a restoration whose time is taken: other free times. */
  others: readonly { value: string; label: Child }[]
  back: string | undefined
}

/** One step as a page of its own: where it is confirmed, and where a step that was refused says why. */
export const StepPage = (props: StepPageProps) => {
  const { frame, appointment, patient, step, refused } = props
  const { t } = frame
  return (
    <StaffShell
      frame={frame}
      title={t(`step.ask.${step}`)}
      error={refused !== null}
      narrow
      back={{ href: `/appointments/${appointment.id}`, label: t('appointment.back') }}
      note={refused}
    >
      <PatientHeader t={t} patient={patient} />
      {(refused === null || props.others.length > 0) && <StepForm {...props} />}
      <AppointmentSummary frame={frame} appointment={appointment} />
    </StaffShell>
  )
}

const StepForm = ({ frame: { t }, appointment, step, version, methods, undo, others, back }: StepPageProps) => {
  const address = `/appointments/${appointment.id}/${step}`
  if (step === 'undo' && undo === null) return <p>{t('step.nothingToUndo')}</p>
  return (
    <Form action={address} live={false} autocomplete={others.length > 0 ? 'off' : undefined}>
      <input type="hidden" name="version" value={version} />
      {undo && <input type="hidden" name="step" value={undo.id} />}
      {back && <input type="hidden" name="back" value={back} />}
      {others.length > 0 && <Choices name="time" legend={t('step.nearest')} layout="times" options={others} required />}
      <Actions>
        <LinkButton kind="plain" href={`/appointments/${appointment.id}`}>
          {t('appointment.back')}
        </LinkButton>
        {step === 'payment' ? (
          methods.map((method, place) => (
            <Button kind={place === 0 ? 'primary' : 'plain'} formaction={`${address}?method=${method}`}>
              {t(`step.pay.${method}`)}
            </Button>
          ))
        ) : (
          <Button>
            {step === 'undo' ? (undo ? t('step.undoOf', { step: t(`step.do.${undo.step}`) }) : t('step.undo')) : t(`step.do.${step}`)}
          </Button>
        )}
      </Actions>
    </Form>
  )
}

import type { TextKey } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import { PatientShell } from '../layout/patient-shell.tsx'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { TooLate } from './appointment-page.tsx'
import { AppointmentSummary, addressOf, type Shown } from './appointment-words.tsx'

export interface CancellationPageProps extends Omit<Shown, 't'> {
  frame: Frame
  receipt: string
  /** Why it was not cancelled just now. */
  problem: TextKey | null
}

export const CancellationPage = (props: CancellationPageProps) => {
  const { frame, appointment } = props
  return (
    <PatientShell
      frame={frame}
      title={frame.t('appt.cancelAsk')}
      place="appointments"
      narrow
      back={{ href: addressOf(appointment), label: frame.t('appt.title') }}
    >
      <CancellationContent {...props} />
    </PatientShell>
  )
}

/** What a refused cancellation swaps. The focus starts on keeping. */
export const CancellationContent = ({ frame: { t }, receipt, problem, ...shown }: CancellationPageProps) => {
  const { appointment } = shown
  const open = appointment.status === 'booked' && appointment.mayCancel
  return (
    <>
      <h1>{t('appt.cancelAsk')}</h1>
      {problem && <Note kind="warn">{t(problem)}</Note>}
      {appointment.status === 'booked' && !appointment.mayCancel && !appointment.isOver && <TooLate t={t} appointment={appointment} />}
      <AppointmentSummary t={t} {...shown} />
      {open ? (
        <Form action={`${addressOf(appointment)}/cancellation`} receipt={receipt}>
          <input type="hidden" name="version" value={appointment.version} />
          <Actions>
            <Keep t={t} appointment={appointment} />
            <Button kind="danger">{t('appt.cancel')}</Button>
          </Actions>
        </Form>
      ) : (
        <Actions>
          <Keep t={t} appointment={appointment} />
        </Actions>
      )}
    </>
  )
}

const Keep = ({ t, appointment }: Pick<Shown, 't' | 'appointment'>) => (
  <LinkButton kind="plain" href={addressOf(appointment)} autofocus>
    {t('appt.keep')}
  </LinkButton>
)

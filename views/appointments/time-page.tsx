import type { FieldError } from '../../src/web/form.ts'
import type { TextKey } from '../../src/web/texts.ts'
import { type FreeTime, timeChoices } from '../booking/time-choices.tsx'
import type { Frame } from '../frame.ts'
import { PatientShell } from '../layout/patient-shell.tsx'
import { errorOf } from '../ui/attributes.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Form } from '../ui/form.tsx'
import { Empty, Note } from '../ui/note.tsx'
import { TooLate } from './appointment-page.tsx'
import { AppointmentSummary, addressOf, type Shown } from './appointment-words.tsx'

export interface TimePageProps extends Omit<Shown, 't'> {
  frame: Frame
  receipt: string
  /** With the same doctor. */
  times: readonly FreeTime[]
  /** Where later times are; null when the clinic plans no further. */
  more: string | null
  time: string | undefined
  errors: FieldError[]
  /** Why it was not moved just now. */
  problem: TextKey | null
}

/** A patient moves an appointment: what it is, and the times that it can have instead, on one page. */
export const TimePage = (props: TimePageProps) => {
  const { frame, appointment, errors } = props
  return (
    <PatientShell
      frame={frame}
      title={frame.t('appt.move')}
      error={errors.length > 0}
      place="appointments"
      narrow
      back={{ href: addressOf(appointment), label: frame.t('appt.title') }}
    >
      <TimeContent {...props} />
    </PatientShell>
  )
}

/** What a refused move swaps. */
export const TimeContent = ({ frame: { t }, receipt, times, more, time, errors, problem, ...shown }: TimePageProps) => {
  const { appointment } = shown
  const open = appointment.status === 'booked' && appointment.mayCancel
  return (
    <>
      <ErrorSummary t={t} errors={errors} />
      <h1>{t('appt.move')}</h1>
      {problem && <Note kind="warn">{t(problem)}</Note>}
      {appointment.status === 'booked' && !open && !appointment.isOver && <TooLate t={t} appointment={appointment} />}
      <AppointmentSummary t={t} {...shown} />
      {open && times.length === 0 && <Empty>{t('appt.noTimes')}</Empty>}
      {open && times.length > 0 && (
        <Form action={`${addressOf(appointment)}/time`} receipt={receipt}>
          <input type="hidden" name="version" value={appointment.version} />
          <Choices
            name="time"
            legend={t('appt.newTime')}
            layout="times"
            options={timeChoices({ t, times: [...times], withDays: true })}
            value={time}
            error={errorOf(errors, 'time')}
            required
          />
          <Actions>
            <Button>{t('appt.moveTo')}</Button>
          </Actions>
        </Form>
      )}
      <Actions>
        {open && more && (
          <LinkButton kind="plain" href={more}>
            {t('book.moreDays')}
          </LinkButton>
        )}
        <LinkButton kind="plain" href={addressOf(appointment)}>
          {t('appt.keep')}
        </LinkButton>
      </Actions>
    </>
  )
}

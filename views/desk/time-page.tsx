import type { Child } from 'hono/jsx'
import type { FieldError, Typed } from '../../src/web/form.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { type HeaderPatient, PatientHeader } from '../patients/patient-header.tsx'
import { errorOf } from '../ui/attributes.ts'
import { Actions, Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Form } from '../ui/form.tsx'
import { Summary, SummaryRow } from '../ui/summary.tsx'
import { VisitWhen } from '../ui/visit-time.tsx'
import type { DeskAppointment } from './appointment-page.tsx'
import { type DeskTime, FreeTimes, TimesFilter, type TimesFilterProps } from './desk-times.tsx'

export interface TimePageProps {
  frame: Frame
  appointment: DeskAppointment
  patient: HeaderPatient
  version: number
  filter: Omit<TimesFilterProps, 't' | 'action'>
  times: readonly DeskTime[]
  more: string | null
  back: string
  typed: Typed
  errors: FieldError[]
  /** Why it cannot be moved at all. */
  refused: Child | null
}

/** Moving a visit: what it is now, and the free times that it can have instead. */
export const TimePage = (props: TimePageProps) => {
  const { frame, appointment, patient, errors, back } = props
  const { t } = frame
  return (
    <StaffShell
      frame={frame}
      title={t('deskTime.title')}
      error={errors.length > 0}
      back={{ href: back, label: t('ui.back') }}
      note={props.refused}
    >
      <PatientHeader t={t} patient={patient} />
      <Summary>
        <SummaryRow t={t} label={t('deskTime.now')}>
          <VisitWhen t={t} visit={appointment} /> · {appointment.doctor}
        </SummaryRow>
      </Summary>
      {props.refused === null && <TimeContent {...props} />}
    </StaffShell>
  )
}

const TimeContent = ({ frame: { t }, appointment, version, filter, times, more, back, typed, errors }: TimePageProps) => {
  const address = `/appointments/${appointment.id}/time`
  return (
    <>
      <TimesFilter t={t} action={address} {...filter} back={back} />
      <Form action={address} live={false} class="found-times" autocomplete="off">
        <ErrorSummary t={t} errors={errors} />
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="back" value={back} />
        <FreeTimes
          t={t}
          legend={t('deskTime.choose')}
          filter={filter}
          times={times}
          more={more}
          value={typed.time}
          error={errorOf(errors, 'time')}
        />
        <Actions>
          <Button>{t('deskTime.move')}</Button>
        </Actions>
      </Form>
    </>
  )
}

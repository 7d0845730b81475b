import type { FieldError } from '../../src/web/form.ts'
import type { TextKey } from '../../src/web/texts.ts'
import { type FreeTime, timeChoices } from '../booking/time-choices.tsx'
import type { Frame } from '../frame.ts'
import { PatientShell } from '../layout/patient-shell.tsx'
import { errorOf } from '../ui/attributes.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Filters } from '../ui/navigation.tsx'
import { Empty, Note } from '../ui/note.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { BookAgain, TooLate } from './appointment-page.tsx'
import { AppointmentLine, addressOf, type Shown } from './appointment-words.tsx'

export interface TimePageProps extends Omit<Shown, 't' | 'hijri'> {
  frame: Frame
  receipt: string
  /** With the same doctor. */
  times: readonly FreeTime[]
  /** Null when the doctor does not offer this visit, or it cannot be moved. */
  days: DaysToChoose | null
  time: string | undefined
  errors: FieldError[]
  /** Why it was not moved just now. */
  problem: TextKey | null
  /** Where another is booked in the place of a cancelled one. */
  again: string | null
}

interface DaysToChoose {
  /** Those that may be booked. */
  first: Temporal.PlainDate
  last: Temporal.PlainDate
  /** The one from which times are shown, when somebody chose one. */
  from: Temporal.PlainDate | undefined
  /** Where later times begin; null when the clinic plans no further. */
  more: Temporal.PlainDate | null
  /** The appointment's own day, where it is not among those shown. */
  own: Temporal.PlainDate | null
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
export const TimeContent = ({ frame: { t }, receipt, times, days, time, errors, problem, again, ...shown }: TimePageProps) => {
  const { appointment } = shown
  const open = appointment.status === 'booked' && appointment.mayCancel
  return (
    <>
      <ErrorSummary t={t} errors={errors} />
      <h1>{t('appt.move')}</h1>
      {problem && <Note kind="warn">{t(problem)}</Note>}
      {appointment.status === 'booked' && !open && !appointment.isOver && <TooLate t={t} appointment={appointment} />}
      <AppointmentLine t={t} {...shown} />
      {appointment.status !== 'booked' && (
        <p>
          <StatusPill t={t} status={appointment.status} />
        </p>
      )}
      {days && <DayChoice t={t} appointment={appointment} days={days} />}
      {open && times.length === 0 && <Empty>{days?.from ? t('appt.noTimesFrom', { date: t.date(days.from) }) : t('appt.noTimes')}</Empty>}
      {open && times.length > 0 && (
        <Form action={timesFrom(appointment, days?.from)} receipt={receipt} autocomplete="off">
          <input type="hidden" name="version" value={appointment.version} />
          <Choices
            name="time"
            legend={t('appt.newTime')}
            layout="times"
            options={timeChoices({ t, times, withDays: true })}
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
        {again && <BookAgain t={t} href={again} />}
        {days?.more && (
          <LinkButton kind="plain" href={timesFrom(appointment, days.more)}>
            {t('book.moreDays')}
          </LinkButton>
        )}
        <LinkButton kind="plain" href={addressOf(appointment)}>
          {t(open ? 'appt.keep' : 'book.seeAppointment')}
        </LinkButton>
      </Actions>
    </>
  )
}

const timesFrom = (appointment: Shown['appointment'], from?: Temporal.PlainDate): string =>
  `${addressOf(appointment)}/time${from ? `?from=${from}` : ''}`

/** From which day on: any, the appointment's own, or again the first. */
const DayChoice = ({ t, appointment, days }: Pick<Shown, 't' | 'appointment'> & { days: DaysToChoose }) => {
  const { first, last, from, own } = days
  return (
    <section>
      <Filters t={t} action={timesFrom(appointment)}>
        <Field name="from" label={t('deskBook.from')} type="date" value={String(from ?? first)} min={String(first)} max={String(last)} />
      </Filters>
      {(from || own) && (
        <p class="more">
          {from && <a href={timesFrom(appointment)}>{t('appt.firstTimes')}</a>}
          {own && <a href={timesFrom(appointment, own)}>{t('appt.ownDay', { date: t.dayMonth(own) })}</a>}
        </p>
      )}
    </section>
  )
}

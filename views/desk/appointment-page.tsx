import type { Child } from 'hono/jsx'
import type { PaymentMethod } from '../../src/appointments/visit/steps.ts'
import type { AskedFor, ByLanguage, CancelReason, VisitMode } from '../../src/database/tables.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { type HeaderPatient, PatientHeader } from '../patients/patient-header.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { FreeText, Num, PersonName } from '../ui/inline.tsx'
import { type PillStatus, StatusPill } from '../ui/status-pill.tsx'
import { Summary, SummaryRow } from '../ui/summary.tsx'
import { TimeText } from '../ui/time.tsx'
import { VisitWhen } from '../ui/visit-time.tsx'
import { StepForms, type VisitSteps } from './step-forms.tsx'
import type { Undo } from './step-note.tsx'

export interface DeskAppointment {
  id: string
  number: string
  starts: Temporal.ZonedDateTime
  ends: Temporal.ZonedDateTime
  clinicDay: Temporal.PlainDate
  doctor: string
  askedFor: AskedFor
  department: ByLanguage
  /** Where there are several branches. */
  branch: ByLanguage | null
  room: ByLanguage | null
  visit: ByLanguage
  mode: VisitMode
  reason: string | null
  price: string
  payment: 'unpaid' | 'paid' | 'refunded'
  paidBy: PaymentMethod | null
  status: PillStatus
  minutes: number | undefined
  bookedAt: Temporal.ZonedDateTime
  bookedThrough: 'patient' | 'staff' | 'import'
  cancelled: { at: Temporal.ZonedDateTime; reason: CancelReason; note: string | null } | null
}

/** One thing that was done with the visit. */
export interface HistoryLine {
  what: string
  who: string
  at: Temporal.ZonedDateTime
  note: string | null
  undone: { who: string; at: Temporal.ZonedDateTime } | null
}

export interface AppointmentPageProps {
  frame: Frame
  appointment: DeskAppointment
  patient: HeaderPatient
  /** Where the patient's own page is. */
  patientHref: string
  /** Null where the reader may not change it. */
  steps: VisitSteps | null
  methods: readonly PaymentMethod[]
  history: readonly HistoryLine[]
  undo: Undo | null
  mayEditReason: boolean
  /** It may have been entered for the wrong patient. */
  mayChangePatient: boolean
  note?: Child
}

export function AppointmentPage(props: AppointmentPageProps) {
  const { frame, appointment, patient, patientHref, steps, methods, note } = props
  const { t } = frame
  return (
    <StaffShell
      frame={frame}
      title={t('appointment.title', { number: appointment.number })}
      heading={t.jsx('appointment.title', { number: <Num>{appointment.number}</Num> })}
      back={{ href: `/day-book?day=${appointment.clinicDay}`, label: t('appointment.backToDay') }}
      tools={
        <>
          {props.mayChangePatient && (
            <LinkButton kind="plain" href={`/appointments/${appointment.id}/patient`}>
              {t('changePatient.link')}
            </LinkButton>
          )}
          <LinkButton kind="plain" href={patientHref}>
            {t('appointment.patient')}
          </LinkButton>
        </>
      }
      note={note}
    >
      <PatientHeader t={t} patient={patient} />
      {steps && <StepForms t={t} visit={steps} methods={methods} />}
      <AppointmentSummary frame={frame} appointment={appointment} reasonHref={props.mayEditReason} />
      <History {...props} />
    </StaffShell>
  )
}

/** What was done with the visit, by whom and when; the last step can be taken back for fifteen minutes. */
const History = ({ frame: { t }, history, undo }: AppointmentPageProps) =>
  history.length > 0 && (
    <section class="history" aria-labelledby="history">
      <h2 id="history">{t('appointment.history')}</h2>
      <ol>
        {history.map((line) => (
          <li>
            {line.undone ? <s>{line.what}</s> : line.what} · <PersonName name={line.who} /> · {t.numericDate(line.at.toPlainDate())}
            {t('ui.comma')} <TimeText t={t} at={line.at} />
            {line.undone && (
              <small class="hint">
                {t.jsx('step.undoneBy', { who: <PersonName name={line.undone.who} />, time: t.time(line.undone.at) })}
              </small>
            )}
            {line.note && <FreeText>{line.note}</FreeText>}
          </li>
        ))}
      </ol>
      {undo && (
        <form class="undo" method="post" action={undo.action}>
          <input type="hidden" name="step" value={undo.step} />
          <Button kind="plain" small icon="undo">
            {undo.what ? t('step.undoOf', { step: undo.what }) : t('step.undo')}
          </Button>
        </form>
      )}
    </section>
  )

interface AppointmentSummaryProps {
  frame: Frame
  appointment: DeskAppointment
  /** Whether the reason can be changed from here. */
  reasonHref?: boolean
}

export const AppointmentSummary = ({ frame: { t }, appointment, reasonHref }: AppointmentSummaryProps) => (
  <Summary>
    <SummaryRow t={t} label={t('dayBook.status')}>
      <StatusPill t={t} status={appointment.status} minutes={appointment.minutes} />
    </SummaryRow>
    {appointment.cancelled && <Cancelled frame={{ t }} cancelled={appointment.cancelled} />}
    <SummaryRow t={t} label={t('appointment.when')}>
      <When t={t} appointment={appointment} />
    </SummaryRow>
    <SummaryRow t={t} label={t('dayBook.doctor')}>
      <PersonName name={appointment.doctor} />
      {appointment.askedFor !== 'this-doctor' && <small class="hint">{t(`appointment.askedFor.${appointment.askedFor}`)}</small>}
    </SummaryRow>
    <SummaryRow t={t} label={t('dayBook.department')}>
      {t.local(appointment.department)}
    </SummaryRow>
    {appointment.branch && (
      <SummaryRow t={t} label={t('dayBook.location')}>
        {t.local(appointment.branch)}
      </SummaryRow>
    )}
    {appointment.room && (
      <SummaryRow t={t} label={t('appointment.room')}>
        {t.local(appointment.room)}
      </SummaryRow>
    )}
    <SummaryRow t={t} label={t('dayBook.visit')}>
      {t.local(appointment.visit)}
    </SummaryRow>
    <SummaryRow t={t} label={t('appointment.reason')} change={reasonHref ? `/appointments/${appointment.id}/reason` : undefined}>
      {appointment.reason ? <FreeText>{appointment.reason}</FreeText> : t('appointment.noReason')}
    </SummaryRow>
    <SummaryRow t={t} label={t('appointment.price')}>
      {appointment.price} · {t(appointment.paidBy ? `step.pay.${appointment.paidBy}` : `appointment.payment.${appointment.payment}`)}
    </SummaryRow>
    <SummaryRow t={t} label={t('appointment.booked')}>
      {t.numericDate(appointment.bookedAt.toPlainDate())}
      {t('ui.comma')} <TimeText t={t} at={appointment.bookedAt} /> · {t(`appointment.through.${appointment.bookedThrough}`)}
    </SummaryRow>
  </Summary>
)

const When = ({ t, appointment: { starts, ends, clinicDay } }: { t: Frame['t']; appointment: DeskAppointment }) => (
  <>
    <VisitWhen t={t} visit={{ starts, clinicDay }} long /> – <TimeText t={t} at={ends} />
  </>
)

const Cancelled = ({ frame: { t }, cancelled }: { frame: Pick<Frame, 't'>; cancelled: NonNullable<DeskAppointment['cancelled']> }) => (
  <SummaryRow t={t} label={t('appointment.cancelledBecause')}>
    {t(`appointment.cancelReason.${cancelled.reason}`)} · {t.numericDate(cancelled.at.toPlainDate())}
    {t('ui.comma')} <TimeText t={t} at={cancelled.at} />
    {cancelled.note && <FreeText>{cancelled.note}</FreeText>}
  </SummaryRow>
)

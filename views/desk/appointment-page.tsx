import type { Child } from 'hono/jsx'
import type { AskedFor, ByLanguage, CancelReason, VisitMode } from '../../src/database/tables.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { type HeaderPatient, PatientHeader } from '../patients/patient-header.tsx'
import { LinkButton } from '../ui/button.tsx'
import { FreeText, Num, PersonName } from '../ui/inline.tsx'
import { type PillStatus, StatusPill } from '../ui/status-pill.tsx'
import { Summary, SummaryRow } from '../ui/summary.tsx'
import { TimeText } from '../ui/time.tsx'
import { VisitWhen } from '../ui/visit-time.tsx'

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
  status: PillStatus
  minutes: number | undefined
  bookedAt: Temporal.ZonedDateTime
  bookedThrough: 'patient' | 'staff' | 'import'
  cancelled: { at: Temporal.ZonedDateTime; reason: CancelReason; note: string | null } | null
}

export interface AppointmentPageProps {
  frame: Frame
  appointment: DeskAppointment
  patient: HeaderPatient
  mayCancel: boolean
  note?: Child
}

export function AppointmentPage({ frame, appointment, patient, mayCancel, note }: AppointmentPageProps) {
  const { t } = frame
  return (
    <StaffShell
      frame={frame}
      title={t('appointment.title', { number: appointment.number })}
      heading={t.jsx('appointment.title', { number: <Num>{appointment.number}</Num> })}
      back={{ href: `/day-book?day=${appointment.clinicDay}`, label: t('appointment.backToDay') }}
      tools={
        mayCancel && (
          <LinkButton kind="plain" href={`/appointments/${appointment.id}/cancellation`}>
            {t('appointment.cancel')}
          </LinkButton>
        )
      }
      note={note}
    >
      <PatientHeader t={t} patient={patient} />
      <AppointmentSummary frame={frame} appointment={appointment} />
    </StaffShell>
  )
}

export const AppointmentSummary = ({ frame: { t }, appointment }: { frame: Frame; appointment: DeskAppointment }) => (
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
    <SummaryRow t={t} label={t('appointment.reason')}>
      {appointment.reason ? <FreeText>{appointment.reason}</FreeText> : t('appointment.noReason')}
    </SummaryRow>
    <SummaryRow t={t} label={t('appointment.price')}>
      {appointment.price} · {t(`appointment.payment.${appointment.payment}`)}
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

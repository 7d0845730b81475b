import type { DeskAppointment } from '../../../views/desk/appointment-page.tsx'
import type { DeskTime } from '../../../views/desk/desk-times.tsx'
import type { PillStatus } from '../../../views/ui/status-pill.tsx'
import type { AppointmentStatus } from '../../database/tables.ts'
import type { Texts } from '../../web/texts.ts'
import { shiftAt } from '../day-book/day-shifts.ts'
import type { Slot } from '../free/free.ts'
import type { DeskAppointmentRow } from './desk-appointment.ts'
import type { DeskOffers } from './desk-offers.ts'
import { deskTimeText } from './desk-times.ts'

/** Late is five minutes past the start and not arrived. */
const lateAfterMinutes = 5

interface Progress {
  status: AppointmentStatus
  startsAt: Temporal.Instant
  arrivedAt: Temporal.Instant | null
}

/** The status with its minutes: how long somebody has waited, or how late they are. */
export function statusNow(
  { status, startsAt, arrivedAt }: Progress,
  now: Temporal.Instant,
): { status: PillStatus; minutes: number | undefined } {
  const since = (instant: Temporal.Instant): number => Math.floor((now.epochMilliseconds - instant.epochMilliseconds) / 60_000)
  if (status === 'arrived' && arrivedAt) return { status, minutes: Math.max(0, since(arrivedAt)) }
  if (status === 'booked' && since(startsAt) >= lateAfterMinutes) return { status: 'late', minutes: since(startsAt) }
  return { status, minutes: undefined }
}

/** A free time as the desk chooses it. */
export function deskTime(t: Texts, slot: Slot, { doctors, locations }: DeskOffers, severalBranches: boolean): DeskTime {
  const starts = slot.starts.toZonedDateTimeISO(slot.zone)
  const doctor = doctors.find(({ id }) => id === slot.doctor)
  return {
    value: deskTimeText(slot),
    starts,
    clinicDay: slot.clinicDay,
    shift: shiftAt(starts, slot.clinicDay),
    doctor: doctor ? t('staff.doctor', { name: t.local(doctor.name) }) : '',
    branch: severalBranches ? (locations.find(({ id }) => id === slot.location)?.name ?? null) : null,
  }
}

export function deskAppointment(t: Texts, row: DeskAppointmentRow, severalBranches: boolean, now: Temporal.Instant): DeskAppointment {
  const there = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(row.zone)
  return {
    id: row.id,
    number: row.number,
    starts: there(row.starts_at),
    ends: there(row.ends_at),
    clinicDay: row.clinic_day,
    doctor: t('staff.doctor', { name: t.local(row.doctor_name) }),
    askedFor: row.asked_for,
    department: row.department_name,
    branch: severalBranches ? row.location_name : null,
    room: row.room_name,
    visit: row.visit,
    mode: row.mode,
    reason: row.reason,
    price: t.money(row.price_minor, row.currency),
    payment: row.payment_state,
    paidBy: row.payment_state === 'paid' ? row.payment_method : null,
    ...statusNow({ status: row.status, startsAt: row.starts_at, arrivedAt: row.arrived_at }, now),
    bookedAt: there(row.created_at),
    bookedThrough: row.booked_through,
    cancelled: row.cancelled_at ? { at: there(row.cancelled_at), reason: row.cancel_reason ?? 'other', note: row.cancel_note } : null,
  }
}

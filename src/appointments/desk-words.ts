import type { DeskAppointment } from '../../views/desk/appointment-page.tsx'
import type { DayLine } from '../../views/desk/day-list.tsx'
import type { DeskTime } from '../../views/desk/desk-times.tsx'
import type { PillStatus } from '../../views/ui/status-pill.tsx'
import type { AppointmentStatus } from '../database/tables.ts'
import { ageOn } from '../patients/birth.ts'
import { namesFor } from '../patients/names.ts'
import type { Texts } from '../web/texts.ts'
import type { DayBookLine } from './day-book.ts'
import { shiftAt } from './day-shifts.ts'
import type { DeskAppointmentRow } from './desk-appointment.ts'
import type { DeskOffers } from './desk-offers.ts'
import { deskTimeText } from './desk-times.ts'
import type { Slot } from './free.ts'

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
  const since = (instant: Temporal.Instant): number => Math.floor(instant.until(now).total('minutes'))
  if (status === 'arrived' && arrivedAt) return { status, minutes: Math.max(0, since(arrivedAt)) }
  if (status === 'booked' && since(startsAt) >= lateAfterMinutes) return { status: 'late', minutes: since(startsAt) }
  return { status, minutes: undefined }
}

interface Around {
  day: Temporal.PlainDate
  severalBranches: boolean
  now: Temporal.Instant
  /** Clinical roles lose sight of a patient whose visit is cancelled. */
  opensCancelled: boolean
}

export function dayLine(t: Texts, line: DayBookLine, { day, severalBranches, now, opensCancelled }: Around): DayLine {
  const { patient, starts } = line
  return {
    href: line.status === 'cancelled' && !opensCancelled ? null : `/appointments/${line.id}`,
    starts,
    clinicDay: day,
    patient: {
      names: namesFor(patient.names, t.language),
      sex: patient.sex,
      age: ageOn(patient.birth, day),
      recordNumber: patient.recordNumber,
      childOf: patient.childOf && t.local(patient.childOf),
    },
    doctor: t('staff.doctor', { name: t.local(line.doctor.name) }),
    visit: line.visit,
    branch: severalBranches ? line.location.name : null,
    ...statusNow({ status: line.status, startsAt: starts.toInstant(), arrivedAt: line.arrivedAt }, now),
  }
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

export type CountKey = 'booked' | 'waiting' | 'withDoctor' | 'completed' | 'noShow'

const counted: [CountKey, AppointmentStatus][] = [
  ['booked', 'booked'],
  ['waiting', 'arrived'],
  ['withDoctor', 'in-consultation'],
  ['completed', 'fulfilled'],
  ['noShow', 'noshow'],
]

/** How many of the shown visits stand where; what nobody is in is left out, but for the booked. */
export function countsOf(lines: DayBookLine[]): { key: CountKey; n: number }[] {
  return counted
    .map(([key, status]) => ({ key, n: lines.filter((line) => line.status === status).length }))
    .filter(({ key, n }) => n > 0 || key === 'booked')
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

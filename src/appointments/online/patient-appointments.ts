import { newClinic } from '../../clinic/queries.ts'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import type { AppointmentStatus, ByLanguage, Row, VisitMode } from '../../database/tables.ts'
import { type CancelledBy, cancelledBy } from '../visit/cancelled-by.ts'
import { isPast, lastMoment } from '../visit/patient-limit.ts'

/** A visit as its patient sees it. */
export interface PatientAppointment {
  id: Id<'appointment'>
  version: number
  number: string
  patient: Id<'patient'>
  status: AppointmentStatus
  /** In the location's zone. */
  starts: Temporal.ZonedDateTime
  ends: Temporal.ZonedDateTime
  clinicDay: Temporal.PlainDate
  doctor: { id: Id<'staff'>; name: ByLanguage }
  department: { id: Id<'department'>; name: ByLanguage }
  location: Pick<Row<'locations'>, 'id' | 'name' | 'address' | 'directions' | 'phone' | 'country' | 'latitude' | 'longitude'>
  room: ByLanguage | null
  visitType: { id: Id<'visit-type'>; code: string; name: ByLanguage }
  mode: VisitMode
  reason: string | null
  priceMinor: number
  currency: string
  cancelledAt: Temporal.Instant | null
  cancelledBy: CancelledBy
  /** Until then the patient may cancel it. */
  cancelUntil: Temporal.Instant
  mayCancel: boolean
  isOver: boolean
}

export interface AppointmentsOfPatient {
  /** The next one first. */
  upcoming: PatientAppointment[]
  /** The latest one first. */
  past: PatientAppointment[]
  cancelled: PatientAppointment[]
}

/** A page shows no more; years of visits are in the record. */
const shown = 200

/** A patient's visits, those cancelled included. One statement. */
export async function appointmentsOfPatient(db: Database, patient: Id<'patient'>): Promise<AppointmentsOfPatient> {
  const rows = await query(db, patient).orderBy('a.starts_at', 'desc').orderBy('a.id').limit(shown).execute()
  const all = rows.map(appointmentIn)
  const cancelled = all.filter(({ status }) => status === 'cancelled')
  const kept = all.filter(({ status }) => status !== 'cancelled')
  return { upcoming: kept.filter(({ isOver }) => !isOver).toReversed(), past: kept.filter(({ isOver }) => isOver), cancelled }
}

/** The visits that a patient holds, the next one first. One statement. */
export async function visitsHeld(db: Database, patient: Id<'patient'>): Promise<PatientAppointment[]> {
  const held = query(db, patient).where('a.status', 'in', ['booked', 'arrived', 'in-consultation']).where('a.ends_at', '>', sqlNow)
  return (await held.orderBy('a.starts_at').orderBy('a.id').limit(shown).execute()).map(appointmentIn)
}

/** One visit of this patient; null for every other, as for an id that nobody has. One statement. */
export async function appointmentOf(db: Database, patient: Id<'patient'>, id: Id<'appointment'>): Promise<PatientAppointment | null> {
  const row = await query(db, patient).where('a.id', '=', id).executeTakeFirst()
  return row ? appointmentIn(row) : null
}

type AppointmentRow = Awaited<ReturnType<ReturnType<typeof query>['execute']>>[number]

const query = (db: Database, patient: Id<'patient'>) =>
  db
    .selectFrom('appointments as a')
    .innerJoin('staff as s', 's.id', 'a.doctor_id')
    .innerJoin('departments as d', 'd.id', 'a.department_id')
    .innerJoin('locations as l', 'l.id', 'a.location_id')
    .innerJoin('visit_types as v', 'v.id', 'a.visit_type_id')
    .leftJoin('rooms as r', 'r.id', 'a.room_id')
    .leftJoin('settings as t', (join) => join.on('t.singleton', '=', 1))
    .select(['a.id', 'a.version', 'a.number', 'a.patient_id', 'a.status', 'a.starts_at', 'a.ends_at', 'a.clinic_day', 'a.mode', 'a.reason'])
    .select(['a.price_minor', 'a.currency', 'a.cancelled_at', 'a.cancel_reason', 'a.doctor_id', 'a.department_id', 'a.visit_type_id'])
    .select([
      's.name as doctor',
      'd.name as department',
      'v.name as visit_type',
      'v.code as visit_code',
      'r.name as room',
      't.cancel_limit_minutes',
    ])
    .select(['l.id as location_id', 'l.name as location', 'l.address', 'l.directions', 'l.phone', 'l.country', 'l.zone', 'l.latitude'])
    .select(['l.longitude', sqlNow.as('now')])
    .where('a.patient_id', '=', patient)
    .where('a.status', 'not in', ['offered', 'entered-in-error'])

function appointmentIn(row: AppointmentRow): PatientAppointment {
  const cancelUntil = lastMoment(row.starts_at, { cancel_limit_minutes: row.cancel_limit_minutes ?? newClinic.cancel_limit_minutes })
  return {
    id: row.id,
    version: row.version,
    number: row.number,
    patient: row.patient_id,
    status: row.status,
    starts: row.starts_at.toZonedDateTimeISO(row.zone),
    ends: row.ends_at.toZonedDateTimeISO(row.zone),
    clinicDay: row.clinic_day,
    doctor: { id: row.doctor_id, name: row.doctor },
    department: { id: row.department_id, name: row.department },
    location: {
      id: row.location_id,
      name: row.location,
      address: row.address,
      directions: row.directions,
      phone: row.phone,
      country: row.country,
      latitude: row.latitude,
      longitude: row.longitude,
    },
    room: row.room,
    visitType: { id: row.visit_type_id, code: row.visit_code, name: row.visit_type },
    mode: row.mode,
    reason: row.reason,
    priceMinor: row.price_minor,
    currency: row.currency,
    cancelledAt: row.cancelled_at,
    cancelledBy: cancelledBy(row.cancel_reason),
    cancelUntil,
    mayCancel: row.status === 'booked' && !isPast(cancelUntil, row.now),
    isOver: row.status === 'fulfilled' || row.status === 'noshow' || Temporal.Instant.compare(row.ends_at, row.now) <= 0,
  }
}

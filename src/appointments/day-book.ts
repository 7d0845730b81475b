import { scopeOf } from '../accounts/abilities.ts'
import type { Actor } from '../audit/actor.ts'
import type { Id } from '../database/ids.ts'
import type { Database } from '../database/pool.ts'
import type { AppointmentStatus, ByLanguage } from '../database/tables.ts'
import { type PatientLine, patientLines } from '../patients/lines.ts'
import { type Shift, shiftAt } from './day-shifts.ts'

export interface DayBookFilter {
  day: Temporal.PlainDate
  location?: Id<'location'>
  department?: Id<'department'>
  doctor?: Id<'staff'>
}

export interface DayBookLine {
  id: Id<'appointment'>
  /** In the location's zone. */
  starts: Temporal.ZonedDateTime
  shift: Shift
  patient: PatientLine
  doctor: { id: Id<'staff'>; name: ByLanguage }
  visit: ByLanguage
  location: { id: Id<'location'>; name: ByLanguage }
  status: AppointmentStatus
  arrivedAt: Temporal.Instant | null
}

/**
 * The visits of a clinic day that this person may see, by time: reception, nurses and administration all of them, a doctor
 * their own and their departments'. Four statements.
 */
export async function dayBook(db: Database, actor: Actor, filter: DayBookFilter): Promise<DayBookLine[]> {
  const scope = scopeOf(actor, 'day-book')
  return scope === null ? [] : lines(db, filter, scope === 'all' ? 'all' : actor)
}

/** A doctor's own visits of a clinic day. Four statements. */
export async function doctorsDay(db: Database, doctor: Id<'staff'>, day: Temporal.PlainDate): Promise<DayBookLine[]> {
  return lines(db, { day, doctor }, 'all')
}

async function lines(db: Database, filter: DayBookFilter, within: Actor | 'all'): Promise<DayBookLine[]> {
  const rows = await rowsOf(db, filter, within)
  const patients = await patientLines(db, [...new Set(rows.map((row) => row.patient_id))])
  return rows.flatMap((row) => {
    const patient = patients.get(row.patient_id)
    if (patient === undefined) return []
    const starts = row.starts_at.toZonedDateTimeISO(row.zone)
    return [
      {
        id: row.id,
        starts,
        shift: shiftAt(starts, row.clinic_day),
        patient,
        doctor: { id: row.doctor_id, name: row.doctor_name },
        visit: row.visit,
        location: { id: row.location_id, name: row.location_name },
        status: row.status,
        arrivedAt: row.arrived_at,
      },
    ]
  })
}

function rowsOf(db: Database, { day, location, department, doctor }: DayBookFilter, within: Actor | 'all') {
  let query = db
    .selectFrom('appointments as a')
    .innerJoin('staff as s', 's.id', 'a.doctor_id')
    .innerJoin('visit_types as v', 'v.id', 'a.visit_type_id')
    .innerJoin('locations as l', 'l.id', 'a.location_id')
    .select(['a.id', 'a.clinic_day', 'a.starts_at', 'a.patient_id', 'a.doctor_id', 'a.location_id', 'a.status', 'a.arrived_at'])
    .select(['s.name as doctor_name', 'v.name as visit', 'l.name as location_name', 'l.zone'])
    .where('a.clinic_day', '=', day)
    .where('a.status', 'not in', ['offered', 'entered-in-error'])
  if (location !== undefined) query = query.where('a.location_id', '=', location)
  if (department !== undefined) query = query.where('a.department_id', '=', department)
  if (doctor !== undefined) query = query.where('a.doctor_id', '=', doctor)
  if (within !== 'all') {
    query = query.where((where) =>
      where.or([
        where('a.doctor_id', '=', within.staff),
        ...(within.departments === 'all' || within.departments.length === 0 ? [] : [where('a.department_id', 'in', within.departments)]),
      ]),
    )
  }
  return query.orderBy('a.starts_at').orderBy('s.position').orderBy('a.id').execute()
}

import { scopeOf } from '../../accounts/abilities.ts'
import type { Actor } from '../../audit/actor.ts'
import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import type { AppointmentStatus, ByLanguage } from '../../database/tables.ts'
import { lineMaker, type PatientLine, patientColumns } from '../../patients/lines.ts'
import { dayNumberOf, minuteOf } from '../free/minutes.ts'
import { wallAt } from '../free/wall-clock.ts'
import type { StepVisit } from '../visit/steps.ts'
import { type Shift, shiftOf } from './day-shifts.ts'

export interface DayBookFilter {
  day: Temporal.PlainDate
  location?: Id<'location'> | undefined
  department?: Id<'department'> | undefined
  doctor?: Id<'staff'> | undefined
}

export interface DayBookLine extends StepVisit {
  id: Id<'appointment'>
  version: number
  /** Minutes after midnight of the clinic day that the clock on the wall shows; 1440 and more: on the next day. */
  wall: number
  /** How many minutes it takes. */
  length: number
  shift: Shift
  patient: PatientLine
  doctorName: ByLanguage
  visit: ByLanguage
  location: { id: Id<'location'>; name: ByLanguage }
  status: AppointmentStatus
  arrivedAt: Temporal.Instant | null
}

/**
 * The visits of a clinic day that this person may see, by time: reception, nurses and administration all of them, a doctor
 * their own and their departments'. Three statements.
 */
export async function dayBook(db: Database, actor: Actor, filter: DayBookFilter): Promise<DayBookLine[]> {
  const scope = scopeOf(actor, 'day-book')
  return scope === null ? [] : lines(db, filter, scope === 'all' ? 'all' : actor)
}

/** A doctor's own visits of a clinic day. Three statements. */
export async function doctorsDay(db: Database, doctor: Id<'staff'>, day: Temporal.PlainDate): Promise<DayBookLine[]> {
  return lines(db, { day, doctor }, 'all')
}

async function lines(db: Database, filter: DayBookFilter, within: Actor | 'all'): Promise<DayBookLine[]> {
  const rows = await rowsOf(db, filter, within)
  if (rows.length === 0) return []
  const lineOf = await lineMaker(db, visitsOf(db, filter, within).select('a.patient_id'))
  const day = dayNumberOf(filter.day)
  return rows.map((row) => {
    const minute = minuteOf(row.starts_at)
    const wall = wallAt(row.zone, day, minute)
    return {
      id: row.id,
      version: row.version,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      clinicDay: filter.day,
      zone: row.zone,
      wall,
      length: minuteOf(row.ends_at) - minute,
      shift: shiftOf(wall),
      patient: lineOf(row),
      doctor: row.doctor_id,
      doctorName: row.doctor_name,
      visit: row.visit,
      location: { id: row.location_id, name: row.location_name },
      status: row.status,
      payment: row.payment_state,
      arrivedAt: row.arrived_at,
    }
  })
}

const rowsOf = (db: Database, filter: DayBookFilter, within: Actor | 'all') =>
  visitsOf(db, filter, within)
    .innerJoin('patients as p', 'p.id', 'a.patient_id')
    .innerJoin('staff as s', 's.id', 'a.doctor_id')
    .innerJoin('visit_types as v', 'v.id', 'a.visit_type_id')
    .innerJoin('locations as l', 'l.id', 'a.location_id')
    .select(['a.id', 'a.version', 'a.starts_at', 'a.ends_at', 'a.patient_id', 'a.doctor_id', 'a.location_id'])
    .select([
      'a.status',
      'a.payment_state',
      'a.arrived_at',
      's.name as doctor_name',
      'v.name as visit',
      'l.name as location_name',
      'l.zone',
    ])
    .select(patientColumns)
    .orderBy('a.starts_at')
    .orderBy('s.position')
    .orderBy('a.id')
    .execute()

/** The visits of a clinic day, or of all days up to `until`, as far as somebody's day book reaches. */
export function visitsOf(db: Database, { day, location, department, doctor }: DayBookFilter, within: Actor | 'all', until = day) {
  let query = db
    .selectFrom('appointments as a')
    .where((where) => (until.equals(day) ? where('a.clinic_day', '=', day) : where.between('a.clinic_day', day, until)))
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
  return query
}

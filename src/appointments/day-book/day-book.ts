import { scopeOf } from '../../accounts/abilities.ts'
import type { Actor } from '../../audit/actor.ts'
import { bytesOfId, type Id } from '../../database/ids.ts'
import { joined, listOf, type Piece, piece, run, words } from '../../database/piece.ts'
import type { Database } from '../../database/pool.ts'
import type { AppointmentStatus, ByLanguage, Row } from '../../database/tables.ts'
import { unchanged } from '../../database/unchanged.ts'
import { lineMaker, type PatientColumns, type PatientLine, patientColumns } from '../../patients/lines.ts'
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
 * their own and their departments'. Two statements.
 */
export async function dayBook(db: Database, actor: Actor, filter: DayBookFilter): Promise<DayBookLine[]> {
  const scope = scopeOf(actor, 'day-book')
  return scope === null ? [] : lines(db, filter, scope === 'all' ? 'all' : actor)
}

/** A doctor's own visits of a clinic day. Two statements. */
export async function doctorsDay(db: Database, doctor: Id<'staff'>, day: Temporal.PlainDate): Promise<DayBookLine[]> {
  return lines(db, { day, doctor }, 'all')
}

const places = unchanged<DayBookLine['location']>()
const made = unchanged<DayBookLine>()

async function lines(db: Database, filter: DayBookFilter, within: Actor | 'all'): Promise<DayBookLine[]> {
  const which = visitsOf(filter, within)
  const { rows } = await run<VisitRow>(db, visitRows(which))
  if (rows.length === 0) return []
  const lineOf = await lineMaker(db, piece`SELECT a.patient_id FROM appointments a WHERE ${which}`)
  const day = dayNumberOf(filter.day)
  return rows.map((row) => {
    const minute = minuteOf(row.starts_at)
    const wall = wallAt(row.zone, day, minute)
    return made(row.id, {
      id: row.id,
      version: row.version,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      clinicDay: row.clinic_day,
      zone: row.zone,
      wall,
      length: minuteOf(row.ends_at) - minute,
      shift: shiftOf(wall),
      patient: lineOf(row),
      doctor: row.doctor_id,
      doctorName: row.doctor_name,
      visit: row.visit,
      location: places(row.location_id, { id: row.location_id, name: row.location_name }),
      status: row.status,
      payment: row.payment_state,
      arrivedAt: row.arrived_at,
    })
  })
}

interface VisitRow extends PatientColumns {
  id: Id<'appointment'>
  version: number
  clinic_day: Temporal.PlainDate
  starts_at: Temporal.Instant
  ends_at: Temporal.Instant
  doctor_id: Id<'staff'>
  location_id: Id<'location'>
  status: AppointmentStatus
  payment_state: Row<'appointments'>['payment_state']
  arrived_at: Temporal.Instant | null
  doctor_name: ByLanguage
  visit: ByLanguage
  location_name: ByLanguage
  zone: string
}

const visitRows = (which: Piece): Piece => piece`
  SELECT a.id, a.version, a.clinic_day, a.starts_at, a.ends_at, a.patient_id, a.doctor_id, a.location_id, a.status, a.payment_state, a.arrived_at,
    s.name AS doctor_name, v.name AS visit, l.name AS location_name, l.zone, ${patientColumns}
  FROM appointments a
  JOIN patients p ON p.id = a.patient_id
  JOIN staff s ON s.id = a.doctor_id
  JOIN visit_types v ON v.id = a.visit_type_id
  JOIN locations l ON l.id = a.location_id
  WHERE ${which} ORDER BY a.starts_at, s.position, a.id`

/** A condition on `appointments AS a`: those of a clinic day, or of all days up to `until`, as far as somebody's day book reaches. */
export function visitsOf({ day, location, department, doctor }: DayBookFilter, within: Actor | 'all', until = day): Piece {
  return joined(
    [
      until.equals(day) ? piece`a.clinic_day = ${day.toString()}` : piece`a.clinic_day BETWEEN ${day.toString()} AND ${until.toString()}`,
      words("a.status NOT IN ('offered', 'entered-in-error')"),
      ...(location ? [piece`a.location_id = ${bytesOfId(location)}`] : []),
      ...(department ? [piece`a.department_id = ${bytesOfId(department)}`] : []),
      ...(doctor ? [piece`a.doctor_id = ${bytesOfId(doctor)}`] : []),
      ...(within === 'all' ? [] : [theirs(within)]),
    ],
    ' AND ',
  )
}

/** A doctor's own, and their departments'. */
function theirs({ staff, departments }: Actor): Piece {
  const own = piece`a.doctor_id = ${staff && bytesOfId(staff)}`
  if (departments === 'all' || departments.length === 0) return own
  return piece`(${own} OR a.department_id IN (${listOf(departments.map(bytesOfId))}))`
}

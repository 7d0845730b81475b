import { may, scopeOf } from '../../accounts/abilities.ts'
import type { Actor } from '../../audit/actor.ts'
import { bytesOfId, type Id } from '../../database/ids.ts'
import { listOf, type Piece, piece, run, words } from '../../database/piece.ts'
import type { Database } from '../../database/pool.ts'
import type { ByLanguage, Row } from '../../database/tables.ts'
import { lineMaker, type PatientColumns, type PatientLine, patientColumns } from '../../patients/lines.ts'

export interface QueueFilter {
  day: Temporal.PlainDate
  location?: Id<'location'> | undefined
  department?: Id<'department'> | undefined
  doctor?: Id<'staff'> | undefined
}

export type QueueStep = 'call' | 'departure'

/** Somebody without an appointment who waits. */
export interface QueueLine {
  id: Id<'queue-entry'>
  version: number
  number: number
  patient: PatientLine
  department: { id: Id<'department'>; name: ByLanguage }
  /** Null: whoever calls first. */
  doctor: { id: Id<'staff'>; name: ByLanguage } | null
  visit: ByLanguage
  location: Id<'location'>
  arrivedAt: Temporal.Instant
  /** What this person may do. */
  steps: QueueStep[]
  /** Somebody has to say which doctor calls: the call's own page asks. */
  asksDoctor: boolean
}

/** Who waits without an appointment, as far as this person may see it, by number. Two statements. */
export async function queueOf(db: Database, actor: Actor, filter: QueueFilter): Promise<QueueLine[]> {
  const scope = scopeOf(actor, 'day-book')
  if (scope === null) return []
  const rows = await entries(db, waiting(filter))
  const seen = scope === 'all' ? rows : rows.filter((row) => isTheirs(actor, row))
  if (seen.length === 0) return []
  const patientOf = await lineMaker(db, listOf([...new Set(seen.map((row) => row.patient_id))].map(bytesOfId)))
  return seen.map((row) => lineOf(actor, row, patientOf(row)))
}

function lineOf(actor: Actor, row: QueueEntry, patient: PatientLine): QueueLine {
  return {
    id: row.id,
    version: row.version,
    number: row.number,
    patient,
    department: { id: row.department_id, name: row.department_name },
    doctor: row.doctor_id && row.doctor_name ? { id: row.doctor_id, name: row.doctor_name } : null,
    visit: row.visit,
    location: row.location_id,
    arrivedAt: row.arrived_at,
    steps: queueStepsFor(actor, row),
    asksDoctor: row.doctor_id === null && scopeOf(actor, 'call-and-finish') !== 'own',
  }
}

type Entry = { doctor_id: Id<'staff'> | null; department_id: Id<'department'> }

/** A doctor calls who waits for them, or for whoever in their department is free. */
export function queueStepsFor(actor: Actor, entry: Entry): QueueStep[] {
  const scope = scopeOf(actor, 'call-and-finish')
  const mayCall = scope === 'all' || (scope === 'own' && isTheirs(actor, entry) && (entry.doctor_id ?? actor.staff) === actor.staff)
  return [...(mayCall ? (['call'] as const) : []), ...(may(actor, 'arrivals') ? (['departure'] as const) : [])]
}

const isTheirs = (actor: Actor, { doctor_id, department_id }: Entry): boolean =>
  (doctor_id !== null && doctor_id === actor.staff) || actor.departments === 'all' || actor.departments.includes(department_id)

export type QueueEntry = Row<'queue_entries'> &
  PatientColumns & {
    department_name: ByLanguage
    visit: ByLanguage
    doctor_name: ByLanguage | null
    zone: string
    location_name: ByLanguage
  }

const entries = async (db: Database, which: Piece): Promise<QueueEntry[]> => {
  const { rows } = await run<QueueEntry>(
    db,
    piece`SELECT q.*, ${patientColumns}, d.name AS department_name, v.name AS visit, s.name AS doctor_name, l.zone, l.name AS location_name
      FROM queue_entries q
      JOIN patients p ON p.id = q.patient_id
      JOIN departments d ON d.id = q.department_id
      JOIN visit_types v ON v.id = q.visit_type_id
      JOIN locations l ON l.id = q.location_id
      LEFT JOIN staff s ON s.id = q.doctor_id
      WHERE ${which} ORDER BY q.department_id, q.number`,
  )
  return rows
}

function waiting({ day, location, department, doctor }: QueueFilter): Piece {
  const here = location ? piece`AND q.location_id = ${bytesOfId(location)}` : words('')
  const ofDepartment = department ? piece`AND q.department_id = ${bytesOfId(department)}` : words('')
  const forDoctor = doctor ? piece`AND (q.doctor_id = ${bytesOfId(doctor)} OR q.doctor_id IS NULL)` : words('')
  return piece`q.clinic_day = ${day.toString()} AND q.status = 'waiting' ${here} ${ofDepartment} ${forDoctor}`
}

/** One entry that this person finds in the queue, whatever has become of it; null for every other. One statement. */
export async function queueEntryOf(db: Database, actor: Actor, id: Id<'queue-entry'>): Promise<QueueEntry | null> {
  const scope = scopeOf(actor, 'day-book')
  const [row] = scope === null ? [] : await entries(db, piece`q.id = ${bytesOfId(id)}`)
  return row && (scope === 'all' || isTheirs(actor, row)) ? row : null
}

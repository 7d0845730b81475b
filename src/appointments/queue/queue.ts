import { may, scopeOf } from '../../accounts/abilities.ts'
import type { Actor } from '../../audit/actor.ts'
import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import type { ByLanguage } from '../../database/tables.ts'
import { lineMaker, type PatientLine, patientColumns } from '../../patients/lines.ts'

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

/** Who waits without an appointment, as far as this person may see it, by number. Three statements. */
export async function queueOf(db: Database, actor: Actor, filter: QueueFilter): Promise<QueueLine[]> {
  const scope = scopeOf(actor, 'day-book')
  if (scope === null) return []
  const rows = await waiting(db, filter).execute()
  const seen = scope === 'all' ? rows : rows.filter((row) => isTheirs(actor, row))
  if (seen.length === 0) return []
  const patientOf = await lineMaker(db, [...new Set(seen.map((row) => row.patient_id))])
  return seen.map((row) => lineOf(actor, row, patientOf(row)))
}

type Row = Awaited<ReturnType<ReturnType<typeof waiting>['execute']>>[number]

function lineOf(actor: Actor, row: Row, patient: PatientLine): QueueLine {
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

const entries = (db: Database) =>
  db
    .selectFrom('queue_entries as q')
    .innerJoin('patients as p', 'p.id', 'q.patient_id')
    .innerJoin('departments as d', 'd.id', 'q.department_id')
    .innerJoin('visit_types as v', 'v.id', 'q.visit_type_id')
    .innerJoin('locations as l', 'l.id', 'q.location_id')
    .leftJoin('staff as s', 's.id', 'q.doctor_id')
    .selectAll('q')
    .select(patientColumns)
    .select(['d.name as department_name', 'v.name as visit', 's.name as doctor_name', 'l.zone', 'l.name as location_name'])

function waiting(db: Database, { day, location, department, doctor }: QueueFilter) {
  let query = entries(db).where('q.clinic_day', '=', day).where('q.status', '=', 'waiting')
  if (location) query = query.where('q.location_id', '=', location)
  if (department) query = query.where('q.department_id', '=', department)
  if (doctor) query = query.where((where) => where.or([where('q.doctor_id', '=', doctor), where('q.doctor_id', 'is', null)]))
  return query.orderBy('q.department_id').orderBy('q.number')
}

export type QueueEntry = Row

/** One entry that this person finds in the queue, whatever has become of it; null for every other. One statement. */
export async function queueEntryOf(db: Database, actor: Actor, id: Id<'queue-entry'>): Promise<QueueEntry | null> {
  const scope = scopeOf(actor, 'day-book')
  const row = scope === null ? undefined : await entries(db).where('q.id', '=', id).executeTakeFirst()
  return row && (scope === 'all' || isTheirs(actor, row)) ? row : null
}

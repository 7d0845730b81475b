import { sql } from 'kysely'
import { type AsJson, jsonOf } from '../../database/as-json.ts'
import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import type { Row } from '../../database/tables.ts'
import { holding } from '../visit/statuses.ts'
import { cellsAround, type Interval, instantOf } from './minutes.ts'
import { joined } from './shifts.ts'

/** Closed hours: of one person, or of a location, a department, both, or (all null) the whole clinic. */
export interface Closed extends Interval {
  staff: Id<'staff'> | null
  location: Id<'location'> | null
  department: Id<'department'> | null
}

interface RolePlace {
  doctor: Id<'staff'>
  location: Id<'location'> | null
  department: Id<'department'> | null
}

/** Whether a closure is about a role; the rule for free times, for booking and for who holds cells. */
export const covers = (closure: Omit<Closed, keyof Interval>, role: RolePlace): boolean =>
  (closure.staff === null || closure.staff === role.doctor) &&
  (closure.location === null || closure.location === role.location) &&
  (closure.department === null || closure.department === role.department)

/** What is closed for these doctors at some time in the range, in order. One statement. */
export async function closedIn(db: Database, doctors: Id<'staff'>[], range: Interval): Promise<Closed[]> {
  const rows = await db
    .selectFrom('closures')
    .select(['staff_id', 'location_id', 'department_id', 'starts_at', 'ends_at'])
    .where('withdrawn_at', 'is', null)
    .where('ends_at', '>', instantOf(range.from))
    .where('starts_at', '<', instantOf(range.until))
    .where((where) => where.or([where('staff_id', 'is', null), where('staff_id', 'in', doctors)]))
    .orderBy('starts_at')
    .execute()
  return rows.map((row) => ({
    staff: row.staff_id,
    location: row.location_id,
    department: row.department_id,
    ...cellsAround(row.starts_at, row.ends_at),
  }))
}

type VisitPlace = Pick<Row<'appointments'>, 'doctor_id' | 'location_id' | 'department_id' | 'blocked_from' | 'blocked_until'>

/** What is closed for a visit at its time: closed hours of one of a doctor's several places hold no cells. One statement. */
export async function closedDuring(db: Database, visit: VisitPlace): Promise<Closed[]> {
  const closed = await closedIn(db, [visit.doctor_id], cellsAround(visit.blocked_from, visit.blocked_until))
  return closed.filter((one) => covers(one, { doctor: visit.doctor_id, location: visit.location_id, department: visit.department_id }))
}

export interface Taken {
  /** By doctor, in whatever role, buffers included. */
  doctors: Map<Id<'staff'>, Interval[]>
  /** The patient's own visits, without buffers. */
  patient: Interval[]
}

interface TakenFor {
  patient?: Id<'patient'> | undefined
  /** A visit that is to be moved is not in its own way. */
  except?: Id<'appointment'> | undefined
}

/** No visit with its buffers takes longer; without such a bound the index would be read from the first year on. */
const longestVisit = 720

/** The time that appointments take in the range, in order and without overlap. One statement, answered from the covering keys. */
export async function takenIn(db: Database, doctors: Id<'staff'>[], { patient, except }: TakenFor, range: Interval): Promise<Taken> {
  const earliest = instantOf(range.from - longestVisit)
  const first = instantOf(range.from)
  const last = instantOf(range.until)
  const ofDoctors = db
    .selectFrom('appointments')
    .select([sql<Id<'staff'> | null>`doctor_id`.as('doctor'), spans('blocked_from', 'blocked_until').as('spans')])
    .where('doctor_id', 'in', doctors)
    .where('blocked_from', '>=', earliest)
    .where('blocked_from', '<', last)
    .where('blocked_until', '>', first)
    .where('status', 'in', holding)
    .$if(except !== undefined, (query) => query.where('id', '!=', except ?? null))
    .groupBy('doctor_id')
  const ofPatient = (id: Id<'patient'>) =>
    db
      .selectFrom('appointments')
      .select([sql<Id<'staff'> | null>`NULL`.as('doctor'), spans('starts_at', 'ends_at').as('spans')])
      .where('patient_id', '=', id)
      .where('starts_at', '>=', earliest)
      .where('starts_at', '<', last)
      .where('ends_at', '>', first)
      .where('status', 'in', holding)
      .$if(except !== undefined, (query) => query.where('id', '!=', except ?? null))
  const rows = patient ? await ofDoctors.unionAll(ofPatient(patient)).execute() : await ofDoctors.execute()
  const taken = new Map(rows.map((row) => [row.doctor, joined((jsonOf(row.spans) ?? []).map(intervalOf))]))
  return { doctors: new Map(doctors.map((doctor) => [doctor, taken.get(doctor) ?? []])), patient: taken.get(null) ?? [] }
}

/** More than the minutes of the longest visit. */
const shift = 1000

/**
 * All of a doctor's visits in one row, a number each: the minute of the start and behind it the length. A month of ten doctors
 * has thousands, and a row with an id and two times costs twice as much, with Temporal objects six times.
 */
const spans = (from: 'blocked_from' | 'starts_at', until: 'blocked_until' | 'ends_at') => sql<AsJson<number[]> | null>`JSON_ARRAYAGG(
  TIMESTAMPDIFF(MINUTE, TIMESTAMP'1970-01-01 00:00:00', ${sql.ref(from)}) * ${sql.lit(shift)} + TIMESTAMPDIFF(MINUTE, ${sql.ref(from)}, ${sql.ref(until)}))`

function intervalOf(span: number): Interval {
  const from = Math.floor(span / shift)
  return { from, until: from + (span % shift) }
}

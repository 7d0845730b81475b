import { sql } from 'kysely'
import type { Id } from '../database/ids.ts'
import type { Database } from '../database/pool.ts'
import type { ByLanguage } from '../database/tables.ts'

export interface Call {
  appointment: Id<'appointment'>
  /** The booking's number, which stands on its confirmation, or the ticket's of somebody who came without one. */
  number: string
  /** Each department counts its tickets from one, so a ticket's stands beside its number. */
  department: ByLanguage | null
  /** Where to go: the visit's room, otherwise the doctor's, otherwise the department. */
  room: ByLanguage
  calledAt: Temporal.Instant
}

const atMost = 8

interface Place {
  location: Id<'location'>
  department: Id<'department'> | null
}

/** Who is called now at a place, the newest first, as many as can be read on one screen: numbers, no names. One statement. */
export async function callsAt(db: Database, { location, department }: Place, day: Temporal.PlainDate): Promise<Call[]> {
  let query = db
    .selectFrom('appointments as a')
    .innerJoin('practitioner_roles as p', 'p.id', 'a.practitioner_role_id')
    .innerJoin('departments as d', 'd.id', 'a.department_id')
    .leftJoin('rooms as r', (join) => join.on('r.id', '=', sql`COALESCE(a.room_id, p.room_id)`))
    .leftJoin('queue_entries as q', 'q.appointment_id', 'a.id')
    .select(['a.id', 'a.number', 'a.called_at', 'd.name as department_name', 'r.name as room_name', 'q.number as ticket'])
    // While a branch is open past midnight, visits of the new date are called in it as well.
    .where('a.clinic_day', 'in', [day, day.add({ days: 1 })])
    .where('a.location_id', '=', location)
    .where('a.status', '=', 'in-consultation')
    .where('a.called_at', 'is not', null)
    .orderBy('a.called_at', 'desc')
    .limit(atMost)
  if (department !== null) query = query.where('a.department_id', '=', department)
  const rows = await query.execute()
  return rows.flatMap(({ id, number, called_at, department_name, room_name, ticket }) => {
    if (called_at === null) return []
    const called = ticket === null ? { number, department: null } : { number: String(ticket), department: department_name }
    return [{ appointment: id, ...called, room: room_name ?? department_name, calledAt: called_at }]
  })
}

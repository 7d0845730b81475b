import { scopeOf } from '../../accounts/abilities.ts'
import type { Actor } from '../../audit/actor.ts'
import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'

/** One appointment with the names of what it points to. */
export type DeskAppointmentRow = NonNullable<Awaited<ReturnType<typeof rowOf>>>

/**
 * An appointment that this person finds in a day book: all of them for reception, nurses and administration, those of their own
 * calendar and departments for a doctor. Null for every other, as for an id that nobody has. One statement.
 */
export async function appointmentAtDesk(db: Database, actor: Actor, appointment: Id<'appointment'>): Promise<DeskAppointmentRow | null> {
  const scope = scopeOf(actor, 'day-book')
  const row = scope === null ? undefined : await rowOf(db, appointment)
  if (row === undefined) return null
  return scope === 'all' || isTheirs(actor, row) ? row : null
}

/** Whether this person may cancel or move it: a doctor only what stands in their own calendar. */
export function mayChange(actor: Actor, appointment: { doctor_id: Id<'staff'> }): boolean {
  const scope = scopeOf(actor, 'appointments')
  return scope === 'all' || (scope === 'own' && appointment.doctor_id === actor.staff)
}

const isTheirs = (actor: Actor, row: { doctor_id: Id<'staff'>; department_id: Id<'department'> }): boolean =>
  row.doctor_id === actor.staff || actor.departments === 'all' || actor.departments.includes(row.department_id)

function rowOf(db: Database, appointment: Id<'appointment'>) {
  return db
    .selectFrom('appointments as a')
    .innerJoin('staff as s', 's.id', 'a.doctor_id')
    .innerJoin('visit_types as v', 'v.id', 'a.visit_type_id')
    .innerJoin('locations as l', 'l.id', 'a.location_id')
    .innerJoin('departments as d', 'd.id', 'a.department_id')
    .leftJoin('rooms as r', 'r.id', 'a.room_id')
    .selectAll('a')
    .select([
      's.name as doctor_name',
      'v.name as visit',
      'l.name as location_name',
      'l.zone',
      'd.name as department_name',
      'r.name as room_name',
    ])
    .where('a.id', '=', appointment)
    .executeTakeFirst()
}

import { sql } from 'kysely'
import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import type { Row } from '../../database/tables.ts'

export type AppointmentInTheWay = Pick<
  Row<'appointments'>,
  'id' | 'number' | 'patient_id' | 'doctor_id' | 'starts_at' | 'ends_at' | 'status'
>

/**
 * The visits that a closure finds in its time, in order: a live question, because a booking and a closure of one of the doctor's
 * several roles may be made in the same moment. One statement.
 */
export async function appointmentsInTheWay(db: Database, closure: Id<'closure'>): Promise<AppointmentInTheWay[]> {
  return db
    .selectFrom('closures as c')
    .innerJoin('appointments as a', (join) =>
      join
        .on(sql<boolean>`a.clinic_day BETWEEN DATE(c.starts_at) - INTERVAL 2 DAY AND DATE(c.ends_at) + INTERVAL 2 DAY`)
        .onRef('a.blocked_until', '>', 'c.starts_at')
        .onRef('a.blocked_from', '<', 'c.ends_at'),
    )
    .select(['a.id', 'a.number', 'a.patient_id', 'a.doctor_id', 'a.starts_at', 'a.ends_at', 'a.status'])
    .where('c.id', '=', closure)
    .where('a.status', 'in', ['offered', 'booked', 'arrived', 'in-consultation'])
    .where((where) =>
      where.and([
        where.or([where('c.staff_id', 'is', null), where('a.doctor_id', '=', where.ref('c.staff_id'))]),
        where.or([where('c.location_id', 'is', null), where('a.location_id', '=', where.ref('c.location_id'))]),
        where.or([where('c.department_id', 'is', null), where('a.department_id', '=', where.ref('c.department_id'))]),
      ]),
    )
    .orderBy('a.starts_at')
    .orderBy('a.id')
    .execute()
}

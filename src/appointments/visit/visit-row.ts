import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import type { StepVisit } from './steps.ts'

/** An appointment as a verb reads it: with its zone and the database's clock. */
export type VisitRow = NonNullable<Awaited<ReturnType<typeof visitRow>>>

/** One statement. */
export function visitRow(db: Database, appointment: Id<'appointment'>) {
  return db
    .selectFrom('appointments as a')
    .innerJoin('locations as l', 'l.id', 'a.location_id')
    .selectAll('a')
    .select(['l.zone', sqlNow.as('now')])
    .where('a.id', '=', appointment)
    .executeTakeFirst()
}

type Columns = Pick<VisitRow, 'status' | 'payment_state' | 'doctor_id' | 'starts_at' | 'ends_at' | 'clinic_day' | 'zone'>

/** What decides about its steps. */
export const stepVisit = (row: Columns): StepVisit => ({
  status: row.status,
  payment: row.payment_state,
  doctor: row.doctor_id,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  clinicDay: row.clinic_day,
  zone: row.zone,
})

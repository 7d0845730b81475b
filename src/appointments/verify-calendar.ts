import { sql } from 'kysely'
import { sqlNow } from '../database/now.ts'
import type { Database } from '../database/pool.ts'
import { closureHolds } from './closures/closed-time.ts'
import { type AppointmentHold, appointmentFaults, type Cell, closureFaults, type Fault, overlaps } from './faults.ts'
import { holdsOf } from './free/holds.ts'
import { cellAtOrAfter, type Interval, instantOf, type Minute, minuteFrom } from './free/minutes.ts'
import { holding } from './visit/statuses.ts'

/** So many days are in memory at a time. */
const daysAtOnce = 7

/**
 * Compares appointments and closures ahead with their cells, in both directions, and looks for overlaps without asking the cells.
 * Reads one moment's state, so it may run beside bookings. `progress` gets the share that is done.
 */
export async function verifyCalendar(db: Database, progress: (done: number) => void = () => {}): Promise<Fault[]> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const ahead = await whatLiesAhead(tx)
      const faults: Fault[] = []
      const length = daysAtOnce * 1440
      for (let from = ahead.from; from < ahead.until; from += length) {
        faults.push(...(await faultsIn(tx, { from, until: Math.min(from + length, ahead.until) })))
        progress(Math.min(1, (from + length - ahead.from) / (ahead.until - ahead.from)))
      }
      return faults
    })
}

/** From the next whole cell to the end of the last appointment, closure or cell. */
async function whatLiesAhead(db: Database): Promise<Interval> {
  const last = sql<Temporal.Instant>`GREATEST(
    COALESCE((SELECT MAX(blocked_until) FROM appointments), UTC_TIMESTAMP(3)),
    COALESCE((SELECT MAX(ends_at) FROM closures WHERE withdrawn_at IS NULL), UTC_TIMESTAMP(3)),
    COALESCE((SELECT MAX(cell) + INTERVAL 5 MINUTE FROM reservations), UTC_TIMESTAMP(3)))`
  const row = await db.selectNoFrom([sqlNow.as('now'), last.as('last')]).executeTakeFirstOrThrow()
  return { from: cellAtOrAfter(minuteFrom(row.now)), until: cellAtOrAfter(minuteFrom(row.last)) }
}

async function faultsIn(db: Database, range: Interval): Promise<Fault[]> {
  const appointments = await appointmentsIn(db, range)
  const closed = await closureHolds(db, 'all', range)
  const cells = await cellsIn(db, range)
  return [...overlaps(appointments), ...appointmentFaults(appointments, cells, range), ...closureFaults(closed, cells, range)]
}

async function appointmentsIn(db: Database, range: Interval): Promise<AppointmentHold[]> {
  const rows = await db
    .selectFrom('appointments')
    .select(['id', 'doctor_id', 'patient_id', 'room_id', 'lane', 'starts_at', 'ends_at', 'blocked_from', 'blocked_until'])
    .where('blocked_until', '>', instantOf(range.from))
    .where('blocked_from', '<', instantOf(range.until))
    .where('status', 'in', holding)
    .execute()
  return rows.flatMap((row) => holdsOf(row).map((hold) => ({ ...hold, appointment: row.id })))
}

function cellsIn(db: Database, range: Interval): Promise<Cell[]> {
  return db
    .selectFrom('reservations')
    .select(['resource_id as resource', sql<Minute>`TIMESTAMPDIFF(MINUTE, '1970-01-01', cell)`.as('cell'), 'lane'])
    .select(['appointment_id as appointment', 'closure_id as closure'])
    .where('cell', '>=', instantOf(range.from))
    .where('cell', '<', instantOf(range.until))
    .execute()
}

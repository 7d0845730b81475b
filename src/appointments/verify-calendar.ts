import { sql } from 'kysely'
import type { Id } from '../database/ids.ts'
import { sqlNow } from '../database/now.ts'
import type { Database } from '../database/pool.ts'
import { type ClosureHold, closureHolds } from './closed-time.ts'
import { cellsOf, type Hold, holdsOf, type Resource } from './holds.ts'
import { cellAtOrAfter, type Interval, instantOf, type Minute, minuteFrom } from './minutes.ts'
import { holding } from './statuses.ts'

/** Something that cannot be if every change went through the verbs. */
export interface Fault {
  fault:
    | 'overlap' // two appointments have one doctor, patient or room at the same time
    | 'cell-missing' // an appointment does not hold a cell of its time
    | 'cell-astray' // an appointment holds a cell that is none of its time, or holds after it was let go
    | 'closed-cell-free' // nobody holds a cell of a closure
    | 'closed-cell-astray' // a closure holds a cell that is none of its time, or holds after it was withdrawn
  resource: Resource
  at: Temporal.Instant
  appointment: Id<'appointment'> | null
  closure: Id<'closure'> | null
}

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

type AppointmentHold = Hold & { appointment: Id<'appointment'> }
type Cell = { resource: Resource; cell: Minute; lane: number; appointment: Id<'appointment'> | null; closure: Id<'closure'> | null }

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

/** By sorting alone: the cells are not asked, so that they cannot hide a fault of their own. */
function overlaps(holds: AppointmentHold[]): Fault[] {
  return [...Map.groupBy(holds, ({ resource, lane }) => `${resource}/${lane}`).values()].flatMap((ofOne) => {
    let reached = { until: Number.NEGATIVE_INFINITY }
    return ofOne
      .toSorted((a, b) => a.from - b.from)
      .flatMap((hold) => {
        const clash = hold.from < reached.until
        if (hold.until > reached.until) reached = hold
        return clash ? [faultAt('overlap', hold.resource, hold.from, hold.appointment, null)] : []
      })
  })
}

function appointmentFaults(holds: AppointmentHold[], cells: Cell[], range: Interval): Fault[] {
  const expected = new Map(
    holds.flatMap((hold) =>
      cellsOf(within(hold, range)).map((cell) => [keyOf(hold.resource, cell, hold.lane, hold.appointment), { hold, cell }] as const),
    ),
  )
  const astray = cells.filter(
    (one) => one.appointment !== null && !expected.delete(keyOf(one.resource, one.cell, one.lane, one.appointment)),
  )
  return [
    ...astray.map(({ resource, cell, appointment }) => faultAt('cell-astray', resource, cell, appointment, null)),
    ...[...expected.values()].map(({ hold, cell }) => faultAt('cell-missing', hold.resource, cell, hold.appointment, null)),
  ]
}

function closureFaults(holds: ClosureHold[], cells: Cell[], range: Interval): Fault[] {
  const held = new Set(cells.filter(({ lane }) => lane === 0).map(({ resource, cell }) => keyOf(resource, cell, 0, null)))
  const expected = new Set<string>()
  const free: Fault[] = []
  for (const hold of holds) {
    for (const cell of cellsOf(within(hold, range))) {
      expected.add(keyOf(hold.resource, cell, 0, hold.closure))
      if (!held.has(keyOf(hold.resource, cell, 0, null))) free.push(faultAt('closed-cell-free', hold.resource, cell, null, hold.closure))
    }
  }
  const astray = cells.filter((one) => one.closure !== null && !expected.has(keyOf(one.resource, one.cell, one.lane, one.closure)))
  return [...free, ...astray.map(({ resource, cell, closure }) => faultAt('closed-cell-astray', resource, cell, null, closure))]
}

const within = (hold: Interval, range: Interval): Interval => ({
  from: Math.max(hold.from, range.from),
  until: Math.max(Math.min(hold.until, range.until), Math.max(hold.from, range.from)),
})

const keyOf = (resource: Resource, cell: Minute, lane: number, holder: string | null): string => `${resource}/${cell}/${lane}/${holder}`

const faultAt = (
  fault: Fault['fault'],
  resource: Resource,
  minute: Minute,
  appointment: Fault['appointment'],
  closure: Fault['closure'],
): Fault => ({ fault, resource, at: instantOf(minute), appointment, closure })

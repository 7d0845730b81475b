import type { Id } from '../../database/ids.ts'
import type { Database, Tx } from '../../database/pool.ts'
import { covers } from '../free/calendar.ts'
import { type Hold, rowsOf } from '../free/holds.ts'
import { cellAtOrBefore, cellsAround, type DayNumber, dayNumberOf, type Interval, instantOf, minuteOf } from '../free/minutes.ts'

export type ClosureHold = Hold & { closure: Id<'closure'> }

/** A cell is a row: so many at a time keep the statement small. */
const rowsAtOnce = 2000

/**
 * Lets closures hold every cell of these doctors in the range that is free and lies ahead; what an appointment holds stays its own.
 * Called when a closure is made, when a visit gives cells back, and for a new doctor. INSERT IGNORE waits for whoever is at a cell
 * just then, so that nothing given back at the same moment is lost.
 */
export async function holdClosedTime(tx: Tx, doctors: Id<'staff'>[] | 'all', range: Interval): Promise<void> {
  // Cells of the past harm nobody, so this clock need not be the database's.
  const ahead = { from: Math.max(range.from, cellAtOrBefore(minuteOf(Temporal.Now.instant()))), until: range.until }
  const holds = await closureHolds(tx, doctors, ahead)
  for (const { closure, ...hold } of holds) {
    const rows = rowsOf([hold], { closure_id: closure })
    for (let place = 0; place < rows.length; place += rowsAtOnce) {
      await tx
        .insertInto('reservations')
        .ignore()
        .values(rows.slice(place, place + rowsAtOnce))
        .execute()
    }
  }
  const withdrawn = await withdrawnMeanwhile(tx, [...new Set(holds.map(({ closure }) => closure))])
  if (withdrawn.length === 0) return
  await tx.deleteFrom('reservations').where('closure_id', 'in', withdrawn).execute()
  await holdClosedTime(tx, doctors, range)
}

/**
 * A cell waits at its closure's row (the foreign key) for a withdrawal under way, and is then written all the same.
 * Asked after the cells, because from then on no other withdrawal comes before this transaction ends.
 */
async function withdrawnMeanwhile(tx: Tx, closures: Id<'closure'>[]): Promise<Id<'closure'>[]> {
  if (closures.length === 0) return []
  const rows = await tx.selectFrom('closures').select('id').where('id', 'in', closures).where('withdrawn_at', 'is not', null).execute()
  return rows.map((row) => row.id)
}

/**
 * The time that closures hold of doctors in the range, whoever was there first, by doctor: a closure holds a doctor's cells when it is
 * about every role that the doctor has then. Somebody who works in two places is not away when one of them is closed: that closure
 * is subtracted from the free times of its own role and refused by `book`, without cells. Two statements.
 */
export async function closureHolds(db: Database, doctors: Id<'staff'>[] | 'all', range: Interval): Promise<ClosureHold[]> {
  const closures = await closuresIn(db, range)
  if (closures.length === 0 || doctors.length === 0) return []
  const roles = Map.groupBy(await rolesOf(db, doctors), (role) => role.doctor)
  return [...roles].flatMap(([doctor, all]) =>
    closures
      .filter((closure) => isAway(closure, all))
      .map((closure) => ({
        closure: closure.id,
        resource: doctor,
        lane: 0,
        from: Math.max(closure.from, range.from),
        until: Math.min(closure.until, range.until),
      }))
      .filter(({ from, until }) => from < until),
  )
}

type ClosureAhead = Awaited<ReturnType<typeof closuresIn>>[number]
type DoctorsRole = Awaited<ReturnType<typeof rolesOf>>[number]

async function closuresIn(db: Database, range: Interval) {
  const rows = await db
    .selectFrom('closures')
    .select(['id', 'staff_id', 'location_id', 'department_id', 'starts_at', 'ends_at'])
    .where('withdrawn_at', 'is', null)
    .where('ends_at', '>', instantOf(range.from))
    .where('starts_at', '<', instantOf(range.until))
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    staff: row.staff_id,
    location: row.location_id,
    department: row.department_id,
    ...cellsAround(row.starts_at, row.ends_at),
  }))
}

/** In the order of the ids, so that all who lock cells of many doctors do it in one order. */
async function rolesOf(db: Database, doctors: Id<'staff'>[] | 'all') {
  const rows = await db
    .selectFrom('practitioner_roles')
    .select(['staff_id', 'location_id', 'department_id', 'valid_from', 'valid_until'])
    .where('role', '=', 'doctor')
    .$if(doctors !== 'all', (query) => query.where('staff_id', 'in', doctors === 'all' ? [] : doctors))
    .orderBy('staff_id')
    .execute()
  return rows.map((row) => ({
    doctor: row.staff_id,
    location: row.location_id,
    department: row.department_id,
    first: dayNumberOf(row.valid_from),
    last: row.valid_until && dayNumberOf(row.valid_until),
  }))
}

/** The doctor's roles at that time, in any zone and over midnight: hence a day more on both sides. */
function isAway(closure: ClosureAhead, roles: DoctorsRole[]): boolean {
  const first: DayNumber = Math.floor(closure.from / 1440) - 1
  const last: DayNumber = Math.ceil(closure.until / 1440) + 1
  const current = roles.filter((role) => role.first <= last && first <= (role.last ?? first))
  return current.length > 0 && current.every((role) => covers(closure, role))
}

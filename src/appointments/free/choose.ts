import { sql } from 'kysely'
import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import type { Opening } from './free.ts'
import { type Hold, heldAmong } from './holds.ts'
import { instantOf } from './minutes.ts'

/** Who and where, as far as a plain read can tell; the primary key has the last word. */
export type Choice = { ok: true; opening: Opening; room: Id<'room'> | null } | { ok: false; reason: 'own-visit' | 'taken' }

export interface Room {
  id: Id<'room'>
  location: Id<'location'>
  department: Id<'department'> | null
}

/** The rooms of these locations. One statement. */
export async function roomsFor(db: Database, openings: Opening[]): Promise<Room[]> {
  return db
    .selectFrom('rooms')
    .select(['id', 'location_id as location', 'department_id as department'])
    .where('location_id', 'in', [...new Set(openings.map(({ offer }) => offer.location))])
    .where('archived_at', 'is', null)
    .orderBy(sql`department_id IS NULL`)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

/**
 * The first opening whose doctor is free then, with a room: the role's own, or a free one of its department. Where every room
 * is taken the visit has none and the desk finds one: a room never costs a patient the time. A visit that is moved (`except`) may
 * overlap itself. One statement.
 */
export async function choose(
  db: Database,
  openings: Opening[],
  patient: Id<'patient'>,
  rooms: Room[],
  except?: Id<'appointment'>,
): Promise<Choice> {
  const choices = openings.map((opening) => ({
    opening,
    visit: visitOf(opening, patient),
    // Beside a squeeze-in nothing is offered, so nothing is booked there either.
    doctor: lanes.map((lane) => ({ ...blockedOf(opening, opening.offer.doctor), lane })),
    rooms: roomsOf(opening, rooms).map((id) => ({ id, hold: blockedOf(opening, id) })),
  }))
  const isHeld = await heldAmong(
    db,
    choices.flatMap((one) => [one.visit, ...one.doctor, ...one.rooms.map((room) => room.hold)]),
    except,
  )
  const forPatient = choices.filter(({ visit }) => !isHeld(visit))
  if (forPatient.length === 0) return { ok: false, reason: 'own-visit' }
  const choice = forPatient.find(({ doctor }) => !doctor.some(isHeld))
  if (!choice) return { ok: false, reason: 'taken' }
  return { ok: true, opening: choice.opening, room: choice.rooms.find((room) => !isHeld(room.hold))?.id ?? null }
}

/** The normal one, and those of squeeze-ins. */
export const lanes = [0, 1, 2, 3]

/** Those with fewer visits around this time first, in no order among equals: so that people who come at one moment do not all want one doctor. One statement. */
export async function leastBusyFirst(db: Database, openings: Opening[]): Promise<Opening[]> {
  const [first] = openings
  if (!first || openings.length === 1) return openings
  const rows = await db
    .selectFrom('reservations')
    .select(['resource_id', (count) => count.fn.countAll<number>().as('cells')])
    .where(
      'resource_id',
      'in',
      openings.map(({ offer }) => offer.doctor),
    )
    .where('cell', '>=', instantOf(first.time.from - halfDay))
    .where('cell', '<', instantOf(first.time.from + halfDay))
    .groupBy('resource_id')
    .execute()
  const cells = new Map(rows.map((row) => [row.resource_id, row.cells]))
  return shuffled(openings).toSorted((a, b) => (cells.get(a.offer.doctor) ?? 0) - (cells.get(b.offer.doctor) ?? 0))
}

const halfDay = 720

const shuffled = <T>(list: T[]): T[] =>
  list
    .map((one) => ({ one, order: Math.random() }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ one }) => one)

function roomsOf({ offer }: Opening, rooms: Room[]): Id<'room'>[] {
  if (offer.mode !== 'in-person') return []
  const possible = rooms.filter((room) => room.location === offer.location && (room.department ?? offer.department) === offer.department)
  return [...new Set([...(offer.room ? [offer.room] : []), ...shuffled(possible).map((room) => room.id)])]
}

const visitOf = ({ time }: Opening, patient: Id<'patient'>): Hold => ({ resource: patient, lane: 0, from: time.from, until: time.until })

const blockedOf = ({ offer: { visit }, time }: Opening, resource: Hold['resource']): Hold => ({
  resource,
  lane: 0,
  from: time.from - visit.before,
  until: time.until + visit.after,
})

import type { Actor } from '../../audit/actor.ts'
import type { Location } from '../../clinic/queries.ts'
import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import type { AppointmentStatus } from '../../database/tables.ts'
import type { PatientLine } from '../../patients/lines.ts'
import { dayNumberOf, minuteOf } from '../free/minutes.ts'
import { wallAt } from '../free/wall-clock.ts'
import { type QueueLine, queueOf } from '../queue/queue.ts'
import { type DayBookFilter, type DayBookLine, dayBook, doctorsDay } from './day-book.ts'
import { type Shift, shiftOf } from './day-shifts.ts'

/** Somebody who waits without an appointment, in their place among the visits: at the time when they came. */
export interface WaitingItem {
  entry: QueueLine
  wall: number
  shift: Shift
  status: AppointmentStatus
  patient: PatientLine
  location: { id: Id<'location'> }
  zone: string
}

/** What stands in a line of the day book. */
export type DayItem = DayBookLine | WaitingItem

/** The visits of a clinic day and, where people wait without one, these: by time. Five statements at most. */
export async function dayItems(db: Database, actor: Actor, filter: DayBookFilter, locations: Location[]): Promise<DayItem[]> {
  const [visits, queue] = await Promise.all([dayBook(db, actor, filter), queueOf(db, actor, filter)])
  return together(visits, queue, filter.day, locations)
}

/** The same of a doctor's own day; of those who wait, the ones whom this doctor may call. */
export async function myItems(
  db: Database,
  actor: Actor & { staff: Id<'staff'> },
  day: Temporal.PlainDate,
  locations: Location[],
): Promise<DayItem[]> {
  const [visits, queue] = await Promise.all([doctorsDay(db, actor.staff, day), queueOf(db, actor, { day, doctor: actor.staff })])
  return together(
    visits,
    queue.filter(({ steps }) => steps.includes('call')),
    day,
    locations,
  )
}

function together(visits: DayBookLine[], queue: QueueLine[], clinicDay: Temporal.PlainDate, locations: Location[]): DayItem[] {
  if (queue.length === 0) return visits
  const day = dayNumberOf(clinicDay)
  const waiting = queue.map((entry): WaitingItem => {
    const zone = locations.find(({ id }) => id === entry.location)?.zone ?? 'UTC'
    const wall = wallAt(zone, day, minuteOf(entry.arrivedAt))
    return { entry, wall, shift: shiftOf(wall), status: 'arrived', patient: entry.patient, location: { id: entry.location }, zone }
  })
  return [...visits, ...waiting].sort((a, b) => a.wall - b.wall)
}

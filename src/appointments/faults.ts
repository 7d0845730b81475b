import type { Id } from '../database/ids.ts'
import type { ClosureHold } from './closures/closed-time.ts'
import { cellsOf, type Hold, type Resource } from './free/holds.ts'
import { type Interval, instantOf, type Minute } from './free/minutes.ts'

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

export type AppointmentHold = Hold & { appointment: Id<'appointment'> }
export interface Cell {
  resource: Resource
  cell: Minute
  lane: number
  appointment: Id<'appointment'> | null
  closure: Id<'closure'> | null
}

/** By sorting alone: the cells are not asked, so that they cannot hide a fault of their own. */
export function overlaps(holds: AppointmentHold[]): Fault[] {
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

export function appointmentFaults(holds: AppointmentHold[], cells: Cell[], range: Interval): Fault[] {
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

export function closureFaults(holds: ClosureHold[], cells: Cell[], range: Interval): Fault[] {
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

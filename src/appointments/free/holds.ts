import { sql } from 'kysely'
import type { Database, Tx } from '../../database/pool.ts'
import type { NewRow, Row } from '../../database/tables.ts'
import { cellMinutes, cellsAround, type Interval, instantOf, type Minute } from './minutes.ts'

/** A doctor, a patient or a room. */
export type Resource = Row<'reservations'>['resource_id']

/** Time that one appointment or closure has of a resource, in whole cells. */
export interface Hold extends Interval {
  resource: Resource
  lane: number
}

type Holder = { appointment_id: Row<'appointments'>['id'] } | { closure_id: Row<'closures'>['id'] }
type Times = Pick<
  Row<'appointments'>,
  'doctor_id' | 'patient_id' | 'room_id' | 'lane' | 'starts_at' | 'ends_at' | 'blocked_from' | 'blocked_until'
>

/** What an appointment holds: doctor and room for the visit with its buffers, the patient for the visit. */
export function holdsOf(appointment: Times): Hold[] {
  const visit = cellsAround(appointment.starts_at, appointment.ends_at)
  const blocked = cellsAround(appointment.blocked_from, appointment.blocked_until)
  return [
    { resource: appointment.doctor_id, lane: appointment.lane, ...blocked },
    { resource: appointment.patient_id, lane: 0, ...visit },
    ...(appointment.room_id ? [{ resource: appointment.room_id, lane: 0, ...blocked }] : []),
  ]
}

/** The rows of reservations, in the order of the primary key: whoever inserts in one order does not deadlock with others. */
export const rowsOf = (holds: Hold[], holder: Holder): NewRow<'reservations'>[] =>
  holds
    .toSorted((a, b) => (a.resource < b.resource ? -1 : a.resource > b.resource ? 1 : a.from - b.from))
    .flatMap(({ resource, lane, from, until }) =>
      cellsOf({ from, until }).map((cell) => ({
        resource_id: resource,
        cell: instantOf(cell),
        lane,
        appointment_id: 'appointment_id' in holder ? holder.appointment_id : null,
        closure_id: 'closure_id' in holder ? holder.closure_id : null,
      })),
    )

export const cellsOf = ({ from, until }: Interval): Minute[] =>
  Array.from({ length: (until - from) / cellMinutes }, (_, place) => from + place * cellMinutes)

/** All cells in one INSERT: the primary key is the only judge of who has a time, and a loser has kept nothing. */
export async function hold(tx: Tx, holds: Hold[], holder: Holder): Promise<void> {
  await tx.insertInto('reservations').values(rowsOf(holds, holder)).execute()
}

/**
 * Tells of a hold whether somebody has any of it: a plain read that promises nothing. What `except` has itself is not in its way.
 * One statement.
 */
export async function heldAmong(db: Database, holds: Hold[], except?: Row<'appointments'>['id']): Promise<(hold: Hold) => boolean> {
  const rows = await db
    .selectFrom('reservations')
    .select(['resource_id', sql<Minute>`TIMESTAMPDIFF(MINUTE, '1970-01-01', cell)`.as('cell'), 'lane', 'appointment_id'])
    .where('resource_id', 'in', [...new Set(holds.map(({ resource }) => resource))])
    .where('cell', '>=', instantOf(Math.min(...holds.map(({ from }) => from))))
    .where('cell', '<', instantOf(Math.max(...holds.map(({ until }) => until))))
    .execute()
  const others = except ? rows.filter((row) => row.appointment_id !== except) : rows
  const cells = Map.groupBy(others, (row) => row.resource_id)
  return ({ resource, lane, from, until }) =>
    cells.get(resource)?.some((held) => held.lane === lane && from <= held.cell && held.cell < until) ?? false
}

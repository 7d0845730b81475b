import { createHash } from 'node:crypto'
import type { Row } from '../../database/tables.ts'

/** The same for the same visit, and another one as soon as anybody has changed it. */
export function printOfAppointment(visit: Row<'appointments'>): Buffer {
  const columns = Object.entries(visit).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(columns)).digest()
}

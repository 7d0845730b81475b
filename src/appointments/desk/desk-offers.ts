import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import type { ByLanguage, VisitMode } from '../../database/tables.ts'
import { type Offers, offerRows, offersIn, type Wish } from '../free/offers.ts'

export interface Named<Of extends string> {
  id: Id<Of>
  name: ByLanguage
}

/** What the clinic offers, with the names that the desk chooses by. */
export interface DeskOffers extends Offers {
  doctors: Named<'staff'>[]
  /** In the clinic's order. */
  departments: Named<'department'>[]
  locations: Named<'location'>[]
  /** In the clinic's order, those in person first. */
  visitTypes: (Named<'visit-type'> & { firstVisit: boolean; mode: VisitMode })[]
}

/** All that the desk may book, whatever patients may book themselves. One statement. */
export async function deskOffers(db: Database, wish: Omit<Wish, 'through'>): Promise<DeskOffers> {
  const asked: Wish = { ...wish, through: 'staff' }
  const rows = await offerRows(db, asked)
    .select([
      's.name as doctor_name',
      'd.name as department_name',
      'd.position as department_position',
      'l.name as location_name',
      'v.name as visit_name',
      'v.first_visit',
      'v.position as visit_position',
    ])
    .execute()
  return {
    ...offersIn(rows, asked),
    doctors: distinct(rows.map((row) => ({ id: row.staff_id, name: row.doctor_name }))),
    departments: distinct(
      rows
        .toSorted((a, b) => a.department_position - b.department_position)
        .map((row) => ({ id: row.department_id, name: row.department_name })),
    ),
    locations: distinct(rows.map((row) => ({ id: row.location_id, name: row.location_name }))),
    visitTypes: distinct(
      rows
        .toSorted((a, b) => Number(b.mode === 'in-person') - Number(a.mode === 'in-person') || a.visit_position - b.visit_position)
        .map((row) => ({ id: row.visit_type_id, name: row.visit_name, firstVisit: row.first_visit, mode: row.mode })),
    ),
  }
}

const distinct = <T extends { id: string }>(list: T[]): T[] =>
  [...new Map(list.toReversed().map((one) => [one.id, one])).values()].toReversed()

import { type HoursRow, type Interval, intervalsOn } from '../clinic/hours.ts'
import type { Id } from '../database/ids.ts'
import type { Database } from '../database/pool.ts'

export type WorkingHours = Map<Id<'practitioner-role'>, HoursRow[]>

/** Working hours of these roles, closures and appointments not counted. One statement. */
export async function workingHoursOf(db: Database, roles: Id<'practitioner-role'>[]): Promise<WorkingHours> {
  if (roles.length === 0) return new Map()
  const rows = await db
    .selectFrom('working_hours')
    .selectAll()
    .where('practitioner_role_id', 'in', roles)
    .orderBy('starts')
    .orderBy('id')
    .execute()
  return Map.groupBy(rows, (row) => row.practitioner_role_id)
}

/** The seven days from `first` on with the hours of each: a week as it really is, Ramadan included. */
export function weekFrom(rows: HoursRow[], first: Temporal.PlainDate, zone: string): { day: Temporal.PlainDate; intervals: Interval[] }[] {
  return [0, 1, 2, 3, 4, 5, 6].map((days) => {
    const day = first.add({ days })
    return { day, intervals: intervalsOn(rows, day, zone) }
  })
}

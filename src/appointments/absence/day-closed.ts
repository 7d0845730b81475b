import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import type { Row } from '../../database/tables.ts'
import { restOfDay, wholeDay } from '../closures/rest-of-day.ts'

export interface DayClosed {
  /** Nobody else is booked with the doctor on what is left of the day. */
  closed: boolean
  /** What closes this one day and can be opened again; none where a longer leave closes it as well. */
  openable: Pick<Row<'closures'>, 'id' | 'version'>[]
  /** When it was opened again, where it is open. */
  openedAt: Temporal.Instant | null
}

interface Asked {
  doctor: Id<'staff'>
  day: Temporal.PlainDate
  zone: string
}

/** Whether what is left of a doctor's clinic day is closed, and what would open it. One statement. */
export async function dayClosed(db: Database, { doctor, day, zone }: Asked): Promise<DayClosed> {
  const whole = wholeDay(day, zone)
  const rest = restOfDay(day, zone, Temporal.Now.instant())
  if (!rest) return { closed: false, openable: [], openedAt: null }
  const toItsEnd = await db
    .selectFrom('closures')
    .select(['id', 'version', 'starts_at', 'ends_at', 'withdrawn_at'])
    .where('staff_id', '=', doctor)
    .where('starts_at', '<', whole.ends)
    .where('ends_at', '>=', whole.ends)
    .orderBy('withdrawn_at')
    .execute()
  const isOfDay = ({ starts_at, ends_at }: (typeof toItsEnd)[number]) =>
    Temporal.Instant.compare(starts_at, whole.starts) >= 0 && ends_at.equals(whole.ends)
  const standing = toItsEnd.filter(({ withdrawn_at }) => withdrawn_at === null)
  const covering = standing.filter(({ starts_at }) => Temporal.Instant.compare(starts_at, rest.starts) <= 0)
  const closed = covering.length > 0
  return {
    closed,
    openable: closed && covering.every(isOfDay) ? standing.filter(isOfDay) : [],
    openedAt: closed ? null : (toItsEnd.findLast((row) => row.withdrawn_at !== null && isOfDay(row))?.withdrawn_at ?? null),
  }
}

import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import { type Opening, openingsOf, type Slot, slotOf } from './free.ts'
import { dateOf, dayNumberOf, minuteOf } from './minutes.ts'
import type { Offers } from './offers.ts'

/** Days to look at: first those around the time, and only when they are full the next fortnight. */
const near = 1
const far = 14
const shown = 12

/** What is free nearest to a time that somebody else has, in order; the pages of days and times lead further. Two statements, at most four. */
export async function nearestTimes(db: Database, found: Offers, start: Temporal.Instant, patient: Id<'patient'>): Promise<Slot[]> {
  const day = dayNumberOf(start.toZonedDateTimeISO('UTC').toPlainDate())
  const within = (days: number) => openingsOf(db, found, { from: dateOf(day - near), until: dateOf(day + days), patient })
  const around = await within(near)
  const openings = around.length > 0 ? around : await within(far)
  const distance = ({ time }: Opening) => Math.abs(time.from - minuteOf(start))
  return openings
    .toSorted((a, b) => distance(a) - distance(b))
    .slice(0, shown)
    .toSorted((a, b) => a.time.from - b.time.from)
    .map(slotOf)
}

import type { HoursLeft } from '../../../views/absence/lines.ts'
import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import { dayNumberOf, minuteFrom } from '../free/minutes.ts'
import { offersFor } from '../free/offers.ts'
import { shiftsOf } from '../free/shifts.ts'

interface Asked {
  doctor: Id<'staff'>
  day: Temporal.PlainDate
  now: Temporal.Instant
}

/** Whether a doctor has working hours ahead on a clinic day, closures aside: only then are its times offered. One statement. */
export async function hoursLeft(db: Database, { doctor, day, now }: Asked): Promise<HoursLeft> {
  const number = dayNumberOf(day)
  const { offers } = await offersFor(db, { visitType: 'every', doctor, through: 'staff' })
  const shifts = offers
    .filter(({ validFrom, validUntil }) => validFrom <= number && number <= (validUntil ?? number))
    .flatMap(({ hours, zone }) => shiftsOf(hours, zone, number, number))
  if (shifts.length === 0) return 'none'
  return shifts.some(({ until }) => until > minuteFrom(now)) ? 'ahead' : 'over'
}

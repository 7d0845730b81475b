import type { Database } from '../../database/pool.ts'
import { openingsOf, type Question, type Slot, slotOf } from './free.ts'
import { dateOf, dayNumberOf } from './minutes.ts'
import { offersFor } from './offers.ts'

/** The free times of a clinic day, and the nearest days before and after it on which something is free. */
export interface FreeOn {
  times: Slot[]
  before: Temporal.PlainDate | null
  after: Temporal.PlainDate | null
}

/** Three statements, whatever the number of doctors; `from` and `until` of the question are not asked. */
export async function freeOn(db: Database, question: Question, day: Temporal.PlainDate): Promise<FreeOn> {
  const openings = await openingsOf(db, await offersFor(db, question), { patient: question.patient })
  const wanted = dayNumberOf(day)
  const days = [...new Set(openings.map(({ time }) => time.day))]
  const before = Math.max(...days.filter((one) => one < wanted))
  const after = Math.min(...days.filter((one) => one > wanted))
  return {
    times: openings.filter(({ time }) => time.day === wanted).map(slotOf),
    before: Number.isFinite(before) ? dateOf(before) : null,
    after: Number.isFinite(after) ? dateOf(after) : null,
  }
}

import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import { type Opening, openingsOf, type Question, type Slot, slotOf } from './free.ts'
import { dateOf } from './minutes.ts'
import { offersFor } from './offers.ts'

/** A clinic day on which something is free. */
export interface FreeDay {
  day: Temporal.PlainDate
  /** How many different times; two doctors at nine are one time. */
  times: number
  first: Slot
  /** The branches where. */
  locations: Id<'location'>[]
}

/** The clinic days of a question that have free times, in order. Three statements, whatever the number of doctors and days. */
export async function freeDays(db: Database, question: Question): Promise<FreeDay[]> {
  const openings = await openingsOf(db, await offersFor(db, question), question)
  return [...Map.groupBy(openings, ({ time }) => time.day)]
    .sort(([a], [b]) => a - b)
    .flatMap(([day, all]) => {
      const [first] = all
      return first
        ? [
            {
              day: dateOf(day),
              times: distinct(all, ({ time }) => time.from).length,
              first: slotOf(first),
              locations: distinct(all, ({ offer }) => offer.location),
            },
          ]
        : []
    })
}

const distinct = <Key>(openings: Opening[], keyOf: (opening: Opening) => Key): Key[] => [...new Set(openings.map(keyOf))]

import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import { type Opening, openingsOf, type Slot, slotOf } from './free.ts'
import { dateOf } from './minutes.ts'
import type { Offers } from './offers.ts'
import { dayIn } from './wall-clock.ts'

export interface WholeDays {
  slots: Slot[]
  /** The day from which there may be more; null when the clinic plans no further. */
  more: Temporal.PlainDate | null
}

interface Asked {
  /** The first clinic day to look at; without it, or where it is past, from now on. */
  from: Temporal.PlainDate | undefined
  /** How many days one question looks at; without it, as far as may be booked. */
  days?: number
  patient: Id<'patient'>
  /** A visit that is to be moved, whose own time counts as free. */
  except?: Id<'appointment'> | undefined
}

/** Days are added until there are so many times. */
const enough = 12

/** The next free times of these offers, no day cut in the middle: its afternoon may be what somebody waits for. Each time at a branch stands once. Two statements. */
export async function timesInWholeDays(db: Database, found: Offers, asked: Asked): Promise<WholeDays> {
  const bookable = bookableDays(found)
  if (!bookable) return { slots: [], more: null }
  const from = asked.from && Temporal.PlainDate.compare(asked.from, bookable.first) > 0 ? asked.from : undefined
  const until = (from ?? bookable.first).add({ days: asked.days ?? found.daysAhead })
  const openings = await openingsOf(db, found, { from, until, patient: asked.patient, except: asked.except })
  const seen = new Set<string>()
  const slots: Slot[] = []
  for (const opening of openings) {
    const last = slots.at(-1)
    const day = dateOf(opening.time.day)
    if (last && slots.length >= enough && !last.clinicDay.equals(day)) return { slots, more: day }
    const key = timeAndPlace(opening)
    if (!seen.has(key)) slots.push(slotOf(opening))
    seen.add(key)
  }
  return { slots, more: Temporal.PlainDate.compare(until, bookable.last) < 0 ? until.add({ days: 1 }) : null }
}

/** The days that may be asked for; null where nothing is offered. */
export function bookableDays({ offers: [first], now, daysAhead }: Offers): { first: Temporal.PlainDate; last: Temporal.PlainDate } | null {
  if (!first) return null
  const today = dateOf(dayIn(first.zone, now))
  return { first: today, last: today.add({ days: daysAhead }) }
}

const timeAndPlace = ({ offer, time }: Opening): string => `${time.from}@${offer.location}`

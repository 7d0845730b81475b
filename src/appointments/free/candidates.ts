import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import { closedIn } from './calendar.ts'
import { closedFor, daysOf, type Opening, openTimesOf } from './free.ts'
import { type Interval, minuteFrom, minuteOf } from './minutes.ts'
import type { Offer, Offers, Wish } from './offers.ts'
import { dayIn } from './wall-clock.ts'

/** Why nobody offers a visit at this time, whatever is booked. */
export type NotOffered = 'not-offered' | 'past' | 'too-far' | 'outside-hours' | 'closed'

type Candidates = { ok: true; openings: Opening[] } | { ok: false; reason: NotOffered }

/** The desk may write down what began earlier in the day. */
const deskLooksBack = 720

/** Who offers a visit that starts exactly then: what `freeTimes` would show if nothing were booked. One statement. */
export async function candidatesAt(db: Database, found: Offers, { through }: Wish, start: Temporal.Instant): Promise<Candidates> {
  const earliest = minuteFrom(found.now) - (through === 'staff' ? deskLooksBack : 0)
  if (found.offers.length === 0) return { ok: false, reason: 'not-offered' }
  if (minuteOf(start) < earliest) return { ok: false, reason: 'past' }
  const within = openingsAt(found, start, earliest, () => [])
  if (within.length === 0) return { ok: false, reason: isTooFar(found, start) ? 'too-far' : 'outside-hours' }
  const closed = await closedIn(db, doctorsOf(within), rangeOf(within))
  const openings = openingsAt({ ...found, offers: within.map(({ offer }) => offer) }, start, earliest, (offer) => closedFor(offer, closed))
  return openings.length > 0 ? { ok: true, openings } : { ok: false, reason: 'closed' }
}

function openingsAt(found: Offers, start: Temporal.Instant, now: number, closedOf: (offer: Offer) => Interval[]): Opening[] {
  const from = minuteOf(start)
  return found.offers.flatMap((offer) => {
    const days = daysOf(found, offer, {})
    const day = dayIn(offer.zone, start)
    const around = { first: Math.max(days.first, day - 1), last: Math.min(days.last, day) }
    return openTimesOf(offer, around, { now, blocked: [closedOf(offer)], visits: [] })
      .filter((time) => time.from === from && from * 60_000 === start.epochMilliseconds)
      .map((time) => ({ offer, time }))
  })
}

const isTooFar = ({ offers, now, daysAhead }: Offers, start: Temporal.Instant): boolean =>
  offers.every(({ zone }) => dayIn(zone, start) > dayIn(zone, now) + daysAhead)

const doctorsOf = (openings: Opening[]): Id<'staff'>[] => [...new Set(openings.map(({ offer }) => offer.doctor))]

/** With a margin for the buffers; what is closed beyond it is out of the way anyway. */
const rangeOf = (openings: Opening[]): Interval => ({
  from: Math.min(...openings.map(({ time }) => time.from)) - 120,
  until: Math.max(...openings.map(({ time }) => time.until)) + 120,
})

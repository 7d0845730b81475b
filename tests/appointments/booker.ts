import { setTimeout as pause } from 'node:timers/promises'
import { type Booked, type Booking, book } from '../../src/appointments/visit/book.ts'
import { openDatabase } from '../../src/database/pool.ts'
import { type StormPlan, storm } from './storm.ts'

/** A process of its own with connections of its own, as an app process would be. It books what it is sent. */

export interface Ask {
  /** When to begin, in milliseconds since 1970: so that all bookers begin together. */
  at: number
  bookings: (Omit<Booking, 'start'> & { start: string })[]
}

/** Free times of a loser as their starts. */
export type Told = { ok: true; appointment: string } | { ok: false; reason: string; others: string[] } | { ok: false; reason: 'unknown' }

type Message = { ask: Ask } | { storm: StormPlan }

const { db } = openDatabase(JSON.parse(process.argv[2] ?? '{}'), { connections: 2 })

process.on('message', async (message: Message): Promise<void> => {
  if ('storm' in message) {
    process.send?.({ stormed: await storm(db, message.storm) })
    return
  }
  await pause(Math.max(0, message.ask.at - Temporal.Now.instant().epochMilliseconds))
  for (const { start, ...booking } of message.ask.bookings) {
    const told = await tell(() => book(db, null, { ...booking, start: Temporal.Instant.from(start) }))
    process.send?.({ receipt: booking.receipt, told })
  }
})

// A booker whose test has died goes too.
process.on('disconnect', () => process.exit())

/** What the person at the other end hears; an error page says nothing about what was saved. */
async function tell(booking: () => Promise<Booked>): Promise<Told> {
  try {
    const answer = await booking()
    if (answer.ok) return answer
    return { ...answer, others: 'others' in answer ? answer.others.map((slot) => slot.starts.toString()) : [] }
  } catch {
    return { ok: false, reason: 'unknown' }
  }
}

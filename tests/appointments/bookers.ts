import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { Booking } from '../../src/appointments/visit/book.ts'
import type { DatabaseAddress } from '../../src/database/pool.ts'
import type { Ask, Told } from './booker.ts'
import type { StormCount, StormPlan } from './storm.ts'

export interface Booker {
  /** Books one after the other, from the moment `at` on; ends when all are answered, or when the process does. */
  book: (bookings: Booking[], given?: { at?: number; heard?: (told: Told) => void }) => Promise<Map<string, Told>>
  storm: (plan: StormPlan) => Promise<StormCount>
  /** By SIGKILL, in whatever it is doing. */
  kill: () => Promise<void>
}

export function startBooker(address: DatabaseAddress): Booker {
  const child = fork(join(import.meta.dirname, 'booker.ts'), [JSON.stringify(address)])
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    book: async (bookings, { at = 0, heard } = {}) => {
      const told = new Map<string, Told>()
      const ask: Ask = { at, bookings: bookings.map(({ start, ...booking }) => ({ ...booking, start: start.toString() })) }
      child.send({ ask })
      for await (const answer of answersOf(child)) {
        const { receipt, told: one } = answer as { receipt: string; told: Told }
        told.set(receipt, one)
        heard?.(one)
        if (told.size === bookings.length) break
      }
      return told
    },
    storm: async (plan) => {
      child.send({ storm: plan })
      for await (const answer of answersOf(child)) return (answer as { stormed: StormCount }).stormed
      throw new Error('the booker ended in the storm')
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** What a process says until it ends; what it said before it was killed is still heard. */
async function* answersOf(child: ChildProcess): AsyncGenerator<unknown> {
  const heard: unknown[] = []
  let wake = Promise.withResolvers<void>()
  let gone = false
  const hear = (message: unknown) => {
    heard.push(message)
    wake.resolve()
  }
  const leave = () => {
    gone = true
    wake.resolve()
  }
  child.on('message', hear).once('close', leave)
  try {
    while (!gone || heard.length > 0) {
      if (heard.length > 0) yield heard.shift()
      else {
        await wake.promise
        wake = Promise.withResolvers<void>()
      }
    }
  } finally {
    child.off('message', hear).off('close', leave)
  }
}

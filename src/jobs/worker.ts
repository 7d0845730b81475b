import type { Logger } from 'pino'
import type { Database } from '../database/pool.ts'
import { claim, type Job } from './claim.ts'
import { deliver, type Handler } from './deliver.ts'
import { plan } from './enqueue.ts'
import { reasonOf } from './failure.ts'

export interface WorkerOptions {
  db: Database
  /** What to do with the rows of each topic; rows of other topics stay where they are. */
  handlers: Record<string, Handler>
  /** Jobs that come round by themselves; their handlers ask to be looked at again. */
  recurring?: { topic: string; cause: string }[]
  log: Pick<Logger, 'info' | 'warn' | 'error'>
  /** Milliseconds between two looks at the outbox. */
  every?: number
  /** Deliveries at a time of one topic, so that a slow mail server keeps no other topic waiting. */
  atOnce?: number
}

export interface Worker {
  /** Look now, not in a second. */
  wake: () => void
  /** Claims nothing more and waits for the deliveries that run; those not done within the milliseconds are called off. */
  stop: (patience?: number) => Promise<void>
}

/** Delivers the outbox. Any number of workers in any number of processes may run at once. */
export function startWorker({ db, handlers, recurring = [], log, every = 1000, atOnce = 5 }: WorkerOptions): Worker {
  const topics = Object.entries(handlers).map(([topic, handler]) => ({ topic, handler, running: new Set<Promise<void>>() }))
  const calledOff = new AbortController()
  let stopping = false
  let alarm = Promise.withResolvers<void>()
  const wake = () => alarm.resolve()

  const start = (running: Set<Promise<void>>, handler: Handler, job: Job) => {
    const delivery = deliver({ db, log, handler, job, calledOff: calledOff.signal }).finally(() => {
      const wasFull = running.size >= atOnce
      running.delete(delivery)
      if (wasFull) wake()
    })
    running.add(delivery)
  }

  const look = async () => {
    for (const { topic, handler, running } of topics) {
      const room = atOnce - running.size
      if (stopping || room <= 0) continue
      for (const job of await claim(db, topic, room)) start(running, handler, job)
    }
  }

  const sleep = async (milliseconds: number) => {
    const timer = setTimeout(wake, milliseconds * (0.75 + Math.random() / 2))
    await alarm.promise
    clearTimeout(timer)
    alarm = Promise.withResolvers<void>()
  }

  const run = async () => {
    let planned = false
    let failures = 0
    while (!stopping) {
      try {
        if (!planned) for (const job of recurring) await plan(db, job)
        planned = true
        await look()
        if (failures > 0) log.info('the outbox can be read again')
        failures = 0
      } catch (error) {
        if (failures === 0) log.warn({ reason: reasonOf(error) }, 'the outbox cannot be read; trying again')
        failures += 1
      }
      if (!stopping) await sleep(Math.min(every * 2 ** Math.min(failures, 3), Math.max(every, 5000)))
    }
  }

  const done = run()
  return {
    wake,
    stop: async (patience = 10_000) => {
      stopping = true
      wake()
      const deliveries = async () => {
        await done
        await Promise.all(topics.flatMap(({ running }) => [...running]))
      }
      await within(patience, deliveries())
      calledOff.abort()
      await within(1000, deliveries())
    },
  }
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, milliseconds)
  await Promise.race([work, promise])
  clearTimeout(timer)
}

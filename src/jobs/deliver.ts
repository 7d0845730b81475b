import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Database } from '../database/pool.ts'
import { claimSeconds, type Job } from './claim.ts'
import { Later, Poison, reasonOf, Setback } from './failure.ts'
import { finish, park, postpone, putOff } from './settle.ts'

/**
 * Does a job. It may happen twice, when the process dies before the row is gone, so twice must be harmless.
 * Throws `Poison` when it can never succeed, `Later` when its time has not come. Ends when the signal says so.
 */
export type Handler = (job: Job, signal: AbortSignal) => Promise<void>

interface Delivery {
  db: Database
  log: Pick<Logger, 'info' | 'warn' | 'error'>
  handler: Handler
  job: Job
  calledOff: AbortSignal
}

const longestMilliseconds = 60_000
/** With the waits below this is about a day and a half, so that a mail server may be away for a night. */
const mostAttempts = 40

/** One delivery from claim to outcome; never rejects. */
export async function deliver({ db, log, handler, job, calledOff }: Delivery): Promise<void> {
  const about = { job: job.id, topic: job.topic, attempt: job.attempts }
  const outcome = await attempt(handler, job, calledOff)
  try {
    await insist(calledOff, async () => {
      if (outcome === 'done') return await finish(db, job)
      if (outcome.error instanceof Later) return await putOff(db, job, outcome.error.due)
      const reason = reasonOf(outcome.error)
      if (outcome.error instanceof Poison || job.attempts >= mostAttempts) {
        await park(db, job, reason)
        return log.error({ ...about, reason }, 'a job is parked')
      }
      const asked = outcome.error instanceof Setback ? (outcome.error.seconds ?? 0) : 0
      await postpone(db, job, Math.max(asked, waitAfter(job.attempts)), reason)
      log.warn({ ...about, reason }, 'a job failed and will be tried again')
    })
  } catch (error) {
    log.error({ ...about, reason: reasonOf(error) }, 'the outcome of a job could not be written; it will be done again')
  }
}

async function attempt(handler: Handler, job: Job, calledOff: AbortSignal): Promise<'done' | { error: unknown }> {
  const late = AbortSignal.timeout(longestMilliseconds)
  const signal = AbortSignal.any([late, calledOff])
  const { promise, reject } = Promise.withResolvers<never>()
  const giveUp = () => reject(new Setback(late.aborted ? 'took too long' : 'called off'))
  signal.addEventListener('abort', giveUp)
  try {
    if (calledOff.aborted) giveUp()
    await Promise.race([handler(job, signal), promise])
    return 'done'
  } catch (error) {
    return { error }
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}

/** What was delivered is worth more than one try to say so: otherwise it is delivered again. The claim holds meanwhile. */
async function insist(calledOff: AbortSignal, work: () => Promise<void>): Promise<void> {
  const end = performance.now() + claimSeconds * 1000 - longestMilliseconds
  for (let wait = 100; ; wait = Math.min(wait * 2, 2000)) {
    try {
      return await work()
    } catch (error) {
      if (calledOff.aborted || performance.now() + wait > end) throw error
      await pause(wait)
    }
  }
}

/** Seconds: 15, 30, 60 … one hour at most, spread by a quarter so that a thousand failures do not come back as one. */
export const waitAfter = (attempts: number): number => Math.min(15 * 2 ** (attempts - 1), 3600) * (0.75 + Math.random() / 2)

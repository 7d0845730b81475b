import { afterEach, describe, expect, test } from 'vitest'
import type { Handler } from '../../src/jobs/deliver.ts'
import { waitAfter } from '../../src/jobs/deliver.ts'
import { enqueue, lookAgain } from '../../src/jobs/enqueue.ts'
import { Poison, reasonOf, Setback } from '../../src/jobs/failure.ts'
import { startWorker, type Worker, type WorkerOptions } from '../../src/jobs/worker.ts'
import { testDatabase } from '../support/database.ts'
import { keptLog, letTimePass, rowsOf, until } from './outbox.ts'

const { db } = testDatabase()
const workers: Worker[] = []
const nothing: Handler = async () => {}

afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()))
})

function aWorker(options: Partial<WorkerOptions>) {
  const log = keptLog()
  const worker = startWorker({ db, handlers: {}, log, every: 20, ...options })
  workers.push(worker)
  return { worker, log }
}

const message = async (cause: string, payload: object = {}) => {
  const tx = await db.startTransaction().execute()
  await enqueue(tx, { topic: 'mail', cause, payload })
  await tx.commit().execute()
}
const isEmpty = async () => (await rowsOf(db)).length === 0

describe('a worker', () => {
  test('does what is due and removes it', async () => {
    const done: unknown[] = []
    await message('1', { to: 'a' })
    aWorker({ handlers: { mail: async ({ payload }) => void done.push(payload) } })
    await until(isEmpty)
    expect(done).toEqual([{ to: 'a' }])
  })

  test('finds by itself what is written later', async () => {
    aWorker({ handlers: { mail: nothing } })
    await message('1')
    await until(isEmpty)
  })

  test('looks at once when it is told to', async () => {
    const { worker } = aWorker({ handlers: { mail: nothing }, every: 3_600_000 })
    await message('1')
    worker.wake()
    await until(isEmpty)
  })

  test('leaves alone what it has no handler for', async () => {
    await message('1')
    await lookAgain(db, { topic: 'search', cause: 'patient/1' })
    aWorker({ handlers: { search: nothing } })
    await until(async () => (await rowsOf(db)).length === 1)
    expect(await rowsOf(db)).toMatchObject([{ topic: 'mail', attempts: 0 }])
  })

  test('tries again what failed, and says what happened without anybody’s words', async () => {
    let tries = 0
    await message('1')
    const { log } = aWorker({
      handlers: {
        mail: async () => {
          tries += 1
          if (tries === 1) throw new Error('no route to fatimah@example.org')
        },
      },
    })
    await until(async () => (await rowsOf(db))[0]?.last_error !== null)
    expect(await rowsOf(db)).toMatchObject([{ last_error: 'Error', attempts: 1, claim_id: null, parked_at: null }])
    await letTimePass(db)
    await until(isEmpty)
    expect(tries).toBe(2)
    expect(JSON.stringify(log.lines)).not.toContain('fatimah')
  })

  test('waits longer after each failure, an hour at most', () => {
    const waits = Array.from({ length: 12 }, (_, tries) => waitAfter(tries + 1))
    expect(waits[0]).toBeLessThan(20)
    for (const wait of waits) expect(wait).toBeGreaterThan(11)
    for (const wait of waits) expect(wait).toBeLessThanOrEqual(4500)
    expect(waits[11]).toBeGreaterThan(2600)
  })

  test('parks at once what can never succeed, and goes on with the others', async () => {
    await message('1', { poison: true })
    await message('2')
    const { log } = aWorker({
      atOnce: 1,
      handlers: {
        mail: async ({ payload }) => {
          if (JSON.stringify(payload).includes('poison')) throw new Poison('nobody can read it')
        },
      },
    })
    await until(async () => (await rowsOf(db)).length === 1)
    expect(await rowsOf(db)).toMatchObject([{ cause: '1', last_error: 'nobody can read it', attempts: 1 }])
    expect((await rowsOf(db))[0]?.parked_at).not.toBeNull()
    expect(log.lines).toContainEqual(expect.objectContaining({ level: 'error' }))
  })

  test('parks what has failed too often', async () => {
    await message('1')
    await db.updateTable('outbox').set({ attempts: 39 }).execute()
    aWorker({
      handlers: {
        mail: async () => {
          throw new Setback('away')
        },
      },
    })
    await until(async () => (await rowsOf(db))[0]?.parked_at !== null)
    expect(await rowsOf(db)).toMatchObject([{ last_error: 'away', attempts: 40 }])
  })

  test('keeps no topic waiting for another that hangs', async () => {
    for (let n = 0; n < 10; n++) await message(`${n}`)
    await lookAgain(db, { topic: 'search', cause: 'patient/1' })
    const { worker } = aWorker({
      atOnce: 2,
      handlers: { mail: (_job, signal) => new Promise((_, reject) => signal.addEventListener('abort', reject)), search: nothing },
    })
    await until(async () => (await rowsOf(db)).every(({ topic }) => topic === 'mail'))
    expect((await rowsOf(db)).filter(({ claim_id }) => claim_id !== null)).toHaveLength(2)
    await worker.stop(0)
  })

  test('goes on with a thing that was asked for again while it was done', async () => {
    const versions: number[] = []
    await lookAgain(db, { topic: 'search', cause: 'patient/1' })
    aWorker({
      handlers: {
        search: async (job) => {
          versions.push(job.version)
          if (versions.length === 1) await lookAgain(db, job)
        },
      },
    })
    await until(isEmpty)
    expect(versions).toEqual([1, 2])
  })

  test('waits for running work when it stops, and claims no more', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    let begun = 0
    for (const cause of ['1', '2']) await message(cause)
    const { worker } = aWorker({
      atOnce: 1,
      handlers: {
        mail: async () => {
          begun += 1
          await promise
        },
      },
    })
    await until(() => begun === 1)
    const stopped = worker.stop()
    resolve()
    await stopped
    expect(begun).toBe(1)
    expect(await rowsOf(db)).toMatchObject([{ cause: '2', claim_id: null }])
  })

  test('calls off work that does not end, and leaves it to be done again', async () => {
    let begun = false
    await message('1')
    const { worker } = aWorker({
      handlers: {
        mail: async () => {
          begun = true
          await new Promise(() => {})
        },
      },
    })
    await until(() => begun)
    await worker.stop(0)
    expect(await rowsOf(db)).toMatchObject([{ last_error: 'called off', claim_id: null, parked_at: null }])
  })

  test('shares the work with others, and each piece is done once', async () => {
    const done: string[] = []
    const mail: Handler = async ({ cause }) => void done.push(cause)
    for (let n = 0; n < 40; n++) await message(`${n}`)
    for (let n = 0; n < 4; n++) aWorker({ handlers: { mail } })
    await until(isEmpty)
    expect(done).toHaveLength(40)
    expect(new Set(done).size).toBe(40)
  })

  test('plans recurring work once, however many workers there are', async () => {
    const recurring = [{ topic: 'housekeeping', cause: 'hourly' }]
    let rounds = 0
    const housekeeping: Handler = async (job) => {
      rounds += 1
      await lookAgain(db, { ...job, inSeconds: 3600 })
    }
    for (let n = 0; n < 3; n++) aWorker({ recurring, handlers: { housekeeping } })
    await until(async () => (await rowsOf(db))[0]?.version === 2)
    aWorker({ recurring, handlers: { housekeeping } })
    await until(async () => (await rowsOf(db))[0]?.claim_id === null)
    expect(rounds).toBe(1)
    expect(await rowsOf(db)).toHaveLength(1)
  })
})

test('of an error only our own words and codes are kept', () => {
  const refused = Object.assign(new TypeError('connect to mail.example.org'), { code: 'ECONNREFUSED' })
  const chatty = Object.assign(new Error('x'), { code: 'unknown user fatimah' })
  expect([new Poison('p'), new Setback('s'), refused, chatty, 'text'].map(reasonOf)).toEqual([
    'p',
    's',
    'TypeError ECONNREFUSED',
    'Error',
    'unknown',
  ])
})

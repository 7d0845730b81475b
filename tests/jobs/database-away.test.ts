import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../src/database/pool.ts'
import { enqueue } from '../../src/jobs/enqueue.ts'
import { startWorker } from '../../src/jobs/worker.ts'
import { aFragileServer, type FragileServer } from '../support/fragile-server.ts'
import { keptLog, rowsOf, until } from './outbox.ts'

let server: FragileServer
let pool: ReturnType<typeof openDatabase>

beforeAll(async () => {
  server = await aFragileServer()
  pool = openDatabase(server.app)
})
beforeEach(async () => {
  await server.start()
  await server.run('DELETE FROM outbox')
})
afterAll(async () => {
  await pool.close()
  await server.stop()
})

async function message(cause: string): Promise<void> {
  const tx = await pool.db.startTransaction().execute()
  await enqueue(tx, { topic: 'mail', cause, payload: {} })
  await tx.commit().execute()
}
const isEmpty = async () => (await rowsOf(pool.db)).length === 0

test('a worker that starts before its database waits for it', async () => {
  await server.kill()
  const log = keptLog()
  const done: string[] = []
  const worker = startWorker({
    db: pool.db,
    log,
    every: 20,
    handlers: { mail: async ({ cause }) => void done.push(cause) },
    recurring: [{ topic: 'other', cause: 'hourly' }],
  })
  await until(() => log.lines.length > 0)
  await server.start()
  await message('1')
  worker.wake()
  await until(() => done.length > 0)
  await until(async () => (await rowsOf(pool.db)).every(({ topic }) => topic === 'other'))
  await worker.stop()
  expect(done).toEqual(['1'])
  // Once that it is away, once that it is back; not once a second.
  expect(log.lines.map(({ level }) => level)).toEqual(['warn', 'info'])
})

test('what was delivered while the database was away is not delivered again', async () => {
  const { promise: delivered, resolve: deliver } = Promise.withResolvers<void>()
  let deliveries = 0
  await message('1')
  const worker = startWorker({
    db: pool.db,
    log: keptLog(),
    every: 20,
    handlers: {
      mail: async () => {
        deliveries += 1
        await delivered
      },
    },
  })
  await until(() => deliveries === 1)
  await server.kill()
  deliver()
  await server.start()
  await until(isEmpty)
  await worker.stop()
  expect(deliveries).toBe(1)
})

test('a worker stops although its database is away', async () => {
  const worker = startWorker({ db: pool.db, log: keptLog(), every: 20, handlers: { mail: async () => {} } })
  await server.kill()
  await worker.stop(100)
})

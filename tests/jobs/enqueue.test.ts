import { describe, expect, test } from 'vitest'
import { newId } from '../../src/database/ids.ts'
import { transact } from '../../src/database/transact.ts'
import { claim } from '../../src/jobs/claim.ts'
import { enqueue, lookAgain, plan, withdraw } from '../../src/jobs/enqueue.ts'
import { finish, park, postpone } from '../../src/jobs/settle.ts'
import { testDatabase } from '../support/database.ts'
import { letTimePass, rowsOf } from './outbox.ts'

const { db } = testDatabase()

const action = () => ({ receipt: newId<'receipt'>(), name: 'test.write', user: null, subject: null })
const write = (work: Parameters<typeof transact<{ ok: true } | { ok: false; reason: string }>>[2]) => transact(db, action(), work)
const message = { topic: 'mail', cause: 'booked/1', payload: { to: 'a@example.org' } }
const note = (cause = 'booked/1') =>
  write(async (tx) => {
    await enqueue(tx, { ...message, cause })
    return { ok: true }
  })

describe('a message', () => {
  test('is in the outbox once the transaction is committed, due at once, with its whole payload', async () => {
    await note()
    const [row] = await rowsOf(db)
    expect(row).toMatchObject({
      topic: 'mail',
      cause: 'booked/1',
      payload: { to: 'a@example.org' },
      version: 1,
      attempts: 0,
      parked_at: null,
    })
    expect(await claim(db, 'mail', 5)).toHaveLength(1)
  })

  test('is not there when the verb said no', async () => {
    await write(async (tx) => {
      await enqueue(tx, message)
      return { ok: false, reason: 'taken' }
    })
    expect(await rowsOf(db)).toEqual([])
  })

  test('of one cause is written once, and keeps what it said first', async () => {
    await note()
    await write(async (tx) => {
      await enqueue(tx, { ...message, payload: { to: 'b@example.org' } })
      return { ok: true }
    })
    expect(await rowsOf(db)).toMatchObject([{ version: 1, payload: { to: 'a@example.org' } }])
  })

  test('for later is not delivered before', async () => {
    await write(async (tx) => {
      await enqueue(tx, { ...message, dueAt: Temporal.Now.instant().add({ hours: 1 }) })
      return { ok: true }
    })
    expect(await claim(db, 'mail', 5)).toEqual([])
    await letTimePass(db)
    expect(await claim(db, 'mail', 5)).toHaveLength(1)
  })

  test('can be taken back before it is delivered', async () => {
    for (const cause of ['visit/1/booked', 'visit/1/moved', 'visit/12/booked']) await note(cause)
    await write(async (tx) => {
      await withdraw(tx, { topics: ['mail', 'text'], about: 'visit/1' })
      return { ok: true }
    })
    expect((await rowsOf(db)).map(({ cause }) => cause)).toEqual(['visit/12/booked'])
  })
})

describe('a claim', () => {
  test('is held by one worker', async () => {
    for (const n of [1, 2, 3]) await note(`booked/${n}`)
    const first = await claim(db, 'mail', 2)
    const second = await claim(db, 'mail', 2)
    expect([first.length, second.length]).toEqual([2, 1])
    expect(await claim(db, 'mail', 2)).toEqual([])
    expect(new Set([...first, ...second].map(({ id }) => id)).size).toBe(3)
  })

  test('of many workers at the same moment never holds a row twice', async () => {
    for (let n = 0; n < 60; n++) await note(`booked/${n}`)
    const takers = Array.from({ length: 8 }, async () => {
      const mine: string[] = []
      for (;;) {
        const jobs = await claim(db, 'mail', 4)
        if (jobs.length === 0) return mine
        mine.push(...jobs.map(({ id }) => id))
      }
    })
    const taken = (await Promise.all(takers)).flat()
    expect(taken).toHaveLength(60)
    expect(new Set(taken).size).toBe(60)
  })

  test('takes the longest due first, and only its own topic', async () => {
    for (const cause of ['late', 'later']) await note(cause)
    await db
      .updateTable('outbox')
      .set({ due_at: Temporal.Instant.from('2026-01-01T00:00:00Z') })
      .where('cause', '=', 'later')
      .execute()
    await lookAgain(db, { topic: 'search', cause: 'patient/1' })
    expect((await claim(db, 'mail', 1)).map(({ cause }) => cause)).toEqual(['later'])
    expect((await claim(db, 'search', 9)).map(({ cause }) => cause)).toEqual(['patient/1'])
  })

  test('runs out when its worker dies, and counts as an attempt', async () => {
    await note()
    await claim(db, 'mail', 5)
    await letTimePass(db)
    expect(await claim(db, 'mail', 5)).toMatchObject([{ attempts: 2 }])
  })

  test('that has run out cannot end what somebody else holds now', async () => {
    await note()
    const [old] = await claim(db, 'mail', 5)
    await letTimePass(db)
    const [current] = await claim(db, 'mail', 5)
    if (!old || !current) throw new Error('nothing claimed')
    await finish(db, old)
    await postpone(db, old, 60, 'late')
    await park(db, old, 'late')
    expect(await rowsOf(db)).toMatchObject([{ claim_id: current.claim, parked_at: null, last_error: null }])
  })

  test('does not wait for a booking that has written its message and not yet committed', async () => {
    await note('booked/1')
    const open = await db.startTransaction().execute()
    try {
      await enqueue(open, { ...message, cause: 'booked/2' })
      expect((await claim(db, 'mail', 5)).map(({ cause }) => cause)).toEqual(['booked/1'])
    } finally {
      await open.rollback().execute()
    }
  })
})

describe('a thing to look at again', () => {
  const search = { topic: 'search', cause: 'patient/1' }

  test('is one row however often it is asked for, and a version higher each time', async () => {
    for (let n = 0; n < 3; n++) await lookAgain(db, search)
    expect(await rowsOf(db)).toMatchObject([{ version: 3, payload: null }])
  })

  test('asked for during the delivery is delivered again', async () => {
    await lookAgain(db, search)
    const [job] = await claim(db, 'search', 1)
    if (!job) throw new Error('nothing claimed')
    await lookAgain(db, search)
    expect(await claim(db, 'search', 1)).toEqual([])
    await finish(db, job)
    expect(await claim(db, 'search', 1)).toMatchObject([{ version: 2, attempts: 1 }])
  })

  test.each([
    ['failed', (job: Parameters<typeof finish>[1]) => postpone(db, job, 3600, 'away')],
    ['could not succeed', (job: Parameters<typeof finish>[1]) => park(db, job, 'broken')],
  ])('asked for during a delivery that %s is tried at once', async (_how, settle) => {
    await lookAgain(db, search)
    const [job] = await claim(db, 'search', 1)
    if (!job) throw new Error('nothing claimed')
    await lookAgain(db, search)
    await settle(job)
    expect(await claim(db, 'search', 1)).toMatchObject([{ version: 2 }])
  })

  test('that was parked comes back when it is asked for again', async () => {
    await lookAgain(db, search)
    const [job] = await claim(db, 'search', 1)
    if (!job) throw new Error('nothing claimed')
    await park(db, job, 'broken')
    expect(await claim(db, 'search', 1)).toEqual([])
    await lookAgain(db, search)
    expect(await claim(db, 'search', 1)).toMatchObject([{ attempts: 1 }])
  })

  test('that recurs is planned once and keeps its time', async () => {
    await lookAgain(db, { ...search, inSeconds: 3600 })
    await plan(db, search)
    expect(await rowsOf(db)).toMatchObject([{ version: 1 }])
    expect(await claim(db, 'search', 1)).toEqual([])
  })
})

import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DatabaseError, Unavailable } from '../../src/database/errors.ts'
import { type Id, newId } from '../../src/database/ids.ts'
import { type Database, type DatabaseAddress, openDatabase, type PoolOptions, type Tx } from '../../src/database/pool.ts'
import { type Answer, transact } from '../../src/database/transact.ts'
import { aFragileServer, type FragileServer } from '../support/fragile-server.ts'
import { rawConnection } from '../support/schema.ts'
import { aWire, type Fate, type Wire } from '../support/wire.ts'

let server: FragileServer
let wire: Wire
const pools: (() => Promise<void>)[] = []

beforeAll(async () => {
  server = await aFragileServer()
  wire = await aWire(server.socket)
})
beforeEach(async () => {
  await server.start()
  wire.fate = () => undefined
  wire.delay = 0
})
afterAll(async () => {
  await closePools()
  await wire.close()
  await server.stop()
})

const closePools = async () => {
  await Promise.all(pools.splice(0).map((close) => close()))
}

/** For the tests of a describe that run one after the other. */
function eachStartsEmpty(): void {
  beforeEach(() => server.run('DELETE FROM changes; DELETE FROM receipts'))
  afterEach(closePools)
}

function aPool(address: DatabaseAddress = server.app, options: PoolOptions = {}): Database {
  const { db, close } = openDatabase(address, options)
  pools.push(close)
  return db
}
/** A pool that reaches the server through the wire. */
function aRemotePool(options: PoolOptions = {}): Database {
  const { socketPath: _, ...account } = server.app
  return aPool({ ...account, host: '127.0.0.1', port: wire.port }, options)
}

const writing =
  (topic: string) =>
  async (tx: Tx): Promise<Answer> => {
    await tx.insertInto('changes').values({ id: newId<'change'>(), topic, at: Temporal.Now.instant() }).execute()
    return { ok: true }
  }
const write = (db: Database, topic: string, subject: Id | null = null) =>
  transact(db, { receipt: newId<'receipt'>(), name: 'change.make', user: null, subject }, writing(topic))
const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  )

/** How often each topic was written, as the server itself has it. */
async function written(): Promise<Map<string, number>> {
  const { db, close } = openDatabase(server.owner)
  const rows = await db.selectFrom('changes').select('topic').execute()
  await close()
  return new Map([...Map.groupBy(rows, ({ topic }) => topic)].map(([topic, { length }]) => [topic, length]))
}

/** Whatever somebody wrote must not show in an error. */
const secret = 'fatimah +966501234567'
function expectNothingSaid(error: unknown): void {
  expect(error).toBeInstanceOf(Error)
  const { message, stack = '', cause } = error as Error
  const said = [message, stack, JSON.stringify(error), String(cause), JSON.stringify(cause ?? null)].join('\n')
  for (const word of ['fatimah', '501234567', 'insert into', '`topic`', 'values (', 'where '])
    expect(said.toLowerCase()).not.toContain(word)
}

describe('a server that is killed in the middle of writing', () => {
  eachStartsEmpty()

  test('has every acknowledged write once, and none twice', async () => {
    const db = aPool()
    const acknowledged: string[] = []
    const all = Array.from({ length: 6 }, (_, writer) => Array.from({ length: 60 }, (_, n) => `${writer}/${n}`))
    const killing = (async () => {
      for (let kills = 0; kills < 8 && acknowledged.length < 360; kills++) {
        await pause(100 + Math.random() * 300)
        await server.kill()
        await server.start()
      }
    })()
    await Promise.all(
      all.map(async (topics) => {
        for (const topic of topics) {
          const receipt = newId<'receipt'>()
          while (!(await acknowledgedAs(db, receipt, topic))) await pause(50)
          acknowledged.push(topic)
          await pause(10)
        }
      }),
    )
    await killing
    expect(await written()).toEqual(new Map(all.flat().map((topic) => [topic, 1])))
  })

  /** Somebody who is told that the clinic is too busy sends the form again. */
  async function acknowledgedAs(db: Database, receipt: Id<'receipt'>, topic: string): Promise<boolean> {
    const error = await failure(transact(db, { receipt, name: 'change.make', user: null, subject: null }, writing(topic)))
    if (error !== null) expect(error).toBeInstanceOf(Unavailable)
    return error === null
  }

  test('is found again by reads, without a new start of ours', async () => {
    const db = aPool()
    await write(db, 'before')
    await server.kill()
    const error = await failure(db.selectFrom('changes').selectAll().execute())
    expect(error).toBeInstanceOf(DatabaseError)
    expectNothingSaid(error)
    await server.start()
    while ((await failure(db.selectFrom('changes').selectAll().execute())) !== null) await pause(20)
    expect(await written()).toEqual(new Map([['before', 1]]))
  })
})

describe('a connection that breaks', () => {
  eachStartsEmpty()

  const once = (statement: RegExp, fate: Fate) => {
    let left = 1
    return (text: string) => (statement.test(text) && left-- > 0 ? fate : undefined)
  }

  test.each([
    ['before the transaction begins', /^begin|^start transaction/i],
    ['before its receipt', /insert into `receipts`/],
    ['before its work', /insert into `changes`/],
    ['before its commit', /^commit/i],
  ])('%s: the write is done once', async (_when, statement) => {
    const db = aRemotePool()
    wire.fate = once(statement, 'lost')
    expect(await write(db, 'once')).toEqual({ ok: true })
    expect(await written()).toEqual(new Map([['once', 1]]))
  })

  test('after its work: the write is done once', async () => {
    const db = aRemotePool()
    wire.fate = once(/insert into `changes`/, 'unanswered')
    expect(await write(db, 'once')).toEqual({ ok: true })
    expect(await written()).toEqual(new Map([['once', 1]]))
  })

  test.each<Fate>(['unanswered', 'silent'])('so that the answer to the commit is %s: its receipt tells that it was done', async (fate) => {
    const db = aRemotePool({ statementTimeout: 500 })
    const subject = newId()
    wire.fate = once(/^commit/i, fate)
    expect(await write(db, 'once', subject)).toEqual({ ok: true, repeated: true, subject })
    expect(await written()).toEqual(new Map([['once', 1]]))
  })

  test('again and again at any moment: each write is done once', async () => {
    const db = aRemotePool({ statementTimeout: 500 })
    const fates: (Fate | undefined)[] = ['lost', 'unanswered', ...Array.from({ length: 18 }, () => undefined)]
    wire.fate = () => fates[Math.floor(Math.random() * fates.length)]
    const topics = Array.from({ length: 60 }, (_, n) => `${n}`)
    await Promise.all(topics.map((topic) => write(db, topic)))
    expect(await written()).toEqual(new Map(topics.map((topic) => [topic, 1])))
  })

  test('during a read: the error says nothing of what was asked', async () => {
    const db = aRemotePool()
    wire.fate = once(/from `changes`/, 'unanswered')
    const error = await failure(db.selectFrom('changes').selectAll().where('topic', '=', secret).execute())
    expect(error).toBeInstanceOf(DatabaseError)
    expectNothingSaid(error)
    expect(await db.selectFrom('changes').selectAll().execute()).toEqual([])
  })
})

describe('a slow network', () => {
  eachStartsEmpty()

  test('makes nothing wrong', async () => {
    wire.delay = 25
    const db = aRemotePool()
    const topics = Array.from({ length: 20 }, (_, n) => `${n}`)
    await Promise.all(topics.map((topic) => write(db, topic)))
    expect(await written()).toEqual(new Map(topics.map((topic) => [topic, 1])))
  })
})

describe('a server that is away', () => {
  eachStartsEmpty()

  test('is told of as unavailable, in words that name nobody', async () => {
    const db = aPool()
    await server.kill()
    const error = await failure(write(db, secret))
    expect(error).toBeInstanceOf(Unavailable)
    expectNothingSaid(error)
    await server.start()
    expect(await write(db, 'afterwards')).toEqual({ ok: true })
    expect(await written()).toEqual(new Map([['afterwards', 1]]))
  })

  test('for a few seconds only is waited for', async () => {
    const db = aPool()
    await server.kill()
    const answer = write(db, 'patient')
    await pause(500)
    await server.start()
    expect(await answer).toEqual({ ok: true })
    expect(await written()).toEqual(new Map([['patient', 1]]))
  })

  test('because it is frozen is told of as unavailable, and goes on where it was', async () => {
    const db = aPool(server.app, { statementTimeout: 2000 })
    await write(db, 'before')
    server.freeze()
    try {
      const errors = await Promise.all(Array.from({ length: 20 }, (_, n) => failure(write(db, `${secret} ${n}`))))
      for (const error of errors) {
        expect(error).toBeInstanceOf(Unavailable)
        expectNothingSaid(error)
      }
    } finally {
      server.thaw()
    }
    expect(await write(db, 'afterwards')).toEqual({ ok: true })
    expect((await written()).get('afterwards')).toBe(1)
  })
})

describe.concurrent('rows that somebody else holds', () => {
  async function aHeldDepartment() {
    const id = newId<'department'>()
    const other = aPool(server.owner)
    await other
      .insertInto('departments')
      .values({ id, name: { en: secret, ar: secret }, position: 0 })
      .execute()
    const holder = await other.startTransaction().execute()
    await holder.selectFrom('departments').select('id').where('id', '=', id).forUpdate().execute()
    return { id, other, release: () => holder.rollback().execute() }
  }
  const move = (db: Database, id: Id<'department'>) =>
    transact(db, { receipt: newId<'receipt'>(), name: 'department.move', user: null, subject: id }, async (tx) => {
      await tx
        .updateTable('departments')
        .set((row) => ({ position: row('position', '+', 1) }))
        .where('id', '=', id)
        .execute()
      return { ok: true as const }
    })
  const positionOf = async (db: Database, id: Id<'department'>) =>
    (await db.selectFrom('departments').select('position').where('id', '=', id).executeTakeFirst())?.position

  test('are waited for', async () => {
    const { id, other, release } = await aHeldDepartment()
    const answer = move(aPool(), id)
    await pause(6000)
    await release()
    expect(await answer).toEqual({ ok: true })
    expect(await positionOf(other, id)).toBe(1)
  })

  test('and does not give back are told of as unavailable, and nothing has changed', async () => {
    const { id, other, release } = await aHeldDepartment()
    const error = await failure(move(aPool(), id))
    expect(error).toBeInstanceOf(Unavailable)
    expectNothingSaid(error)
    await release()
    expect(await positionOf(other, id)).toBe(0)
  })

  test('with the whole table are told of as unavailable too, and nothing is done behind anybody’s back', async () => {
    const error = await lockedBy('LOCK TABLES changes WRITE', () => failure(write(aPool(), secret)))
    expect(error).toBeInstanceOf(Unavailable)
    expectNothingSaid(error)
    expect((await written()).has(secret)).toBe(false)
  })

  /** What another connection has locked is free again when it goes. */
  async function lockedBy<T>(statement: string, work: () => Promise<T>): Promise<T> {
    const connection = await rawConnection(server.owner)
    await connection.query(statement)
    try {
      return await work()
    } finally {
      await connection.end()
    }
  }
})

describe('a pool whose connections are all busy', () => {
  eachStartsEmpty()

  test('says so at once when too many wait, and serves those who waited', async () => {
    const db = aPool(server.app, { connections: 2 })
    const busy = await Promise.all([db.startTransaction().execute(), db.startTransaction().execute()])
    const reads = Array.from({ length: 230 }, () => failure(db.selectFrom('changes').select('id').execute()))
    const refused = await Promise.race(reads)
    expect(refused).toMatchObject({ name: 'DatabaseError', message: 'POOL_FULL in connect' })
    for (const tx of busy) await tx.rollback().execute()
    const outcomes = await Promise.all(reads)
    expect(outcomes.filter((error) => error === null)).toHaveLength(200)
    expect(await write(db, 'afterwards')).toEqual({ ok: true })
  })

  test('lets nobody wait for ever, and gives what comes too late to the next', async () => {
    const db = aPool(server.app, { connections: 1, waitTimeout: 100 })
    const busy = await db.startTransaction().execute()
    const tired = await Promise.all(Array.from({ length: 3 }, () => failure(db.selectFrom('changes').select('id').execute())))
    for (const error of tired) expect(error).toMatchObject({ name: 'DatabaseError', message: 'POOL_TIMEOUT in connect' })
    const waiting = write(db, 'waiting')
    await pause(300)
    await busy.rollback().execute()
    expect(await waiting).toEqual({ ok: true })
    expect(await write(db, 'afterwards')).toEqual({ ok: true })
    expect(await written()).toEqual(
      new Map([
        ['waiting', 1],
        ['afterwards', 1],
      ]),
    )
  })

  test('has them all back after errors of every kind', async () => {
    const db = aRemotePool({ connections: 2, statementTimeout: 300 })
    const fates: Fate[] = ['lost', 'unanswered', 'silent']
    for (const fate of fates) {
      wire.fate = (statement) => (/from `changes`/.test(statement) ? fate : undefined)
      await Promise.all(Array.from({ length: 4 }, () => failure(db.selectFrom('changes').select('id').execute())))
    }
    wire.fate = () => undefined
    const refused = transact(db, { receipt: newId<'receipt'>(), name: 'change.make', user: null, subject: null }, async () => {
      throw new Error('a bug')
    })
    expect(await failure(refused)).toBeInstanceOf(Error)
    const open = await Promise.all([db.startTransaction().execute(), db.startTransaction().execute()])
    for (const tx of open) await tx.rollback().execute()
  })
})

import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '../../src/database/ids.ts'
import { claim } from '../../src/jobs/claim.ts'
import { plan } from '../../src/jobs/enqueue.ts'
import { hourly, housekeeping, removeOlder } from '../../src/jobs/housekeeping.ts'
import { finish } from '../../src/jobs/settle.ts'
import { testDatabase } from '../support/database.ts'
import { keptLog, letTimePass, rowsOf } from './outbox.ts'

const { db } = testDatabase()

const aReceipt = (age: number) =>
  db
    .insertInto('receipts')
    .values({ id: newId<'receipt'>(), user_id: null, action: 'test', subject_id: null, at: sql`UTC_TIMESTAMP(3) - INTERVAL ${age} SECOND` })
    .execute()

async function aRound(chores: Parameters<typeof housekeeping>[1], log = keptLog()) {
  const [job] = await claim(db, hourly.topic, 1)
  if (!job) throw new Error('it is not its hour')
  await housekeeping(db, chores, log)(job, new AbortController().signal)
  await finish(db, job)
  return log
}

test('what is old enough goes, what is younger stays', async () => {
  for (const age of [10, 3590, 3700, 9000]) await aReceipt(age)
  expect(await removeOlder('receipts', 'at', 3600)(db)).toBe(2)
  expect(await db.selectFrom('receipts').select('id').execute()).toHaveLength(2)
})

test('more rows than one step takes all go', async () => {
  const rows = Array.from({ length: 2345 }, () => ({
    id: newId<'receipt'>(),
    user_id: null,
    action: 'test',
    subject_id: null,
    at: Temporal.Instant.from('2026-01-01T00:00:00Z'),
  }))
  await db.insertInto('receipts').values(rows).execute()
  expect(await removeOlder('receipts', 'at', 3600)(db)).toBe(2345)
})

test('its turn comes again in an hour', async () => {
  let rounds = 0
  const chores = { count: async () => rounds++ }
  await plan(db, hourly)
  await aRound(chores)
  expect(await claim(db, hourly.topic, 1)).toEqual([])
  await letTimePass(db)
  await aRound(chores)
  expect(rounds).toBe(2)
  expect(await rowsOf(db)).toHaveLength(1)
})

test('a chore that fails keeps no other from its turn', async () => {
  await plan(db, hourly)
  const fails = async () => {
    throw new Error('names somebody')
  }
  const log = await aRound({ fails, works: async () => 3 })
  expect(log.lines.map(({ level }) => level)).toEqual(['warn', 'info'])
  expect(JSON.stringify(log.lines)).not.toContain('somebody')
})

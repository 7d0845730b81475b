import { expect, test, vi } from 'vitest'
import { newId } from '../../src/database/ids.ts'
import { sqlNow } from '../../src/database/now.ts'
import { versionOf } from '../../src/jobs/board-version.ts'
import { noteChange } from '../../src/jobs/changes.ts'
import { testDatabase } from '../support/database.ts'

const statements: string[] = []
const { db } = testDatabase({ onStatement: (text) => statements.push(text) })

const now = (topic: string) => versionOf(db, topic, { fresh: true })
const change = (topic: string) => db.transaction().execute((tx) => noteChange(tx, topic))

test('nothing has changed until something of its topic does', async () => {
  const seen = await now('day-book/1')
  expect((await now('day-book/1')).differsFrom(seen.text)).toBe(false)
  await change('day-book/2')
  expect((await now('day-book/1')).differsFrom(seen.text)).toBe(false)
  await change('day-book/1')
  const after = await now('day-book/1')
  expect(after.differsFrom(seen.text)).toBe(true)
  expect((await now('day-book/1')).differsFrom(after.text)).toBe(false)
})

test('a change that was written before a page was made, and committed after it, is new to it', async () => {
  await db.insertInto('changes').values({ id: newId<'change'>(), topic: 'day-book/1', at: sqlNow }).execute()
  const { promise: hold, resolve: commit } = Promise.withResolvers<void>()
  const written = Promise.withResolvers<void>()
  const slow = db.transaction().execute(async (tx) => {
    await noteChange(tx, 'day-book/1')
    written.resolve()
    await hold
  })
  await written.promise
  const seen = await now('day-book/1')
  await change('day-book/1')
  const between = await now('day-book/1')
  commit()
  await slow
  const after = await now('day-book/1')
  expect(after.differsFrom(seen.text)).toBe(true)
  expect(after.differsFrom(between.text)).toBe(true)
  expect((await now('day-book/1')).differsFrom(after.text)).toBe(false)
})

test('what cannot be told, or lies before this process looked, counts as changed', async () => {
  const { text } = await now('day-book/1')
  for (const seen of ['', 'x', '....', 'zzzz zzzz', '0', '-1', text.replace(/^./, '0')])
    expect((await now('day-book/1')).differsFrom(seen), seen).toBe(true)
})

test('the table is read once a second, however many ask', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  try {
    vi.advanceTimersByTime(60_000)
    statements.length = 0
    await Promise.all(Array.from({ length: 60 }, () => versionOf(db, 'day-book/1')))
    await versionOf(db, 'day-book/1')
    expect(statements.length).toBe(1)
    vi.advanceTimersByTime(1100)
    await versionOf(db, 'day-book/1')
    expect(statements.length).toBe(2)
  } finally {
    vi.useRealTimers()
  }
})

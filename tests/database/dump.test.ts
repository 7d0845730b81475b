import type { Connection } from 'mysql2/promise'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { definitionOf, rawConnection, tablesOf } from '../support/schema.ts'

const { addresses } = testDatabase()
let migrated: Connection
let loaded: Connection

beforeAll(async () => {
  migrated = await rawConnection(inject('testServer').owner)
  loaded = await rawConnection(addresses.owner)
})
afterAll(() => Promise.all([migrated.end(), loaded.end()]))

test('the schema that tests load in one call is the one that the migrations make', async () => {
  const tables = await tablesOf(migrated)
  expect(tables).toContain('appointments')
  expect(await tablesOf(loaded)).toEqual(tables)
  for (const table of tables) expect(await definitionOf(loaded, table)).toBe(await definitionOf(migrated, table))
})

test('the steps of the migrations count as done in the loaded schema', async () => {
  const steps = 'SELECT name, step FROM migration_steps ORDER BY name, step'
  const [[there], [here]] = await Promise.all([migrated.query(steps), loaded.query(steps)])
  expect(here).toEqual(there)
  expect(here).not.toHaveLength(0)
})

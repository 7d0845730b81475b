import type { Connection } from 'mysql2/promise'
import { afterAll, beforeAll, beforeEach, inject } from 'vitest'
import { forgetClinic } from '../../src/clinic/remembered.ts'
import { type Database, type DatabaseAddress, openDatabase, type PoolOptions } from '../../src/database/pool.ts'
import { grantScript, rawConnection, tablesOf } from './schema.ts'

export interface TestDatabase {
  /** The app's user: it may do what grants.ts says. */
  db: Database
  /** The owner of the schema. */
  owner: Database
  addresses: { app: DatabaseAddress; owner: DatabaseAddress }
}

/** The database of this vitest worker, migrated; every table is emptied before each test of the file. */
export function testDatabase(options: PoolOptions = {}): TestDatabase {
  const server = inject('testServer')
  const database = `worker_${process.env.VITEST_POOL_ID}`
  const addresses = { app: { ...server.app, database }, owner: { ...server.owner, database } }
  const app = openDatabase(addresses.app, options)
  const owner = openDatabase(addresses.owner, { connections: 2 })
  let connection: Connection

  beforeAll(async () => {
    connection = await rawConnection({ ...server.owner, database: 'raseel' })
    await connection.query(`CREATE DATABASE IF NOT EXISTS ${database}; USE ${database}`)
    if ((await tablesOf(connection)).length === 0) {
      await connection.query(inject('schemaCreate'))
      await connection.query(grantScript)
    }
    // What the file before left: its last test is followed by none that would empty the tables.
    await connection.query(inject('schemaEmpty'))
  })
  beforeEach(async () => {
    await connection.query(inject('schemaEmpty'))
    forgetClinic(app.db)
  })
  afterAll(async () => {
    await Promise.all([app.close(), owner.close(), connection.end()])
  })
  return { db: app.db, owner: owner.db, addresses }
}

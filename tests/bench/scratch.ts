import { type Database, type DatabaseAddress, openDatabase, type PoolOptions } from '../../src/database/pool.ts'
import { migratedSchema } from '../support/schema.ts'
import { startTestServer } from '../support/server.ts'

export interface Scratch {
  address: DatabaseAddress
  owner: Database
  /** Process of the database server. */
  pid: number
}

/** Runs `work` against a database server of its own, migrated and empty, durable as a clinic's; ends it afterwards. */
export async function withScratch<T>(work: (scratch: Scratch) => Promise<T>, flags: string[] = []): Promise<T> {
  const server = await startTestServer(['--innodb-buffer-pool-size=256M', '--innodb-log-file-size=128M', ...flags])
  try {
    await migratedSchema(server.owner)
    const owner = openDatabase(server.owner, { connections: 2, statementTimeout: 600_000 })
    try {
      return await work({ address: server.app, owner: owner.db, pid: server.pid })
    } finally {
      await owner.close()
    }
  } finally {
    await server.stop()
  }
}

export async function withPool<T>(address: DatabaseAddress, options: PoolOptions, work: (db: Database) => Promise<T>): Promise<T> {
  const { db, close } = openDatabase(address, options)
  try {
    return await work(db)
  } finally {
    await close()
  }
}

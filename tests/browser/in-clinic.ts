import { inject } from 'vitest'
import { openEmbedded } from '../../src/database/embedded.ts'
import { type Database, openDatabase } from '../../src/database/pool.ts'
import { openLog } from '../../src/web/log.ts'

/** Does something in the open clinic's own database: what the story of a test needs to have happened before. */
export async function inClinic<A>(work: (db: Database) => Promise<A>): Promise<A> {
  const embedded = await openEmbedded(inject('clinic').dataDir, openLog('silent'))
  const { db, close } = openDatabase(embedded.app, { connections: 1 })
  try {
    return await work(db)
  } finally {
    await close()
    await embedded.close()
  }
}

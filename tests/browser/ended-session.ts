import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { inject } from 'vitest'
import { openEmbedded } from '../../src/database/embedded.ts'
import { sqlNow } from '../../src/database/now.ts'
import { openDatabase } from '../../src/database/pool.ts'
import { openLog } from '../../src/web/log.ts'
import type { Visitor } from './visitor.ts'

/** Makes it hours since the visitor's session was last used, in the clinic's own database: nobody waits so long in a test. */
export async function letSessionEnd({ page }: Visitor): Promise<void> {
  const cookies = await page.context().cookies(page.url())
  const token = cookies.find(({ name }) => name === '__Host-session')?.value ?? ''
  const embedded = await openEmbedded(inject('clinic').dataDir, openLog('silent'))
  const { db, close } = openDatabase(embedded.app, { connections: 1 })
  const ended = await db
    .updateTable('sessions')
    .set({ last_used_at: sql`${sqlNow} - INTERVAL 2 HOUR` })
    .where('token_hash', '=', createHash('sha256').update(token).digest())
    .executeTakeFirst()
  await close()
  await embedded.close()
  if (ended.numUpdatedRows !== 1n) throw new Error('the visitor has no session')
}

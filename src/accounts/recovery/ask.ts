import { type Id, newId } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import type { Site } from '../../database/tables.ts'
import { transact } from '../../database/transact.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import type { Login } from '../logins.ts'

export const recoveryTopic = 'recovery'

export interface AskedFor {
  site: Site
  login: Login
  language: 'en' | 'ar'
}

/**
 * Asks that a link be sent to whoever signs in by this login, if anybody does. Only a row is written, the same for a login that nobody
 * has: whether there is such a person is found out by the worker, where no clock can be read.
 */
export async function askForLink(db: Database, receipt: Id<'receipt'>, asked: AskedFor): Promise<void> {
  await transact(db, { receipt, name: 'password.forget', user: null, subject: null }, async (tx) => {
    await enqueue(tx, { topic: recoveryTopic, cause: `recovery/${newId()}`, payload: asked })
    return { ok: true as const }
  })
}

import type { Actor } from '../audit/actor.ts'
import { audit } from '../audit/write.ts'
import { isDuplicateKey } from '../database/errors.ts'
import type { Id } from '../database/ids.ts'
import type { Database, Tx } from '../database/pool.ts'
import type { Row } from '../database/tables.ts'
import { transact } from '../database/transact.ts'
import { newClinic } from './queries.ts'

export type CodeSettingsSaved = { ok: true } | { ok: false; reason: 'changed' }

type Wanted = Pick<Row<'settings'>, 'version' | 'code_prefixes' | 'code_texts_a_day'>

/** Where texts with codes may go and how many a day the clinic pays for. `version` is that of the form, 0 when nothing was ever saved. */
export async function saveCodeSettings(
  db: Database,
  actor: Actor,
  { receipt, ...wanted }: Wanted & { receipt: Id<'receipt'> },
): Promise<CodeSettingsSaved> {
  const action = { receipt, name: 'code-settings.save', user: actor.user, subject: null }
  const answer = await transact<CodeSettingsSaved>(db, action, async (tx) => {
    if (!(await write(tx, wanted))) return { ok: false, reason: 'changed' }
    const reason = `${wanted.code_prefixes}; ${wanted.code_texts_a_day}`
    await audit(tx, actor, { action: 'code-settings.save', reason })
    return { ok: true }
  })
  return answer.ok ? { ok: true } : answer
}

async function write(tx: Tx, { version, ...wanted }: Wanted): Promise<boolean> {
  if (version > 0) {
    const { numUpdatedRows } = await tx
      .updateTable('settings')
      .set({ ...wanted, version: version + 1 })
      .where('singleton', '=', 1)
      .where('version', '=', version)
      .executeTakeFirstOrThrow()
    return numUpdatedRows > 0n
  }
  try {
    await tx
      .insertInto('settings')
      .values({ ...newClinic, version: 1, ...wanted })
      .execute()
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

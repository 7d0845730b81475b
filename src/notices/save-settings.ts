import type { Actor } from '../audit/actor.ts'
import { audit } from '../audit/write.ts'
import { isDuplicateKey } from '../database/errors.ts'
import type { Id } from '../database/ids.ts'
import type { Database, Tx } from '../database/pool.ts'
import { transact } from '../database/transact.ts'
import type { NoticeSettings } from './settings.ts'

export type SettingsSaved = { ok: true } | { ok: false; reason: 'changed' }

type Wanted = Omit<NoticeSettings, 'singleton'> & { receipt: Id<'receipt'> }

/** When phones stay quiet, and where mail for the clinic goes. `version` is that of the form, 0 when nothing was ever saved. */
export async function saveNoticeSettings(db: Database, actor: Actor, { receipt, version, ...wanted }: Wanted): Promise<SettingsSaved> {
  const answer = await transact<SettingsSaved>(
    db,
    { receipt, name: 'notice-settings.save', user: actor.user, subject: null },
    async (tx) => {
      if (!(await write(tx, wanted, version))) return { ok: false, reason: 'changed' }
      await audit(tx, actor, { action: 'notice-settings.save' })
      return { ok: true }
    },
  )
  return answer.ok ? { ok: true } : answer
}

async function write(tx: Tx, wanted: Omit<Wanted, 'receipt' | 'version'>, version: number): Promise<boolean> {
  if (version > 0) {
    const { numUpdatedRows } = await tx
      .updateTable('notice_settings')
      .set({ ...wanted, version: version + 1 })
      .where('singleton', '=', 1)
      .where('version', '=', version)
      .executeTakeFirstOrThrow()
    return numUpdatedRows > 0n
  }
  try {
    await tx
      .insertInto('notice_settings')
      .values({ singleton: 1, ...wanted })
      .execute()
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

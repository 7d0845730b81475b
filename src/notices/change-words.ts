import type { Actor } from '../audit/actor.ts'
import { audit } from '../audit/write.ts'
import { isDuplicateKey } from '../database/errors.ts'
import type { Id } from '../database/ids.ts'
import { sqlNow } from '../database/now.ts'
import type { Database, Tx } from '../database/pool.ts'
import { transact } from '../database/transact.ts'
import type { Language } from '../web/texts.ts'
import type { TextKind } from './text-kinds.ts'

interface Which {
  receipt: Id<'receipt'>
  kind: TextKind
  language: Language
}

export type WordsChanged = { ok: true } | { ok: false; reason: 'changed' }

/** From now on texts of this kind say this; `version` is that of the words that were changed, 0 for ours. */
export async function changeWords(
  db: Database,
  actor: Actor,
  { receipt, kind, language, words, version }: Which & { words: string; version: number },
): Promise<WordsChanged> {
  const answer = await transact<WordsChanged>(db, { receipt, name: 'text.change', user: actor.user, subject: null }, async (tx) => {
    const done = version === 0 ? await insert(tx, { kind, language, words }) : await update(tx, { kind, language, words, version })
    if (!done) return { ok: false, reason: 'changed' }
    await audit(tx, actor, { action: 'text.change', reason: `${kind} ${language}` })
    return { ok: true }
  })
  return answer.ok ? { ok: true } : answer
}

/** Back to our words. */
export async function dropWords(db: Database, actor: Actor, { receipt, kind, language }: Which): Promise<void> {
  await transact(db, { receipt, name: 'text.drop', user: actor.user, subject: null }, async (tx) => {
    await tx.deleteFrom('text_templates').where('kind', '=', kind).where('language', '=', language).execute()
    await audit(tx, actor, { action: 'text.drop', reason: `${kind} ${language}` })
    return { ok: true as const }
  })
}

interface Words {
  kind: TextKind
  language: Language
  words: string
}

async function insert(tx: Tx, row: Words): Promise<boolean> {
  try {
    await tx
      .insertInto('text_templates')
      .values({ ...row, changed_at: sqlNow })
      .execute()
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

async function update(tx: Tx, { kind, language, words, version }: Words & { version: number }): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('text_templates')
    .set({ words, version: version + 1, changed_at: sqlNow })
    .where('kind', '=', kind)
    .where('language', '=', language)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

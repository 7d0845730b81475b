import type { Database } from '../database/pool.ts'
import type { Language } from '../web/texts.ts'
import { isTextKind, type TextKind } from './text-kinds.ts'

interface Template {
  words: string
  version: number
}

/** The clinic's own words for a kind of text, where it has any. */
export async function templateOf(db: Database, kind: TextKind, language: Language): Promise<Template | null> {
  const row = await db
    .selectFrom('text_templates')
    .select(['words', 'version'])
    .where('kind', '=', kind)
    .where('language', '=', language)
    .executeTakeFirst()
  return row ?? null
}

/** All of them, by kind and language. */
export async function templates(db: Database): Promise<{ kind: TextKind; language: Language; words: string }[]> {
  const rows = await db.selectFrom('text_templates').select(['kind', 'language', 'words']).execute()
  return rows.flatMap(({ kind, language, words }) => (isTextKind(kind) ? [{ kind, language, words }] : []))
}

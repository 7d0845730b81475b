import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { choicesIn } from '../../src/cli/import/choices.ts'
import { type Importing, importInto } from '../../src/cli/import/import-into.ts'
import type { Given } from '../../src/cli/import-command.ts'
import type { Progress } from '../../src/cli/progress.ts'
import type { Database } from '../../src/database/pool.ts'
import { textsFor } from '../../src/web/texts.ts'

export const silent: Progress = { begin: () => {}, at: () => {}, done: () => {} }

/** A folder for the files of a test. */
export async function filesOf(): Promise<{
  put: (name: string, content: string | Buffer) => Promise<string>
  folder: string
  remove: () => Promise<void>
}> {
  const folder = await mkdtemp(join(tmpdir(), 'raseel-lists-'))
  return {
    folder,
    put: async (name, content) => {
      const file = join(folder, name)
      await writeFile(file, content)
      return file
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

interface Asked {
  values?: Given
  name?: Importing['name']
  language?: 'en' | 'ar'
  progress?: Progress
}

/** What the command does on a terminal, with what it says. */
export async function importing(
  db: Database,
  file: string,
  { values = {}, name = 'patients', language = 'en', progress = silent }: Asked = {},
) {
  const said: string[] = []
  const { tally } = await importInto(db, {
    name,
    file,
    choices: choicesIn(values),
    apply: values.apply === true,
    reportFile: values.report,
    t: textsFor(language),
    progress,
    say: (line) => said.push(line),
    interrupted: new AbortController().signal,
  })
  return { tally, said }
}

/** What an import writes about itself and what must never be taken back: all else has to be as it was. */
const ofTheImportItself = ['audit', 'imports', 'changes', 'migration_lock', 'migration_steps']

/** Every table, row by row. */
export async function everything(owner: Database): Promise<Record<string, unknown[]>> {
  const { rows } = await sql<{
    name: string
  }>`SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() ORDER BY 1`.execute(owner)
  const tables: Record<string, unknown[]> = {}
  for (const { name } of rows.filter((row) => !ofTheImportItself.includes(row.name))) {
    const all = await sql`SELECT * FROM ${sql.table(name)}`.execute(owner)
    tables[name] = all.rows.map((row) => JSON.stringify(row)).sort()
  }
  return tables
}

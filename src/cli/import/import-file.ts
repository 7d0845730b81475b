import { openDatabase } from '../../database/pool.ts'
import { migrateReached, refuseOldSchema } from '../../main/schema.ts'
import type { Given } from '../import-command.ts'
import { progressOn } from '../progress.ts'
import { exitInterrupted, withDatabase } from '../with-database.ts'
import { choicesIn } from './choices.ts'
import { type Importing, importInto } from './import-into.ts'
import { operatorTexts } from './language.ts'
import { openTable } from './table.ts'
import { refusedFile } from './unreadable.ts'

/** `raseel import patients FILE`: on the configured database, told in the operator's language. */
export async function importFile(name: Importing['name'], file: string, values: Given): Promise<number> {
  const choices = choicesIn(values)
  const t = operatorTexts()
  // A file that cannot be read is told before any database is started.
  await refusedFile(openTable(file, choices.table), t)
  return await withDatabase(async (reached, _, { signal, endsItself }) => {
    const { db, close } = openDatabase(reached.app, { connections: 2, statementTimeout: 120_000 })
    try {
      if (reached.embedded) await migrateReached(reached)
      else await refuseOldSchema(db)
      const apply = values.apply === true
      const say = (line: string) => console.log(line)
      endsItself()
      const importing = { name, file, choices, apply, reportFile: values.report, t, progress: progressOn(), say, interrupted: signal }
      return (await importInto(db, importing)).whole ? 0 : exitInterrupted
    } finally {
      await close()
    }
  })
}

import type { Command } from '../cli.ts'
import { openDatabase } from '../database/pool.ts'
import { refuseOldSchema } from '../main/schema.ts'
import { reindexPatients } from '../patients/search/reindex.ts'
import { withDatabase } from './with-database.ts'

export const command: Command = {
  summary: 'makes anew what patients are found by',
  details: `Needed once for patients who were there before the search was, and after an update that says so. May run while the clinic is
open, and again after it was interrupted.`,
  run: () =>
    withDatabase(async (reached) => {
      const { db, close } = openDatabase(reached.app, { connections: 1, statementTimeout: 600_000 })
      try {
        await refuseOldSchema(db)
        const patients = await reindexPatients(db, (done, all) => console.error(`${done} of ${all}`))
        console.log(`${patients} patients can be found.`)
        return 0
      } finally {
        await close()
      }
    }),
}

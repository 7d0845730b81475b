import type { Command } from '../cli.ts'
import { migrateReached } from '../main/schema.ts'
import { withDatabase } from './with-database.ts'

export const command: Command = {
  summary: 'brings the database schema up to date',
  details: `Runs the migrations that are missing, and sets the rights of the app's user, as the owner of the schema (DATABASE_OWNER_URL).
What was interrupted continues where it stopped. On the embedded database every start does this by itself.`,
  run: () =>
    withDatabase(async (reached) => {
      const steps = await migrateReached(reached, (done, all, name) => console.log(`${done + 1} of ${all}: ${name}`))
      console.log(steps === 0 ? 'The schema is up to date.' : `Done: ${steps} steps. The schema is up to date.`)
      return 0
    }),
}

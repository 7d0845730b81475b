import { verifyCalendar } from '../appointments/verify-calendar.ts'
import type { Command } from '../cli.ts'
import { openDatabase } from '../database/pool.ts'
import { refuseOldSchema } from '../main/schema.ts'
import { contradictionLines, contradictionsIn } from './calendar-faults.ts'
import { withDatabase } from './with-database.ts'

export const command: Command = {
  summary: 'checks that nobody is double-booked',
  details: `Compares the appointments and closures ahead with the cells that they hold, in both directions, and prints each contradiction.
May run while the clinic is open. The exit code is 1 when something is wrong.`,
  run: () =>
    withDatabase(async (reached) => {
      const { db, close } = openDatabase(reached.app, { connections: 1, statementTimeout: 600_000 })
      try {
        await refuseOldSchema(db)
        const faults = await verifyCalendar(db, (done) => console.error(`${Math.floor(done * 100)} %`))
        const contradictions = contradictionsIn(faults)
        for (const line of await contradictionLines(db, contradictions)) console.log(line)
        console.log(contradictions.length === 0 ? 'The calendar is right.' : `Contradictions: ${contradictions.length}.`)
        return contradictions.length === 0 ? 0 : 1
      } finally {
        await close()
      }
    }),
}

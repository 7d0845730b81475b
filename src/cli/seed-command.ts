import type { Command } from '../cli.ts'
import { CannotStart } from '../config.ts'
import { openDatabase } from '../database/pool.ts'
import { migrateReached, refuseOldSchema } from '../main/schema.ts'
import { seedClinic } from './seed.ts'
import { withDatabase } from './with-database.ts'

export const command: Command = {
  summary: 'fills an empty database with the demo clinic',
  details: `Makes the demo clinic around today: places, staff, about 200 patients and their appointments.
A database that has a clinic already is left alone. Everybody knows the demo passwords, so production refuses this.`,
  run: () =>
    withDatabase(async (reached, config) => {
      if (config.production) throw new CannotStart('NODE_ENV: production takes no demo accounts.')
      const { db, close } = openDatabase(reached.app)
      try {
        if (reached.embedded) await migrateReached(reached)
        else await refuseOldSchema(db)
        const seeded = await seedClinic(db, { progress: (step) => console.log(`${step} …`) })
        if (!seeded.ok) throw new CannotStart('This database has a clinic already; nothing was changed.')
        console.log(`Done: ${seeded.patients} patients, ${seeded.appointments} appointments.`)
        return 0
      } finally {
        await close()
      }
    }),
}

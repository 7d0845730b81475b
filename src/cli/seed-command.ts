import type { Command } from '../cli.ts'
import { CannotStart } from '../config.ts'
import { type Database, openDatabase } from '../database/pool.ts'
import { migrateReached, refuseOldSchema } from '../main/schema.ts'
import { argumentsIn, countIn } from './arguments.ts'
import { progressOn } from './progress.ts'
import { isDemo, seedClinic } from './seed.ts'
import { withDatabase } from './with-database.ts'

export const command: Command = {
  summary: 'fills an empty database with the demo clinic; --patients N --appointments N adds a crowd',
  details: `Makes the demo clinic around today: places, staff, about 200 patients and their appointments.
A database that has a clinic already is left alone. Everybody knows the demo passwords, so production refuses this.

  --patients N       adds invented people on top, until the crowd has N: families, names in both scripts, shared phones
  --appointments N   adds doctors and their visits, past and ahead, until the crowd has N

The crowd is always the same. What was interrupted goes on where it stopped; a larger number adds the difference.`,
  takesArguments: true,
  run: (words) => {
    const { values } = argumentsIn(words, { options: { patients: { type: 'string' }, appointments: { type: 'string' } } })
    const wanted = { patients: countIn('patients', values.patients) ?? 0, appointments: countIn('appointments', values.appointments) ?? 0 }
    const isLarge = values.patients !== undefined || values.appointments !== undefined
    return withDatabase(async (reached, config) => {
      if (config.production) throw new CannotStart('NODE_ENV: production takes no demo accounts.')
      const { db, close } = openDatabase(reached.app, { statementTimeout: 600_000 })
      try {
        if (reached.embedded) await migrateReached(reached)
        else await refuseOldSchema(db)
        const seeded = await seedClinic(db, { progress: (step) => console.log(`${step} …`) })
        if (!seeded.ok && !isLarge) throw new CannotStart('This database has a clinic already; nothing was changed.')
        if (seeded.ok) console.log(`Done: ${seeded.patients} patients, ${seeded.appointments} appointments.`)
        return isLarge ? await grow(db, wanted) : 0
      } finally {
        await close()
      }
    })
  },
}

async function grow(db: Database, wanted: { patients: number; appointments: number }): Promise<number> {
  if (!(await isDemo(db))) throw new CannotStart('This database has a clinic that is not the demo clinic; nothing was changed.')
  const { crowdSize, growCrowd } = await import('./crowd/grow.ts')
  const before = await crowdSize(db)
  if (wanted.appointments > 0 && wanted.patients === 0 && before.patients === 0)
    throw new CannotStart('--appointments: the crowd has no patients yet; add --patients N.')
  if (before.patients + before.appointments > 0)
    console.log(`There already: a crowd of ${before.patients} patients with ${before.appointments} appointments.`)
  const after = await growCrowd(db, wanted, progressOn())
  console.log(`Done: the crowd has ${after.patients} patients and ${after.appointments} appointments.`)
  if (after.appointments < wanted.appointments) console.log('More visits do not fit, because nobody comes twice a day: add patients.')
  return 0
}

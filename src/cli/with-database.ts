import { type Config, readConfig } from '../config.ts'
import { type ReachedDatabase, reachDatabase } from '../main/database.ts'
import { openLog } from '../web/log.ts'

/** Runs a command on the configured database, beside a clinic that may be open on it. */
export async function withDatabase(work: (reached: ReachedDatabase, config: Config) => Promise<number>): Promise<number> {
  const config = readConfig(process.env)
  const reached = await reachDatabase(config, openLog(config.logLevel))
  try {
    return await work(reached, config)
  } finally {
    await reached.close()
  }
}

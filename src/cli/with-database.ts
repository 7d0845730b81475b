import { type Config, readConfig } from '../config.ts'
import { type ReachedDatabase, reachDatabase } from '../main/database.ts'
import { openLog } from '../web/log.ts'

/** As shells have it. */
const exitInterrupted = 130

/** Runs a command on the configured database, beside a clinic that may be open on it. Interrupted, it leaves no server behind. */
export async function withDatabase(work: (reached: ReachedDatabase, config: Config) => Promise<number>): Promise<number> {
  const config = readConfig(process.env)
  const interrupted = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => interrupted.abort())
  const reached = await reachDatabase(config, openLog(config.logLevel), interrupted.signal).catch((error) => {
    if (error === interrupted.signal.reason) process.exit(exitInterrupted)
    throw error
  })
  interrupted.signal.addEventListener('abort', () => void reached.abandon().finally(() => process.exit(exitInterrupted)))
  try {
    return await work(reached, config)
  } finally {
    await reached.close()
  }
}

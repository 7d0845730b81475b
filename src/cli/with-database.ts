import { type Config, readConfig } from '../config.ts'
import { type ReachedDatabase, reachDatabase } from '../main/database.ts'
import { openLog } from '../web/log.ts'

/** As shells have it. */
export const exitInterrupted = 130

/** Ctrl-C, or another request to end. */
interface Interruption {
  signal: AbortSignal
  /** From now on the command ends by itself, within `patience`, when it is interrupted. */
  endsItself: () => void
}

/** Milliseconds for what is to be finished. */
const patience = 12_000

type Work = (reached: ReachedDatabase, config: Config, interruption: Interruption) => Promise<number>

/** Runs a command on the configured database, beside a clinic that may be open on it. Interrupted, it leaves no server behind. */
export async function withDatabase(work: Work): Promise<number> {
  const config = readConfig(process.env)
  const interrupted = new AbortController()
  // One signal or several are one request: npx passes on what the terminal has told the whole group.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort())
  const reached = await reachDatabase(config, openLog(config.logLevel), interrupted.signal).catch((error) => {
    if (error !== interrupted.signal.reason) throw error
    console.error('Interrupted before anything was done.')
    process.exit(exitInterrupted)
  })
  let limit = 0
  const end = () => void reached.abandon().finally(() => process.exit(exitInterrupted))
  interrupted.signal.addEventListener('abort', () => (limit > 0 ? setTimeout(end, limit).unref() : end()))
  const endsItself = () => {
    limit = patience
  }
  try {
    return await work(reached, config, { signal: interrupted.signal, endsItself })
  } finally {
    await reached.close()
  }
}

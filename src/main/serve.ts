import { CannotStart, readConfig } from '../config.ts'
import { openLog } from '../web/log.ts'
import { reachDatabase } from './database.ts'
import { listenForStop } from './stop.ts'

/** Opens the clinic and keeps it open until a signal asks for its end. Answers the exit code. */
export async function serve(): Promise<number> {
  const stop = listenForStop()
  const say = (line: string) => console.log(line)
  try {
    await using closing = new AsyncDisposableStack()
    const config = readConfig(process.env)
    const log = openLog(config.logLevel)
    // The database needs some hundred milliseconds to start; the rest of the program is loaded meanwhile.
    const [reached, { openClinic }] = await Promise.all([reachDatabase(config, log, stop.signal), import('./clinic.ts')])
    closing.defer(reached.close)
    stop.lastly(reached.abandon)
    if (!stop.signal.aborted) await openClinic({ config, log, reached, say }, closing)
    await stop.asked
    return 0
  } catch (error) {
    if (stop.signal.aborted && error === stop.signal.reason) return 0
    if (!(error instanceof CannotStart)) throw error
    console.error(error.message)
    return 1
  }
}

import { join } from 'node:path'
import { type Config, root } from '../config.ts'
import { openEmbedded } from '../database/embedded.ts'
import type { DatabaseAddress } from '../database/pool.ts'
import type { Log } from '../web/log.ts'

export const migrationsFolder = join(root, 'migrations')

export interface ReachedDatabase {
  app: DatabaseAddress
  /** Null on a server of one's own whose owner is not named. */
  owner: DatabaseAddress | null
  /** The app's account for its rights; null: ask the server. */
  appAccount: string | null
  embedded: boolean
  close: () => Promise<void>
  /** Closes what can be closed in a second. */
  abandon: () => Promise<void>
}

/** The server that the configuration names, or the embedded one. `stop` ends a start that is not through yet, with the signal's reason. */
export async function reachDatabase(config: Config, log: Log, stop?: AbortSignal): Promise<ReachedDatabase> {
  if (config.database) {
    const nothing = async () => {}
    return { app: config.database, owner: config.databaseOwner, appAccount: null, embedded: false, close: nothing, abandon: nothing }
  }
  return { ...(await openEmbedded(config.dataDir, log, stop)), embedded: true }
}

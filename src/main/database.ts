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
}

/** The server that the configuration names, or the embedded one. */
export async function reachDatabase(config: Config, log: Log): Promise<ReachedDatabase> {
  if (config.database) {
    return { app: config.database, owner: config.databaseOwner, appAccount: null, embedded: false, close: async () => {} }
  }
  return { ...(await openEmbedded(config.dataDir, log)), embedded: true }
}

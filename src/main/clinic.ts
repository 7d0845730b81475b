import { join } from 'node:path'
import { createApp } from '../app.tsx'
import { type Config, root } from '../config.ts'
import { openDatabase } from '../database/pool.ts'
import { loadAssets } from '../web/assets.ts'
import type { Log } from '../web/log.ts'
import { readiness } from '../web/readiness.ts'
import { listen } from '../web/server.ts'
import { startClinicWorker } from '../worker.ts'
import type { ReachedDatabase } from './database.ts'
import { demoFile, prepareDemo, welcome } from './demo.ts'
import { refusePortTaken } from './port.ts'
import { migrateReached, refuseOldSchema } from './schema.ts'

interface Parts {
  config: Config
  log: Log
  reached: ReachedDatabase
  say: (line: string) => void
}

/** Opens the clinic on a database that is there; what has to be closed later is left with `closing`. */
export async function openClinic({ config, log, reached, say }: Parts, closing: AsyncDisposableStack): Promise<void> {
  const { db, close } = openDatabase(reached.app)
  closing.defer(close)
  if (reached.embedded) await migrateReached(reached)
  else await refuseOldSchema(db)
  const demo = await prepareDemo(db, config, say)

  const ready = readiness(db)
  const app = createApp({
    db,
    config: { ...config, demo },
    log,
    assets: loadAssets(join(root, 'build/static')),
    readiness: ready,
    metrics: config.metricsKey === null ? null : (await import('../web/metrics.ts')).openMetrics(config.metricsKey),
  })
  const server = await listen({ app, log, port: config.port, host: config.host }).catch(refusePortTaken(config))
  const worker = startClinicWorker({ db, config, log })
  closing.defer(async () => {
    ready.stopping()
    await Promise.all([server.stop(), worker.stop()])
  })
  const showDemoFile = demo ? await demoFile(config) : () => {}
  // In one breath: whoever finds the clinic ready finds the file, and whoever finds the file finds the clinic ready.
  ready.started()
  showDemoFile()
  say(welcome(config, demo))
}

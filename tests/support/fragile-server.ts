import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createConnection } from 'mysql2/promise'
import { spawnServer } from '../../src/database/embedded/spawn.ts'
import type { DatabaseAddress } from '../../src/database/pool.ts'
import { migratedSchema, rawConnection } from './schema.ts'
import { isRunning, startTestServer } from './server.ts'

/** A migrated MariaDB of a test's own that keeps what it has acknowledged, to be killed, frozen and started again. */
export interface FragileServer {
  socket: string
  owner: DatabaseAddress
  app: DatabaseAddress
  /** As by a loss of power; resolves when it is gone. */
  kill: () => Promise<void>
  start: () => Promise<void>
  /** It keeps its connections and says nothing. */
  freeze: () => void
  thaw: () => void
  /** Runs statements as the owner, over a connection of their own. */
  run: (sql: string) => Promise<void>
  stop: () => Promise<void>
}

const durable = ['--innodb-log-file-size=32M', '--innodb-flush-method=nosync', '--innodb-buffer-pool-size=64M']

export async function aFragileServer(): Promise<FragileServer> {
  const first = await startTestServer(durable)
  const { folder, socket, owner, app } = first
  await migratedSchema(owner)
  const files = { data: join(folder, 'data'), socket, pid: join(folder, 'pid'), log: join(folder, 'log') }
  let pid = first.pid
  const kill = async () => {
    if (isRunning(pid)) process.kill(pid, 'SIGKILL')
    while (isRunning(pid)) await pause(5)
  }
  return {
    socket,
    owner,
    app,
    kill,
    start: async () => {
      if (isRunning(pid)) return
      pid = (await spawnServer(files, durable)).pid
      while (!(await answers(owner))) await pause(20)
    },
    freeze: () => process.kill(pid, 'SIGSTOP'),
    thaw: () => process.kill(pid, 'SIGCONT'),
    run: async (sql) => {
      const connection = await rawConnection(owner)
      await connection.query(sql)
      await connection.end()
    },
    stop: async () => {
      await kill()
      await first.stop()
    },
  }
}

const answers = ({ socketPath, user, password }: DatabaseAddress): Promise<boolean> =>
  createConnection({ ...(socketPath ? { socketPath } : {}), user, password }).then(
    (connection) => connection.end().then(() => true),
    () => false,
  )

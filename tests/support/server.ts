import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createConnection } from 'mysql2/promise'
import { initialise } from '../../src/database/embedded/initialise.ts'
import { spawnServer } from '../../src/database/embedded/spawn.ts'
import type { DatabaseAddress } from '../../src/database/pool.ts'

export interface TestServer {
  folder: string
  pid: number
  socket: string
  owner: DatabaseAddress
  app: DatabaseAddress
  /** Kills the server by SIGKILL and starts it again on the same data. */
  restart: () => Promise<void>
  /** Ends the server and removes its files. */
  stop: () => Promise<void>
}

/** The data is thrown away, so nothing is ever flushed. */
const fast = [
  '--innodb-flush-log-at-trx-commit=0',
  '--innodb-flush-method=nosync',
  '--innodb-doublewrite=OFF',
  '--innodb-log-file-size=32M',
  '--innodb-buffer-pool-size=256M',
  '--innodb-stats-persistent=OFF',
]

const prefix = 'raseel-test-'

/** A MariaDB of its own under the temporary folder, with an owner and an app user who has no rights yet. */
export async function startTestServer(flags: string[] = fast): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), prefix))
  await writeFile(join(folder, 'runner'), String(process.pid))
  const data = join(folder, 'data')
  const socket = join(folder, 'socket')
  const files = { data, socket, pid: join(folder, 'pid'), log: join(folder, 'log') }
  const account = (user: string): DatabaseAddress => ({ socketPath: socket, user, password: `${user}-words`, database: 'raseel' })
  const [owner, app] = [account('raseel_owner'), account('raseel_app')]
  await initialise({ folder: data, flags: ['--innodb-log-file-size=32M', '--innodb-flush-method=nosync'], sql: users(owner, app) })
  let server = await spawnServer(files, flags)
  await answered(owner, files.log)
  const kill = async () => {
    if (isRunning(server.pid)) process.kill(server.pid, 'SIGKILL')
    await server.ended
  }
  const restart = async () => {
    await kill()
    server = await spawnServer(files, flags)
    await answered(owner, files.log)
  }
  const stop = async () => {
    await kill()
    await rm(folder, { recursive: true, force: true })
  }
  return { folder, pid: server.pid, socket, owner, app, restart, stop }
}

// '%' is for tests that reach the server over TCP; with --skip-networking nobody else can come.
const users = (owner: DatabaseAddress, app: DatabaseAddress): string => `
  CREATE DATABASE raseel;
  CREATE USER '${owner.user}'@'%' IDENTIFIED BY '${owner.password}';
  GRANT ALL PRIVILEGES ON *.* TO '${owner.user}'@'%' WITH GRANT OPTION;
  CREATE USER '${app.user}'@'%' IDENTIFIED BY '${app.password}';`

async function answered(address: DatabaseAddress, log: string): Promise<void> {
  const { socketPath, user, password } = address
  for (let tries = 0; tries < 600; tries++) {
    try {
      await (await createConnection({ ...(socketPath ? { socketPath } : {}), user, password })).end()
      return
    } catch {
      await pause(50)
    }
  }
  throw new Error(`The test database did not start:\n${existsSync(log) ? await readFile(log, 'utf8') : ''}`)
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Ends and removes the servers of earlier runs that were killed before they could. */
export async function sweepAbandonedServers(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix))
  for (const folder of names.map((name) => join(tmpdir(), name))) {
    const runner = await numberIn(join(folder, 'runner'))
    // One without a runner was being made, or removed, when its run was killed; or is being made just now.
    if (runner === null ? await isYoung(folder) : isRunning(runner)) continue
    const server = await numberIn(join(folder, 'pid'))
    if (server !== null && isRunning(server)) process.kill(server, 'SIGKILL')
    await rm(folder, { recursive: true, force: true })
  }
}

const isYoung = async (folder: string): Promise<boolean> =>
  (await stat(folder).catch(() => ({ mtimeMs: 0 }))).mtimeMs > Temporal.Now.instant().subtract({ hours: 1 }).epochMilliseconds

async function numberIn(file: string): Promise<number | null> {
  return Number(await readFile(file, 'utf8').catch(() => '')) || null
}

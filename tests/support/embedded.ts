import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync } from 'node:fs'
import { chown, constants, cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { buildSync } from 'esbuild'
import type { RowDataPacket } from 'mysql2/promise'
import { afterAll, afterEach } from 'vitest'
import { placeIn } from '../../src/database/embedded/place.ts'
import { processesWith, startOf } from '../../src/database/embedded/processes.ts'
import { serverPid } from '../../src/database/embedded/start.ts'
import { openEmbedded } from '../../src/database/embedded.ts'
import type { DatabaseAddress } from '../../src/database/pool.ts'
import { rawConnection } from './schema.ts'

/** The number of an account without any rights, which every Unix has. */
export const nobody = 65534

interface EmbeddedProcess {
  pid: number
  app: DatabaseAddress
  owner: DatabaseAddress
  /** Asks it to leave; answers its exit code. */
  stop: () => Promise<number | null>
  /** As by a loss of power. */
  kill: () => Promise<void>
}

interface EmbeddedSupport {
  /** A folder that does not exist yet. */
  aDataDir: (below?: string) => Promise<string>
  /** One with an empty database, as a clinic leaves it at night. */
  aUsedDataDir: () => Promise<string>
  /** Resolves when the process says that it has its database. */
  aProcess: (dataDir: string, as?: { user?: number; stopLimit?: number }) => Promise<EmbeddedProcess>
  /** Started, not waited for. */
  aStartingProcess: (dataDir: string, as?: { user?: number; stopLimit?: number }) => ChildProcess
}

/** Processes with embedded databases, of which nothing is left after each test. */
export function embeddedProcesses(): EmbeddedSupport {
  const folders: string[] = []
  const children: ChildProcess[] = []
  let template: Promise<string> | null = null

  afterAll(async () => {
    if (template) await rm(await template, { recursive: true, force: true })
    if (bundled) await rm(dirname(bundled), { recursive: true, force: true })
  })
  afterEach(async () => {
    for (const child of children.splice(0)) await killed(child)
    for (const folder of folders.splice(0)) {
      await killedServer(folder)
      const { dataDir, socket } = await placeIn(folder)
      await rm(folder, { recursive: true, force: true })
      // Of a path that is too long.
      if (dirname(socket) !== dataDir) await rm(dirname(socket), { recursive: true, force: true })
    }
  })

  const aStartingProcess: EmbeddedSupport['aStartingProcess'] = (dataDir, { user, stopLimit = 18_000 } = {}) => {
    const child = spawn(process.execPath, [processFile(), dataDir, String(stopLimit)], {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(user === undefined ? {} : { uid: user, gid: user }),
    })
    children.push(child)
    return child
  }
  const aDataDir: EmbeddedSupport['aDataDir'] = async (below = 'data') => {
    const folder = await mkdtemp(join(tmpdir(), 'raseel-embedded-'))
    if (process.getuid?.() === 0) await chown(folder, nobody, nobody)
    const dataDir = join(folder, below)
    folders.push(dataDir, folder)
    return dataDir
  }
  return {
    aDataDir,
    aUsedDataDir: async () => {
      template ??= aTemplate()
      const dataDir = await aDataDir()
      await cp(await template, dataDir, { recursive: true, mode: constants.COPYFILE_FICLONE })
      return dataDir
    },
    aStartingProcess,
    aProcess: async (dataDir, as) => {
      const child = aStartingProcess(dataDir, as)
      return {
        pid: child.pid ?? 0,
        ...(await addressesSaidBy(child)),
        kill: () => killed(child),
        stop: async () => {
          child.kill('SIGTERM')
          return ended(child)
        },
      }
    },
  }
}

/** Made once for a file of tests, because that takes a second of processor time. */
async function aTemplate(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'raseel-embedded-'))
  const note = () => {}
  const { close } = await openEmbedded(folder, { info: note, warn: note, error: note })
  await close()
  return folder
}

let bundled: string | null = null

/** Bundled, because dozens of these processes start and each would read a hundred files. */
function processFile(): string {
  if (bundled) return bundled
  const folder = mkdtempSync(join(tmpdir(), 'raseel-embedded-'))
  chmodSync(folder, 0o755)
  bundled = join(folder, 'process.mjs')
  buildSync({
    entryPoints: [join(import.meta.dirname, 'embedded-process.ts')],
    outfile: bundled,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  })
  return bundled
}

async function addressesSaidBy(child: ChildProcess): Promise<{ app: DatabaseAddress; owner: DatabaseAddress }> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  let complaints = ''
  child.stdout?.on('data', (part) => resolve(String(part)))
  child.stderr?.on('data', (part) => {
    complaints += part
  })
  child.once('exit', (code) => reject(new Error(`ended with ${code}: ${complaints}`)))
  return JSON.parse(await promise)
}

/** Its exit code. */
export async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

/** The process of the server on this data, or null. */
export const serverOn = async (dataDir: string): Promise<number | null> => serverPid(await placeIn(dataDir))

/** All processes of it: there must never be two. */
export async function serversOn(dataDir: string): Promise<number[]> {
  return processesWith(`--datadir=${(await placeIn(dataDir)).data} `)
}

export async function killedServer(dataDir: string): Promise<void> {
  const pid = await serverOn(dataDir)
  if (pid === null) return
  process.kill(pid, 'SIGKILL')
  while (startOf(pid) !== null) await pause(10)
}

/** The first column of the first row. */
export async function ask(address: DatabaseAddress, sql: string): Promise<unknown> {
  const connection = await rawConnection(address)
  try {
    const [rows] = await connection.query<RowDataPacket[]>(sql)
    return Object.values(rows[0] ?? {})[0]
  } finally {
    await connection.end()
  }
}

/** Asks until it is answered: a server that has died is on its way back. */
export async function askPatiently(address: DatabaseAddress, sql: string): Promise<unknown> {
  for (let tries = 0; ; tries++) {
    try {
      return await ask(address, sql)
    } catch (error) {
      if (tries > 300) throw error
      await pause(100)
    }
  }
}

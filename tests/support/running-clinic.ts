import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { processesWith, startOf } from '../../src/database/embedded/processes.ts'

export interface Account {
  name: string
  site: 'patient' | 'staff'
  role: string
  login: string
  password: string
}

export interface RunningClinic {
  pid: number
  port: number
  dataDir: string
  sites: { patient: string; staff: string }
  accounts: Account[]
  /** From the start of node to the first ready answer, in milliseconds. */
  readyAfter: number
  stop: () => Promise<void>
}

const prefix = 'raseel-run-'

/** Named for the process that uses it, so that what a killed one has left is known and removed, a database server included. */
export function temporaryFolder(): string {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1])
    if (pid > 0 && startOf(pid) === null) removeAbandoned(join(tmpdir(), name))
  }
  return mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`))
}

function removeAbandoned(folder: string): void {
  for (const pid of processesWith(`--datadir=${folder}/`)) process.kill(pid, 'SIGKILL')
  removeFolder(folder)
}

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })

/** Starts the built clinic (`program` is its main.js) with demo data in this folder, as `npm start` does after its set-up. */
export async function startClinic(program: string, dataDir: string): Promise<RunningClinic> {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(process.execPath, ['--enable-source-maps', program], {
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, RATE_LIMIT: '100000' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const { pid } = child
  if (pid === undefined) throw new Error('the clinic could not be started')
  while (!(await isReady(port))) {
    if (child.exitCode !== null) throw new Error(`the clinic ended with ${child.exitCode}`)
    await pause(5)
  }
  const readyAfter = performance.now() - began
  const { sites, accounts } = JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8'))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  return { pid, port, dataDir, sites, accounts, readyAfter, stop }
}

const isReady = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const asked = request({ port, host: '127.0.0.1', path: '/readyz', headers: { Host: `localhost:${port}` } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode === 200)
    })
    asked.once('error', () => resolve(false))
    asked.end()
  })

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

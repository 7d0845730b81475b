import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeAll } from 'vitest'
import { startOf } from '../../src/database/embedded/processes.ts'
import { killedServer } from '../support/embedded.ts'

export const root = join(import.meta.dirname, '../..')

interface ClinicProcess {
  /** Also the number of its process group. */
  pid: number
  port: number
  /** What it has printed so far. */
  output: () => string
  ready: () => Promise<void>
  /** A signal to the process alone. */
  signal: (name: NodeJS.Signals) => void
  /** A signal to the whole group, as a terminal or a service manager sends it. */
  signalGroup: (name: NodeJS.Signals) => void
  /** Resolves with the exit code. */
  ended: Promise<number | null>
}

interface ClinicProcesses {
  aDataDir: () => Promise<string>
  /** Runs `command` (by default the built clinic) with these settings and no others. */
  aClinic: (settings: Record<string, string>, command?: string[]) => Promise<ClinicProcess>
}

export const builtClinic = [process.execPath, '--enable-source-maps', join(root, 'build/main.js')]

/** Clinics that run as processes, of which nothing is left after each test. */
export function clinicProcesses(): ClinicProcesses {
  const children: ChildProcess[] = []
  const folders: string[] = []

  beforeAll(() => void execFileSync(process.execPath, [join(root, 'ops/build.mjs')], { stdio: 'inherit' }))

  afterEach(async () => {
    for (const child of children.splice(0)) await groupKilled(child)
    for (const folder of folders.splice(0)) {
      await killedServer(folder)
      await rm(folder, { recursive: true, force: true })
    }
  })

  return {
    aDataDir: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'raseel-start-'))
      folders.push(folder)
      return folder
    },
    aClinic: async (settings, [program = '', ...rest] = builtClinic) => {
      const port = Number(settings.PORT ?? (await freePort()))
      const { PATH = '', HOME = '', TMPDIR = '/tmp' } = process.env
      const env = { PATH, HOME, TMPDIR, PORT: String(port), ...settings }
      const child = spawn(program, rest, { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
      children.push(child)
      return clinicIn(child, port)
    },
  }
}

function clinicIn(child: ChildProcess, port: number): ClinicProcess {
  let said = ''
  const hear = (part: unknown) => {
    said += String(part)
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  const pid = child.pid ?? 0
  return {
    pid,
    port,
    output: () => said,
    ended: once(child, 'close').then(([code]) => code),
    signal: (name) => void child.kill(name),
    signalGroup: (name) => void process.kill(-pid, name),
    ready: async () => {
      while ((await get(port, '/readyz').catch(() => null))?.status !== 200) {
        if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode} before it was ready: ${said}`)
        await pause(50)
      }
    },
  }
}

export async function groupKilled(child: ChildProcess): Promise<void> {
  const group = child.pid ?? 0
  const gone = child.exitCode !== null || child.signalCode !== null ? null : once(child, 'exit')
  try {
    process.kill(-group, 'SIGKILL')
  } catch {
    // Nobody is left in it.
  }
  await gone
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  return port
}

export async function get(port: number, path: string, host = `localhost:${port}`): Promise<{ status: number; body: string }> {
  const asked = request({ port, host: '127.0.0.1', path, headers: { Host: host, 'Accept-Language': 'en' } })
  asked.end()
  const [answer]: IncomingMessage[] = await once(asked, 'response')
  let body = ''
  for await (const part of answer ?? []) body += String(part)
  return { status: answer?.statusCode ?? 0, body }
}

export async function gone(pid: number): Promise<void> {
  while (startOf(pid) !== null) await pause(20)
}

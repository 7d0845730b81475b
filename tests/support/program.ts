import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '../..')

export interface Program {
  /** Starts it as a process of its own; resolves once it has written `ready` to its output. */
  start: (env: Record<string, string>) => Promise<ChildProcess>
  remove: () => Promise<void>
}

/** A test's own program, for what only a process can do: be killed. */
export async function program(entry: URL): Promise<Program> {
  // Inside node_modules, so that it finds its packages and no tool takes it for a source.
  const folder = join(root, 'node_modules/.cache/raseel', `test-${process.pid}`)
  await mkdir(folder, { recursive: true })
  const file = join(folder, `${basename(entry.pathname)}.mjs`)
  await build({
    entryPoints: [fileURLToPath(entry)],
    outfile: file,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    sourcemap: 'inline',
    jsx: 'automatic',
    jsxImportSource: '#jsx',
    logLevel: 'error',
  })
  return {
    start: async (env) => {
      const child = spawn(process.execPath, ['--enable-source-maps', file], {
        env: { ...process.env, ...env },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      child.stdout.on('data', (text) => String(text).includes('ready') && resolve())
      child.once('exit', (code) => reject(new Error(`${entry.pathname} ended with ${code} before it was ready`)))
      await promise
      return child
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** As a machine that loses its power; resolves when the process is gone. */
export async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

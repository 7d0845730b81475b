import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { CannotStart } from '../../config.ts'
import { type ServerFiles, serverFlags } from './flags.ts'
import { findProgram } from './programs.ts'

export interface SpawnedServer {
  pid: number
  /** Resolves with the exit code (null after a signal) when the process has ended. */
  ended: Promise<number | null>
}

const spawned = new Set<ChildProcess>()

/** Asks every server that this process has started to shut down, without waiting: for who has no time left. */
export function endSpawned(): void {
  for (const child of spawned) child.kill('SIGTERM')
}

/**
 * Starts mariadbd in a session of its own: a Ctrl+C in the terminal or a signal to our process group must not reach it before
 * the running requests are through. What it says is appended to the log file.
 */
export function spawnServer(files: ServerFiles & { log: string }, flags: string[] = []): Promise<SpawnedServer> {
  const program = findProgram('mariadbd')
  if (!program) throw new CannotStart('The program mariadbd is missing: run `sh ops/setup.sh`.')
  const log = openSync(files.log, 'a', 0o600)
  const child = spawn(program, [...serverFlags(files), ...flags], { detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  child.unref()
  spawned.add(child)
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  void ended.then(() => spawned.delete(child))
  return new Promise((resolve, reject) => {
    child.on('error', (error) => {
      spawned.delete(child)
      reject(error)
    })
    child.on('spawn', () => resolve({ pid: child.pid ?? 0, ended }))
  })
}

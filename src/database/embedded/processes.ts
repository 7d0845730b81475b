import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * When a process began, in whatever words the system has for it; null when there is none (or only a zombie).
 * Together with its number this names a process for good: numbers alone are used again.
 */
export function startOf(pid: number): string | null {
  if (process.platform !== 'linux') return fromPs(pid, 'lstart=')
  try {
    // The name in parentheses may hold spaces; state is the first field after it, the start the twentieth.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null)
  } catch {
    return null
  }
}

/** The command line of a process, empty when there is none. */
export function commandOf(pid: number): string {
  if (process.platform !== 'linux') return fromPs(pid, 'command=') ?? ''
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}

/** The processes whose command line holds these words. */
export function processesWith(words: string): number[] {
  if (process.platform === 'linux') {
    const pids = readdirSync('/proc').map(Number)
    return pids.filter((pid) => pid > 0 && commandOf(pid).includes(words) && startOf(pid) !== null)
  }
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,command='], { encoding: 'utf8' }).split('\n')
  return lines.filter((line) => line.includes(words)).map((line) => Number.parseInt(line, 10))
}

const shutDownPatience = 3_000

/** Lets a process end by itself, kills it where that takes too long, and resolves when it is gone. */
export async function endProcess(pid: number): Promise<void> {
  const began = startOf(pid)
  const end = performance.now() + shutDownPatience
  if (began !== null) send(pid, 'SIGTERM')
  while (began !== null && startOf(pid) === began) {
    if (performance.now() > end) send(pid, 'SIGKILL')
    await pause(20)
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has just gone.
  }
}

function fromPs(pid: number, column: string): string | null {
  try {
    return execFileSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || null
  } catch {
    return null
  }
}

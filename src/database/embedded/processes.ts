import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

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

function fromPs(pid: number, column: string): string | null {
  try {
    return execFileSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || null
  } catch {
    return null
  }
}

import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const least = 32

/** The bytes of a secret's file, or null when there are too few to be one. */
export function secretIn(file: string): Buffer | null {
  try {
    const bytes = readFileSync(file)
    return bytes.length < least ? null : bytes
  } catch {
    return null
  }
}

/** The secret of a clinic that was given none: made once and kept with its data. */
export function ownSecret(dataDir: string, name: 'secret-key' | 'audit-key'): Buffer | null {
  const file = join(dataDir, name)
  const kept = secretIn(file)
  if (kept) return kept
  const whole = `${file}.${process.pid}`
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    // Two processes may start at once: the first to put its whole file in place decides, and nobody reads half of one.
    writeFileSync(whole, randomBytes(least), { mode: 0o600 })
    linkSync(whole, file)
  } catch {
    // Another was first, or the folder cannot be written: reading tells.
  }
  try {
    rmSync(whole, { force: true })
  } catch {
    // Where nothing can be written, nothing is left over.
  }
  return secretIn(file)
}

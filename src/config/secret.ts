import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

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
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    // Two processes may start at once; the first to write decides.
    writeFileSync(file, randomBytes(least), { mode: 0o600, flag: 'wx' })
  } catch {
    // It is there already, or the folder cannot be written: reading tells.
  }
  return secretIn(file)
}

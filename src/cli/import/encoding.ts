import { closeSync, openSync, readSync } from 'node:fs'
import { Unreadable } from './unreadable.ts'

/** Of a file so many bytes tell its letters; what does not fit further down is told when it is met. */
const looked = 8_000_000

/**
 * How a CSV writes its letters: by its mark, else UTF-8 where that fits, else what Excel on an Arabic Windows saves. A name that was
 * given counts, unless there is no such encoding.
 */
export function encodingOf(file: string, start: Buffer, given: string | undefined): string {
  if (given !== undefined) return known(given)
  if (start.subarray(0, 2).equals(Buffer.from('fffe', 'hex'))) return 'utf-16le'
  if (start.subarray(0, 2).equals(Buffer.from('feff', 'hex'))) return 'utf-16be'
  if (start.subarray(0, 3).equals(Buffer.from('efbbbf', 'hex'))) return 'utf-8'
  return isUtf8(beginningOf(file)) ? 'utf-8' : 'windows-1256'
}

function known(given: string): string {
  try {
    return new TextDecoder(given).encoding
  } catch {
    throw new Unreadable('encoding', given)
  }
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

function beginningOf(file: string): Buffer {
  const handle = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(looked)
    return bytes.subarray(0, readSync(handle, bytes))
  } finally {
    closeSync(handle)
  }
}

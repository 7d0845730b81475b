import { inflateRawSync } from 'node:zlib'
import { Unreadable } from './unreadable.ts'

/** What a workbook may be unpacked; a hundred thousand patients are a fifth of it. */
const largest = 250_000_000

const endOfDirectory = 0x06054b50
const directoryEntry = 0x02014b50
const localEntry = 0x04034b50
const deflated = 8

/**
 * Refuses a workbook that unpacks to more than any clinic's, whatever size it claims (APPNOTE 6.3.9, sections 4.3.7, 4.3.12, 4.3.16):
 * each part is unpacked once with a limit, and thrown away, before the library unpacks it without one.
 */
export function refuseBombs(bytes: Buffer): void {
  let left = largest
  for (const { offset, packed, claimed, method } of entriesOf(bytes)) {
    if (claimed > left) throw new Unreadable('bomb')
    const size = method === deflated ? unpackedSize(bytes, offset, packed, claimed) : packed
    if (size !== claimed) throw new Unreadable('broken-excel')
    left -= size
  }
}

function unpackedSize(bytes: Buffer, offset: number, packed: number, claimed: number): number {
  try {
    const data = dataAt(bytes, offset, packed)
    return inflateRawSync(data, { maxOutputLength: Math.max(1, claimed) }).length
  } catch (error) {
    if (error instanceof RangeError) throw new Unreadable('bomb')
    throw new Unreadable('broken-excel')
  }
}

function dataAt(bytes: Buffer, offset: number, packed: number): Buffer {
  if (bytes.readUInt32LE(offset) !== localEntry) throw new Unreadable('broken-excel')
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  return bytes.subarray(start, start + packed)
}

interface Entry {
  offset: number
  packed: number
  claimed: number
  method: number
}

function entriesOf(bytes: Buffer): Entry[] {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== endOfDirectory) throw new Unreadable('broken-excel')
  const entries: Entry[] = []
  let place = bytes.readUInt32LE(end + 16)
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count -= 1) {
    if (place + 46 > bytes.length || bytes.readUInt32LE(place) !== directoryEntry) throw new Unreadable('broken-excel')
    entries.push({
      method: bytes.readUInt16LE(place + 10),
      packed: bytes.readUInt32LE(place + 20),
      claimed: bytes.readUInt32LE(place + 24),
      offset: bytes.readUInt32LE(place + 42),
    })
    place += 46 + bytes.readUInt16LE(place + 28) + bytes.readUInt16LE(place + 30) + bytes.readUInt16LE(place + 32)
  }
  return entries
}

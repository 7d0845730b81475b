import { createHash } from 'node:crypto'
import { type Id, idOfBytes } from '../../database/ids.ts'

/** Between 0 and 1, always the same for the same words: so the demo clinic is the same one everywhere. */
export function chance(...words: (string | number)[]): number {
  let hash = 0x811c9dc5
  for (const letter of words.join('/')) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000
}

/** One of these, always the same for the same words. */
export function pick<T>(from: readonly [T, ...T[]], ...words: (string | number)[]): T {
  return from[Math.floor(chance(...words) * from.length)] ?? from[0]
}

/** A whole number from `least` to `most`, always the same for the same words. */
export const between = (least: number, most: number, ...words: (string | number)[]): number =>
  least + Math.floor(chance(...words) * (most - least + 1))

const made = Temporal.Instant.from('2026-01-01T00:00:00Z').epochMilliseconds

/** An id of the demo clinic, always the same for the same words; in form a UUIDv7 of 1 January 2026. */
export function demoId<Of extends string>(...words: (string | number)[]): Id<Of> {
  const bytes = createHash('sha256').update(words.join('/')).digest().subarray(0, 16)
  bytes.writeUIntBE(made, 0, 6)
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6)
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8)
  return idOfBytes<Of>(bytes)
}

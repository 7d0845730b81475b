import { randomFillSync } from 'node:crypto'

declare const of: unique symbol

/** A UUIDv7 (RFC 9562) as lower-case text; BINARY(16) in the database. `Of` keeps a doctor's id from passing for a patient's. */
export type Id<Of extends string = string> = string & { readonly [of]: Of }

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

let latest = 0
let sequence = 0

/** Asked of the system for many ids at once: each page writes who saw it, and asking takes as long as writing the id. */
const random = Buffer.alloc(4096)
let used = random.length

/** Eight random bytes that nobody had before. */
function fresh(): Buffer {
  if (used === random.length) {
    randomFillSync(random)
    used = 0
  }
  used += 8
  return random.subarray(used - 8, used)
}

/** Ids of one process grow in the order in which they were made: the twelve bits after the time count within a millisecond. */
export function newId<Of extends string>(): Id<Of> {
  const now = Temporal.Now.instant().epochMilliseconds
  sequence = now > latest ? 0 : sequence + 1
  latest = Math.max(now, latest) + (sequence >> 12)
  sequence &= 0xfff
  const bytes = Buffer.alloc(16)
  bytes.set(fresh(), 8)
  bytes.writeUIntBE(latest, 0, 6)
  bytes.writeUInt16BE(0x7000 | sequence, 6)
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8)
  return idOfBytes(bytes)
}

/** The id that somebody sent us, or null when it is none. */
export function idOf<Of extends string>(text: unknown): Id<Of> | null {
  if (typeof text !== 'string') return null
  const lower = text.toLowerCase()
  return form.test(lower) ? (lower as Id<Of>) : null
}

export function idOfBytes<Of extends string>(bytes: Buffer): Id<Of> {
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id<Of>
}

export const bytesOfId = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex')

import { createHash } from 'node:crypto'
import type { Actor } from '../../audit/actor.ts'
import { type Id, idOfBytes } from '../../database/ids.ts'

/**
 * The receipt of a step in a row of a list, where two hundred made ones would be five kilobytes: the same person doing the same
 * thing to the same version of the same visit does it once. Named UUID (version 8), so it meets none that a form has made.
 */
export function stepReceipt(actor: Actor, subject: Id, version: number | string, action: string): Id<'receipt'> {
  const bytes = createHash('sha256').update(`${actor.user} ${subject} ${version} ${action}`).digest().subarray(0, 16)
  bytes.writeUInt8(0x80 | (bytes.readUInt8(6) & 0x0f), 6)
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8)
  return idOfBytes(bytes)
}

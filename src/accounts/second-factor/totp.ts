import { createHmac, timingSafeEqual } from 'node:crypto'

/** Seconds for which an app shows one number, and how many digits it has (RFC 6238, and what every app takes for granted). */
const period = 30
const digits = 6

/** 160 bits, as RFC 4226 asks for. */
export const secretBytes = 20

/** The number that an app shows during a step of thirty seconds (RFC 4226, 5.3). */
export function codeAt(secret: Buffer, step: number): string {
  const moment = Buffer.alloc(8)
  moment.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(moment).digest()
  const offset = mac.readUInt8(mac.length - 1) & 0xf
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 10 ** digits).padStart(digits, '0')
}

export const stepAt = (now: Temporal.Instant): number => Math.floor(now.epochMilliseconds / 1000 / period)

/**
 * In which step an app shows these digits: now, one before, because typing takes a while, or one after, because clocks differ.
 * Null when in none. The newest is named, so that an app's next number is not refused as old.
 */
export function stepOf(secret: Buffer, typed: string, now: Temporal.Instant): number | null {
  if (!/^\d{6}$/.test(typed)) return null
  const step = stepAt(now)
  const fitting = [step - 1, step, step + 1].filter((one) => timingSafeEqual(Buffer.from(codeAt(secret, one)), Buffer.from(typed)))
  return fitting.at(-1) ?? null
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Base 32 (RFC 4648) without padding: twenty bytes are 32 letters, none of which is taken for another. */
export function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

/** What the picture holds that an app reads (Key Uri Format); `issuer` and `account` are what the app then calls it. */
export function appAddress(secret: Buffer, { issuer, account }: { issuer: string; account: string }): string {
  const label = `${encodeURIComponent(issuer.replaceAll(':', ' '))}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=${digits}&period=${period}`
}

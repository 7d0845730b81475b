import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** What only this clinic can have written and only it can read, for one purpose; AES-256-GCM under a key of that purpose's own. */
export function seal(secret: Buffer, purpose: string, content: Buffer): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, purpose), iv)
  const sealed = [cipher.update(content), cipher.final()]
  return Buffer.concat([iv, cipher.getAuthTag(), ...sealed]).toString('base64url')
}

/** Null for what this clinic did not seal for this purpose. */
export function unseal(secret: Buffer, purpose: string, text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length <= 28) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(secret, purpose), bytes.subarray(0, 12), { authTagLength: 16 })
    decipher.setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
  } catch {
    return null
  }
}

const keyOf = (secret: Buffer, purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))

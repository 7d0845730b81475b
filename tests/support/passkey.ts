import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

interface Asked {
  challenge: string
  /** Where the browser is, and whose key it uses; the staff site's unless the test is about another. */
  origin?: string
  rpId?: string
}

/** A security key in software: it makes one passkey and signs with it, as a browser would hand it on. */
export function aSecurityKey() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(32)
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  let counter = 0

  const authenticatorData = (rpId: string, flags: number, more: Buffer[] = []): Buffer => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), count, ...more])
  }
  const clientData = (type: string, { challenge, origin = 'http://staff.localhost:3000' }: Asked): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  const named = (response: Record<string, Buffer>) => {
    const parts = Object.entries(response).map(([name, bytes]) => [name, bytes.toString('base64url')])
    const text = id.toString('base64url')
    return JSON.stringify({ id: text, rawId: text, type: 'public-key', response: Object.fromEntries(parts) })
  }

  return {
    /** What `navigator.credentials.create` answers with. */
    make(asked: Asked): string {
      // COSE: kty EC2, alg ES256, crv P-256, x, y.
      const key = Buffer.concat([
        Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
        bytes(Buffer.from(x, 'base64url')),
        Buffer.from([0x22]),
        bytes(Buffer.from(y, 'base64url')),
      ])
      const data = authenticatorData(asked.rpId ?? 'staff.localhost', 0x41, [Buffer.alloc(16), Buffer.from([0, id.length]), id, key])
      const attestationObject = Buffer.concat([
        Buffer.from([0xa3]),
        word('fmt'),
        word('none'),
        word('attStmt'),
        Buffer.from([0xa0]),
        word('authData'),
        bytes(data),
      ])
      return named({ clientDataJSON: clientData('webauthn.create', asked), attestationObject })
    },
    /** What `navigator.credentials.get` answers with. */
    sign(asked: Asked): string {
      counter += 1
      const data = authenticatorData(asked.rpId ?? 'staff.localhost', 0x01)
      const client = clientData('webauthn.get', asked)
      const signature = sign('sha256', Buffer.concat([data, createHash('sha256').update(client).digest()]), privateKey)
      return named({ clientDataJSON: client, authenticatorData: data, signature })
    },
  }
}

const word = (text: string): Buffer => Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)])
const bytes = (content: Buffer): Buffer =>
  Buffer.concat([
    content.length < 256 ? Buffer.from([0x58, content.length]) : Buffer.from([0x59, content.length >> 8, content.length & 0xff]),
    content,
  ])

import { generateKeyPairSync, sign } from 'node:crypto'

/** A certificate for a host, signed by its own key, and that key: Node makes none (RFC 5280, 4.1). */
export function aCertificate(host: string): { cert: string; key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = sequence(part(0x31, sequence(commonName, part(0x0c, Buffer.from(host)))))
  const otherNames = sequence(subjectAltName, part(0x04, sequence(part(0x82, Buffer.from(host)))))
  const said = sequence(
    part(0xa0, part(0x02, Buffer.of(2))),
    part(0x02, Buffer.of(1)),
    sequence(ecdsaWithSha256),
    name,
    sequence(part(0x18, Buffer.from('20260101000000Z')), part(0x18, Buffer.from('21260101000000Z'))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    part(0xa3, sequence(otherNames)),
  )
  const signature = part(0x03, Buffer.of(0), sign('sha256', said, privateKey))
  return {
    cert: pem('CERTIFICATE', sequence(said, sequence(ecdsaWithSha256), signature)),
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  }
}

/** Tag, length, content (X.690, 8.1). */
function part(tag: number, ...content: Buffer[]): Buffer {
  const all = Buffer.concat(content)
  const length = all.length < 0x80 ? [all.length] : all.length < 0x100 ? [0x81, all.length] : [0x82, all.length >> 8, all.length & 0xff]
  return Buffer.concat([Buffer.of(tag, ...length), all])
}

const sequence = (...content: Buffer[]): Buffer => part(0x30, ...content)
const named = (hex: string): Buffer => part(0x06, Buffer.from(hex, 'hex'))
const commonName = named('550403')
const subjectAltName = named('551d11')
const ecdsaWithSha256 = named('2a8648ce3d040302')

const pem = (what: string, der: Buffer): string =>
  `-----BEGIN ${what}-----\n${der.toString('base64').replaceAll(/.{64}(?=.)/g, '$&\n')}\n-----END ${what}-----\n`

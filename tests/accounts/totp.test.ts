import { describe, expect, it } from 'vitest'
import { meantBy, newReadableCode } from '../../src/accounts/second-factor/readable-code.ts'
import { appAddress, base32, codeAt, secretBytes, stepAt, stepOf } from '../../src/accounts/second-factor/totp.ts'

/** The key of RFC 4226 and RFC 6238, in their appendices. */
const key = Buffer.from('12345678901234567890')
const at = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000)

describe('a number of an app', () => {
  it('is that of RFC 4226, appendix D', () => {
    const numbers = Array.from({ length: 10 }, (_, step) => codeAt(key, step))
    expect(numbers).toEqual(['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'])
  })

  it('is that of RFC 6238, appendix B, in its last six digits', () => {
    const known: [number, string][] = [
      [59, '287082'],
      [1_111_111_109, '081804'],
      [1_111_111_111, '050471'],
      [1_234_567_890, '005924'],
      [2_000_000_000, '279037'],
      [20_000_000_000, '353130'],
    ]
    for (const [seconds, number] of known) expect(codeAt(key, stepAt(at(seconds))), String(seconds)).toBe(number)
  })

  it('is taken a step early and a step late, and no more', () => {
    const now = at(1_234_567_890)
    const step = stepAt(now)
    const taken = [-2, -1, 0, 1, 2].map((away) => stepOf(key, codeAt(key, step + away), now))
    expect(taken).toEqual([null, step - 1, step, step + 1, null])
  })

  it('is six digits and nothing else', () => {
    for (const typed of ['', '12345', '1234567', '12345a', ' 123456', '123 456', '-12345', '1e5000'])
      expect(stepOf(key, typed, at(59)), typed).toBeNull()
  })
})

describe('a key', () => {
  it('is written as in RFC 4648', () => {
    expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI')
    expect(base32(key)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
    expect(base32(Buffer.alloc(secretBytes, 7))).toMatch(/^[A-Z2-7]{32}$/)
  })

  it('comes with the clinic’s and the person’s name, whatever letters these have', () => {
    const url = new URL(appAddress(key, { issuer: 'مركز رسيل: الرياض', account: 'huda@raseel.example' }))
    expect(decodeURIComponent(url.pathname)).toBe('/مركز رسيل  الرياض:huda@raseel.example')
    expect(url.searchParams.get('secret')).toBe(base32(key))
    expect(url.searchParams.get('issuer')).toBe('مركز رسيل: الرياض')
  })
})

describe('a code on paper', () => {
  it('has groups of four without letters that are taken for others', () => {
    for (let n = 0; n < 200; n += 1) expect(newReadableCode(4)).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
  })

  it('is understood as people type it', () => {
    for (const typed of ['7K2M-9QX0', '7k2m 9qxo', '7k2m9qxO', '٧k2m-٩qx٠', ' 7K2M—9QX0 ']) expect(meantBy(typed), typed).toBe('7K2M9QX0')
    expect(meantBy('iLoI')).toBe('1101')
  })
})

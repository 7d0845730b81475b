import { expect, it } from 'vitest'
import { seal, unseal } from '../../src/accounts/seal.ts'

const secret = Buffer.alloc(32, 7)
const words = Buffer.from('جمل نافذة')
const sealed = () => seal(secret, 'a purpose', words)

it('opens for who sealed it, and says nothing of what is in it: twice the same is never the same', () => {
  const [one, other] = [sealed(), sealed()]
  expect(one).not.toBe(other)
  expect(unseal(secret, 'a purpose', one)).toEqual(words)
  expect(Buffer.from(one, 'base64url').includes(words)).toBe(false)
})

it('does not open for another purpose or by another secret', () => {
  expect(unseal(secret, 'another purpose', sealed())).toBeNull()
  expect(unseal(Buffer.alloc(32, 8), 'a purpose', sealed())).toBeNull()
})

it('does not open once a single bit of it was altered, or a piece is missing', () => {
  const bytes = Buffer.from(sealed(), 'base64url')
  for (let place = 0; place < bytes.length; place += 1) {
    const altered = Buffer.from(bytes)
    altered.writeUInt8(altered.readUInt8(place) ^ 1, place)
    expect(unseal(secret, 'a purpose', altered.toString('base64url')), `byte ${place}`).toBeNull()
    expect(unseal(secret, 'a purpose', bytes.subarray(0, place).toString('base64url')), `the first ${place} bytes`).toBeNull()
  }
})

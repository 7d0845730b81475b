import { expect, it } from 'vitest'
import { faultOf, shortest } from '../../src/accounts/own/new-password.ts'
import { hashPassword, isPassword } from '../../src/accounts/passwords.ts'
import { Unavailable } from '../../src/database/errors.ts'

it('keeps an argon2id hash at the cost that OWASP asks for', async () => {
  expect(await hashPassword('palm river lantern')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

it('knows the password and no other', async () => {
  const hash = await hashPassword('palm river lantern')
  expect(await isPassword(hash, 'palm river lantern')).toBe(true)
  expect(await isPassword(hash, 'palm river lanterN')).toBe(false)
  expect(await isPassword(hash, '')).toBe(false)
})

it('knows it from a keyboard that writes the same letters in another way', async () => {
  const hash = await hashPassword('caf\u00e9 \ufefb palm river')
  expect(await isPassword(hash, 'cafe\u0301 \u0644\u0627 palm river')).toBe(true)
})

it('takes a long one whole: the last of two hundred letters counts', { timeout: 20_000 }, async () => {
  const long = `${'river stone lamp '.repeat(12)}x`
  const known = await hashPassword(long)
  expect(faultOf(long, { least: shortest, known: [] })).toBeNull()
  expect([await isPassword(known, long), await isPassword(known, `${long.slice(0, -1)}y`)]).toEqual([true, false])
})

it('is never right for somebody without a password', async () => {
  expect(await isPassword(null, '')).toBe(false)
})

it('hashes two at a time, lets twenty wait, and turns the others away', async () => {
  const all = await Promise.allSettled(Array.from({ length: 30 }, () => isPassword(null, 'palm river lantern')))
  const turnedAway = all.filter((one) => one.status === 'rejected')
  expect(turnedAway).toHaveLength(8)
  expect(turnedAway.every((one) => one.reason instanceof Unavailable)).toBe(true)
  expect(await isPassword(null, 'palm river lantern'), 'the queue is empty again').toBe(false)
})

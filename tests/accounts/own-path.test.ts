import { expect, it, test } from 'vitest'
import { ownPath } from '../../src/accounts/own-path.ts'

it('leads to any page of this host', () => {
  for (const path of ['/', '/appointments', '/book?visit=new&day=2026-11-24', '/doctors/%D8%B3']) expect(ownPath(path)).toBe(path)
})

const elsewhere = [
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/./\\evil.example',
  '/.//evil.example',
  '/..//evil.example',
  'https://evil.example',
  'https:evil.example',
  'javascript:alert(1)',
  'evil.example',
  '@evil.example',
  ' /appointments',
  '',
  `/${'a'.repeat(2000)}`,
]
for (const address of elsewhere) test(`never leads to ${JSON.stringify(address).slice(0, 40)}`, () => expect(ownPath(address)).toBeNull())

it('does not lead back to a door', () => {
  for (const path of ['/sign-in', '/sign-in?to=/', '/sign-out', '/a/../sign-out']) expect(ownPath(path)).toBeNull()
})

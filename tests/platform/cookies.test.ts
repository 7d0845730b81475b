import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../src')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(root, name), 'utf8').replaceAll(/\s+/g, ' ') }))

/** For this host alone, for TLS alone, out of scripts' reach, and sent by no other website's forms. */
const safe = "prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Lax'"

test('every cookie that is set anywhere is of this host, for TLS, out of scripts’ reach, and stays with its own site', () => {
  const setting = files.filter(({ text }) => text.includes('setCookie(c,'))
  expect(setting.length).toBeGreaterThan(5)
  for (const { name, text } of setting) {
    expect(text.split(safe).length, name).toBeGreaterThan(1)
    // What a call adds to them is how long the cookie lives, and nothing else.
    const said = text.replaceAll(safe, '').match(/\b(prefix|secure|httpOnly|sameSite|domain): /g)
    expect(said, name).toBeNull()
  }
  expect(
    files.filter(({ text }) => /(header|append|set)\(['"]set-cookie['"]/i.test(text)).map(({ name }) => name),
    'nor is one written by hand',
  ).toEqual([])
})

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const files = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|js)$/.test(name))
    .map((name) => `${folder}/${name}`)
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** Where it may be guessed: how long somebody waits before trying again, and which of several free doctors is offered first. */
const harmless = [
  'src/appointments/free/choose.ts',
  'src/database/embedded/lock.ts',
  'src/database/transact.ts',
  'src/jobs/deliver.ts',
  'src/jobs/worker.ts',
]

test('nothing that must not be guessed comes from Math.random: codes, keys and tokens are the system’s random numbers', () => {
  const guessable = ['src', 'views', 'static'].flatMap(files).filter((path) => read(path).includes('Math.random'))
  expect(guessable.sort()).toEqual(harmless)
  for (const path of ['accounts/codes.ts', 'accounts/sessions.ts', 'accounts/second-factor/readable-code.ts']) {
    expect(read(`src/${path}`), path).toMatch(/random(Bytes|Int).* from 'node:crypto'/)
  }
  // An app's key is made from the clinic's secret and the session, which is 256 of these bits.
  expect(read('src/accounts/second-factor/offered-key.ts')).toContain("hkdfSync('sha256', secret, session, purpose, secretBytes)")
})

/** What the browser keeps of its own: whether keys are on, when this desk was last used, locked and signed out of, and the numbers of its session and of whose it is, which open nothing. No word of a person. */
const kept = ['static/keys.js', 'static/leave.js', 'static/lock.js']

test('scripts keep nothing of a person in the browser: three files know its storage, and write a word, a time or numbers', () => {
  const storing = /localStorage|sessionStorage|indexedDB|document\.cookie|cookieStore|caches\.|serviceWorker/
  expect(
    files('static')
      .filter((path) => storing.test(read(path)))
      .sort(),
  ).toEqual(kept)
  const written = kept.flatMap((path) => [...read(path).matchAll(/setItem\((.+?)\)$/gm)].map(([, what]) => what))
  expect(written).toEqual([
    "setting, toggle.checked ? 'on' : 'off')",
    "'signed-out', Date.now())",
    'what, Date.now()',
    "'desk-session', desk",
  ])
})

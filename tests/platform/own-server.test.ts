import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../support/embedded.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { builtClinic, clinicProcesses, freePort, get, root } from './clinic-process.ts'

const { aDataDir, aClinic } = clinicProcesses()

let server: TestServer
let settings: Record<string, string>

beforeAll(async () => {
  const port = await freePort()
  server = await startTestServer([
    '--skip-networking=OFF',
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    '--innodb-flush-log-at-trx-commit=0',
  ])
  const url = ({ user, password }: TestServer['app']) => `mysql://${user}:${password}@127.0.0.1:${port}/raseel`
  settings = { DATABASE_URL: url(server.app), DATABASE_OWNER_URL: url(server.owner) }
})
afterAll(() => server.stop())

const raseel = async (command: string, more: Record<string, string> = {}) => {
  const program = [...builtClinic.slice(0, 2), `${root}/build/cli.js`, command]
  const run = await aClinic({ ...settings, DATA_DIR: await aDataDir(), ...more }, program)
  return { code: await run.ended, output: run.output() }
}
const tables = () => ask(server.owner, "SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'raseel'")

test('a start neither migrates nor seeds a server that it does not embed, and says what to run', async () => {
  const clinic = await aClinic({ ...settings, DATA_DIR: await aDataDir() })
  expect(await clinic.ended).toBe(1)
  expect(clinic.output()).toBe('DATABASE_URL: its schema is not up to date; run `npx raseel migrate` first.\n')
  expect(await tables()).toBe('0')
})

test('migrations need the owner', async () => {
  const { code, output } = await raseel('migrate', { DATABASE_OWNER_URL: '' })
  expect({ code, output }).toEqual({ code: 1, output: 'DATABASE_OWNER_URL: migrations need the owner of the schema.\n' })
})

test('a server that is away, or knows another password, is one line', async () => {
  const away = await raseel('migrate', { DATABASE_OWNER_URL: 'mysql://owner:words@127.0.0.1:1/raseel' })
  expect(away).toEqual({ code: 1, output: 'DATABASE_OWNER_URL: the database cannot be used (ECONNREFUSED).\n' })
  const stranger = (settings.DATABASE_URL ?? '').replace(server.app.password, 'other-words')
  const clinic = await aClinic({ DATABASE_URL: stranger, DATA_DIR: await aDataDir() })
  expect(await clinic.ended).toBe(1)
  expect(clinic.output()).toBe('DATABASE_URL: the database cannot be used (ER_ACCESS_DENIED_ERROR).\n')
})

test('raseel migrate makes the schema step by step with the rights of the app, and a second time nothing', async () => {
  const first = await raseel('migrate')
  expect(first.code).toBe(0)
  expect(first.output).toMatch(/^1 of \d+: 0001/)
  expect(first.output).toMatch(/\nDone: \d+ steps\. The schema is up to date\.\n$/)
  expect(Number(await tables())).toBeGreaterThan(20)
  expect(await ask(server.app, 'SELECT COUNT(*) FROM settings')).toBe('0')
  await expect(ask(server.app, 'DELETE FROM audit')).rejects.toThrow(/denied/)
  expect(await raseel('migrate')).toEqual({ code: 0, output: 'The schema is up to date.\n' })
})

test('raseel seed fills it once, and the clinic opens on it without a database of its own', async () => {
  const seeded = await raseel('seed')
  expect(seeded.output).toMatch(/\nDone: \d+ patients, \d+ appointments\.\n$/)
  expect(await raseel('seed')).toEqual({ code: 1, output: 'This database has a clinic already; nothing was changed.\n' })
  const clean = await raseel('verify-calendar')
  expect(clean.code).toBe(0)
  expect(clean.output).toContain('The calendar is right.')
  const clinic = await aClinic({ ...settings, DATA_DIR: await aDataDir() })
  await clinic.ready()
  expect((await get(clinic.port, '/doctors')).status).toBe(200)
  clinic.signal('SIGTERM')
  expect(await clinic.ended).toBe(0)
  expect(await ask(server.owner, 'SELECT 1')).toBe(1)
})

test('production does not open on a database with demo accounts', async () => {
  const secret = `${root}/package-lock.json`
  const production = { NODE_ENV: 'production', PUBLIC_URL: 'https://clinic.example', SECRET_KEY_FILE: secret, AUDIT_KEY_FILE: secret }
  const clinic = await aClinic({ ...settings, ...production, DATA_DIR: await aDataDir() })
  expect(await clinic.ended).toBe(1)
  expect(clinic.output()).toMatch(/^NODE_ENV: this database has demo accounts, .+\.\n$/)
  expect(await raseel('seed', production)).toEqual({ code: 1, output: 'NODE_ENV: production takes no demo accounts.\n' })
})

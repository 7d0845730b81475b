import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { CannotStart, readConfig } from '../../src/config.ts'

const folder = mkdtempSync(join(tmpdir(), 'raseel-config-'))
const secretFile = join(folder, 'secret')
writeFileSync(secretFile, Buffer.alloc(32, 1))
afterAll(() => rmSync(folder, { recursive: true }))

const read = (settings: Record<string, string>) => readConfig({ DATA_DIR: join(folder, 'data'), ...settings })

/** What a start with these settings prints before it ends. */
function refusalOf(settings: Record<string, string>): string {
  try {
    read(settings)
  } catch (error) {
    if (error instanceof CannotStart) return error.message
    throw error
  }
  throw new Error('was accepted')
}

const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://clinic.example',
  SECRET_KEY_FILE: secretFile,
  AUDIT_KEY_FILE: secretFile,
  DATABASE_URL: 'mysql://app:words@db.example/raseel?tls=yes',
}

test('nothing has to be set: a clinic on port 3000 with an embedded database and demo data', () => {
  const config = read({})
  expect(config).toMatchObject({ production: false, port: 3000, database: null, demo: true, smtpUrl: null })
  expect([config.publicUrl.href, config.staffUrl.href]).toEqual(['http://localhost:3000/', 'http://staff.localhost:3000/'])
})

test('an empty variable counts as unset', () => {
  expect(read({ PORT: '', SMTP_URL: '' })).toMatchObject({ port: 3000, smtpUrl: null })
})

test('the staff site is a host beside that of the patients, unless it is named', () => {
  expect(read({ PUBLIC_URL: 'https://www.clinic.example' }).staffUrl.href).toBe('https://staff.clinic.example/')
  expect(read({ PUBLIC_URL: 'https://clinic.example', STAFF_URL: 'https://desk.example' }).staffUrl.href).toBe('https://desk.example/')
})

test('a secret is made once, readable by its owner only, and stays', () => {
  const first = read({}).secret
  expect(first).toHaveLength(32)
  expect(read({}).secret).toEqual(first)
  expect(statSync(join(folder, 'data/secret-key')).mode & 0o777).toBe(0o600)
  expect(readFileSync(join(folder, 'data/secret-key'))).toEqual(first)
  expect(read({}).audit.key, 'the audit has a key of its own').toEqual(readFileSync(join(folder, 'data/audit-key')))
  expect(read({}).audit.key).not.toEqual(first)
})

test('a database address is read with its encoded password, socket and TLS', () => {
  expect(read({ DATABASE_URL: 'mysql://app:a%40b@db.example:3307/raseel?tls=yes' }).database).toEqual({
    user: 'app',
    password: 'a@b',
    database: 'raseel',
    host: 'db.example',
    port: 3307,
    tls: true,
  })
  expect(read({ DATABASE_URL: 'mariadb://app@localhost/raseel?socket=/run/db.sock' }).database).toEqual({
    user: 'app',
    password: '',
    database: 'raseel',
    socketPath: '/run/db.sock',
  })
})

test('proxies are addresses and ranges of both kinds', () => {
  const { trustedProxies } = read({ TRUSTED_PROXIES: '10.0.0.0/8, ::1' })
  expect([trustedProxies.check('10.9.8.7'), trustedProxies.check('::1', 'ipv6'), trustedProxies.check('11.0.0.1')]).toEqual([
    true,
    true,
    false,
  ])
})

describe('a wrong value is one line that names the variable and what it may be', () => {
  test.each([
    [{ PORT: 'abc' }, 'PORT: must be a whole number from 1 to 65535, not "abc".'],
    [{ PORT: '70000' }, 'PORT: must be a whole number from 1 to 65535, not "70000".'],
    [{ HOST: 'here' }, 'HOST: must be an IP address, not "here".'],
    [{ NODE_ENV: 'prod' }, 'NODE_ENV: must be production, development or test, not "prod".'],
    [{ DEMO: 'true' }, 'DEMO: must be yes or no, not "true".'],
    [{ PUBLIC_URL: 'clinic.example' }, 'PUBLIC_URL: must be an address like https://clinic.example, not "clinic.example".'],
    [{ PUBLIC_URL: 'https://clinic.example/here' }, 'PUBLIC_URL: must be an address without a path, not "https://clinic.example/here".'],
    [{ STAFF_URL: 'http://localhost:3000' }, 'STAFF_URL: the staff site needs a host name of its own, other than that of PUBLIC_URL.'],
    [
      { TRUSTED_PROXIES: '10.0.0.0/99' },
      'TRUSTED_PROXIES: must be addresses or ranges with commas between, such as 10.0.0.0/8, not "10.0.0.0/99".',
    ],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL: must be fatal, error, warn, info, debug or silent, not "loud".'],
    [{ DATABASE_OWNER_URL: 'mysql://owner:words@db/raseel' }, 'DATABASE_OWNER_URL: set DATABASE_URL as well.'],
    [{ SECRET_KEY_FILE: '/no/such/file' }, 'SECRET_KEY_FILE: must be a readable file with at least 32 random bytes.'],
    [{ AUDIT_KEY_FILE: '/no/such/file' }, 'AUDIT_KEY_FILE: must be a readable file with at least 32 random bytes.'],
  ])('%o', (settings, line) => {
    expect(refusalOf(settings)).toBe(line)
  })

  test('two wrong values are two lines', () => {
    expect(refusalOf({ PORT: 'x', DEMO: 'x' }).split('\n')).toHaveLength(2)
  })

  test('what may hold a password is not repeated', () => {
    for (const name of ['DATABASE_URL', 'SMTP_URL']) {
      const line = refusalOf({ [name]: 'postgres://app:hidden-words@db/raseel' })
      expect(line).toMatch(new RegExp(`^${name}: must look like .+\\.$`))
      expect(line).not.toContain('hidden-words')
    }
  })

  test('a folder that cannot be written', () => {
    expect(refusalOf({ DATA_DIR: '/dev/null/data' })).toBe(
      'DATA_DIR: nothing can be written to /dev/null/data; choose a folder of your own.',
    )
  })
})

describe('production', () => {
  test('starts with an https address, a secret and a database, and without demo data', () => {
    expect(read(production)).toMatchObject({ production: true, demo: false, logLevel: 'info' })
  })

  test('has no demo data on the embedded database either', () => {
    const { DATABASE_URL: _, ...embedded } = production
    expect(read(embedded)).toMatchObject({ demo: false, database: null })
  })

  test.each(['db.example/raseel?tls=no', '127.0.0.1/raseel', '[::1]/raseel', 'localhost/raseel', 'x/raseel?socket=/run/db.sock'])(
    'takes a database at %s: on this machine, or in the clear because somebody says so',
    (place) => {
      expect(read({ ...production, DATABASE_URL: `mysql://app:words@${place}` }).production).toBe(true)
    },
  )

  test.each([
    [{ DEMO: 'yes' }, /^DEMO: demo accounts have passwords that everybody knows; .+\.$/],
    [{ SECRET_KEY_FILE: '' }, /^SECRET_KEY_FILE: production needs .+\.$/],
    [{ AUDIT_KEY_FILE: '' }, /^AUDIT_KEY_FILE: production needs .+\.$/],
    [{ PUBLIC_URL: '' }, /^PUBLIC_URL: production needs .+\.$/],
    [{ PUBLIC_URL: 'http://clinic.example' }, /^PUBLIC_URL: production needs an https address\.$/],
    [{ STAFF_URL: 'http://staff.clinic.example' }, /^STAFF_URL: production needs an https address\.$/],
    [{ DATABASE_URL: 'mysql://app:words@db.example/raseel' }, /^DATABASE_URL: add \?tls=yes, or .+\.$/],
    [{ DATABASE_OWNER_URL: 'mysql://owner:words@10.0.0.7/raseel' }, /^DATABASE_OWNER_URL: add \?tls=yes, or .+\.$/],
  ])('refuses %o', (settings, line) => {
    expect(refusalOf({ ...production, ...settings })).toMatch(line)
  })
})

import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'

const script = join(import.meta.dirname, '../../ops/setup.sh')
/** What every system has, and the script may use. */
const ordinary = ['sh', 'dirname', 'find', 'uname', 'env', 'printf', 'cat', 'touch', 'chmod']
const mariadb = { mariadbd: 'echo "mariadbd  Ver 10.11.6-MariaDB"', 'mariadb-install-db': '', chromium: '' }

let house: string
let bin: string

/** A checkout with its packages installed, on a machine that has nothing but the ordinary tools and what a test adds. */
beforeEach(() => {
  house = mkdtempSync(join(tmpdir(), 'raseel-setup-'))
  onTestFinished(() => rm(house, { recursive: true, force: true }))
  bin = join(house, 'bin')
  for (const folder of ['bin', 'ops', 'node_modules/.bin']) mkdirSync(join(house, folder), { recursive: true })
  copyFileSync(script, join(house, 'ops/setup.sh'))
  writeFileSync(join(house, 'package-lock.json'), '{}')
  writeFileSync(join(house, 'node_modules/.package-lock.json'), '{}')
  program(join(house, 'node_modules/.bin/node'), 'echo v26.0.0')
  for (const name of ordinary)
    symlinkSync(spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim(), join(bin, name))
  added({ id: 'echo 0' })
})

const program = (file: string, text: string) => writeFileSync(file, `#!/bin/sh\n${text}\n`, { mode: 0o755 })
const added = (programs: Record<string, string>) => {
  for (const [name, text] of Object.entries(programs)) program(join(bin, name), text)
}
/** Programs that write down how they were called. */
const noting = (name: string, more = '') => `echo "${name} $*" >> ${house}/calls\n${more}`
const calls = () => readFileSync(join(house, 'calls'), 'utf8').trim().split('\n')

function setup(argument = '', settings: Record<string, string> = {}) {
  const env = { PATH: bin, RASEEL_MORE_PATH: '', ...settings }
  const { status, stdout, stderr } = spawnSync(join(bin, 'sh'), ['ops/setup.sh', argument], { cwd: house, env, encoding: 'utf8' })
  return { status, lines: `${stdout}${stderr}`.split('\n').filter((line) => line !== '') }
}

test('where everything is there nothing is done and nothing is said, any number of times', () => {
  added({ ...mariadb, npm: noting('npm'), 'apt-get': noting('apt-get') })
  for (const argument of ['', 'test', 'test']) expect(setup(argument)).toEqual({ status: 0, lines: [] })
  expect(calls).toThrow(/ENOENT/)
})

describe('the packages', () => {
  test('are installed when there are none, and again when the lock file is newer', () => {
    added({ ...mariadb, npm: noting('npm', `touch ${house}/node_modules/.package-lock.json`) })
    utimesSync(join(house, 'node_modules/.package-lock.json'), 1000, 1000)
    expect(setup()).toEqual({ status: 0, lines: ['setup: installing the packages that package-lock.json names (npm ci)'] })
    expect(setup().lines).toEqual([])
    expect(calls()).toEqual(['npm ci --include=dev --no-audit --no-fund --loglevel=error'])
  })

  test('without their Node are named in one line', () => {
    added(mariadb)
    program(join(house, 'node_modules/.bin/node'), 'exit 127')
    expect(setup()).toEqual({ status: 1, lines: [expect.stringMatching(/^setup: the packages lack Node 26, .+ run `npm ci .+`\.$/)] })
  })
})

describe('a machine without MariaDB', () => {
  /** apt that knows a package once its lists are read, and whose installation brings the programs. */
  const apt = (known: boolean) => ({
    'apt-cache': known ? 'exit 0' : `[ -e ${house}/updated ]`,
    'apt-get': noting(
      'apt-get',
      `case "$*" in *update*) touch ${house}/updated ;; *install*) for p in mariadbd mariadb-install-db chromium; do echo '#!/bin/sh' > ${bin}/$p; chmod +x ${bin}/$p; done ;; esac`,
    ),
  })

  test('gets it by apt, without a service, without recommendations, and without removing anything', () => {
    added(apt(true))
    const { status, lines } = setup()
    expect({ status, lines }).toEqual({
      status: 0,
      lines: ['setup: installing mariadb-server-core mariadb-client-core with apt, for the database server (MariaDB)'],
    })
    expect(calls()).toEqual(['apt-get install -y -qq --no-install-recommends --no-remove mariadb-server-core mariadb-client-core'])
    expect(setup().lines).toEqual([])
  })

  test('whose lists of packages were never read reads them once', () => {
    added(apt(false))
    expect(setup('test').status).toBe(0)
    expect(calls().map((call) => call.split(' ')[1])).toEqual(['update', 'install'])
  })

  test('asks sudo only where it needs no password', () => {
    added({ ...apt(true), id: 'echo 1000', sudo: 'shift; exec "$@"', true: '' })
    expect(setup().status).toBe(0)
    added({ sudo: 'echo "sudo: a password is required" >&2; exit 1' })
    for (const name of ['mariadbd', 'mariadb-install-db']) spawnSync('rm', [join(bin, name)])
    expect(setup()).toEqual({
      status: 1,
      lines: [
        'setup: the database server (MariaDB) is missing, and installing needs rights that this account lacks. Run once: sudo apt-get install --no-install-recommends mariadb-server-core mariadb-client-core',
      ],
    })
  })

  test.each([
    ['dnf', 'run `sudo dnf install mariadb-server`.'],
    ['pacman', 'run `sudo pacman -S mariadb`.'],
    ['apk', 'run `sudo apk add mariadb mariadb-client`.'],
    ['nothing', 'install mariadb with the tools of this system.'],
  ])('and without apt, with %s, is told the one line to run', (manager, line) => {
    added({ [manager]: '' })
    expect(setup()).toEqual({
      status: 1,
      lines: [`setup: the database server (MariaDB) is missing: ${line} Or set DATABASE_URL to a server of your own.`],
    })
  })

  test('does not need it to serve from a server of its own, but to test', () => {
    expect(setup('', { DATABASE_URL: 'mysql://app@db/raseel' })).toEqual({ status: 0, lines: [] })
    expect(setup('test', { DATABASE_URL: 'mysql://app@db/raseel' }).status).toBe(1)
  })

  test('that apt cannot install beside a MySQL is told so, and nothing is removed', () => {
    added({ ...apt(true), 'apt-get': 'echo "E: Packages need to be removed but remove is disabled." >&2; exit 100' })
    const { status, lines } = setup()
    expect(status).toBe(1)
    expect(lines.at(-1)).toMatch(/^setup: apt could not install .+ Or set DATABASE_URL to a server of your own\.$/)
  })
})

test('a MariaDB that is too old is named in one line', () => {
  added({ ...mariadb, mariadbd: 'echo "mariadbd  Ver 10.5.29-MariaDB-0+deb11u1 for debian-linux-gnu"' })
  expect(setup()).toEqual({ status: 1, lines: [expect.stringMatching(/^setup: the MariaDB of this machine is older than 10\.6: .+$/)] })
})

test('only the tests need a browser, and any Chromium or Chrome serves', () => {
  const { chromium: _, ...databaseOnly } = mariadb
  added(databaseOnly)
  expect(setup()).toEqual({ status: 0, lines: [] })
  expect(setup('test')).toEqual({
    status: 1,
    lines: [expect.stringMatching(/^setup: the browser for the tests \(Chromium\) is missing: .+$/)],
  })
  added({ 'google-chrome': '' })
  expect(setup('test')).toEqual({ status: 0, lines: [] })
})

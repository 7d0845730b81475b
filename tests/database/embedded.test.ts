import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commandOf, startOf } from '../../src/database/embedded/processes.ts'
import { ask, embeddedProcesses, killedServer, nobody, serverOn } from '../support/embedded.ts'

const { aDataDir, aUsedDataDir, aProcess } = embeddedProcesses()
const isRoot = process.getuid?.() === 0

/** Only root can start a process as somebody else. */
function asRoot(name: string, work: () => Promise<void>): void {
  test(name, async (context) => {
    if (!isRoot) console.warn(`skipped: the account ${name} (only root can start a process as somebody else)`)
    context.skip(!isRoot, 'only root can start a process as somebody else')
    await work()
  })
}

describe('a first start', () => {
  test('makes a server that listens on a socket only, with our character set, mode and durability', async () => {
    const dataDir = await aDataDir()
    const { owner } = await aProcess(dataDir)
    const settings = '@@skip_networking, @@collation_server, @@tx_isolation, @@innodb_flush_log_at_trx_commit, @@time_zone'
    expect(await ask(owner, `SELECT CONCAT_WS(' ', ${settings})`)).toBe('ON utf8mb4_bin READ-COMMITTED 1 +00:00')
    expect(await ask(owner, 'SELECT @@sql_mode')).toContain('STRICT_ALL_TABLES')
    expect(commandOf((await serverOn(dataDir)) ?? 0)).toContain('--no-defaults')
  })

  test('keeps data and passwords from everybody else', async () => {
    const dataDir = await aDataDir()
    await aProcess(dataDir)
    const modes = await Promise.all(
      ['', 'database', 'database/raseel-users.json'].map(async (name) => (await stat(join(dataDir, name))).mode & 0o777),
    )
    expect(modes).toEqual([0o700, 0o700, 0o600])
  })

  test('leaves no user but an owner, an app without any right, and the keeper who may end the server', async () => {
    const { app, owner } = await aProcess(await aUsedDataDir())
    expect(await ask(owner, "SELECT GROUP_CONCAT(User ORDER BY User) FROM mysql.global_priv WHERE User <> 'mariadb.sys'")).toBe(
      'raseel_app,raseel_keeper,raseel_owner',
    )
    expect(await ask(owner, 'SELECT CURRENT_USER()')).toBe('raseel_owner@localhost')
    await expect(ask(app, 'SELECT 1')).rejects.toThrow(/Access denied/)
    await expect(ask({ ...owner, user: 'root', password: '' }, 'SELECT 1')).rejects.toThrow(/Access denied/)
  })

  test('begins anew where an earlier one was interrupted', async () => {
    const dataDir = await aDataDir()
    await mkdir(join(dataDir, 'database.new'), { recursive: true })
    await writeFile(join(dataDir, 'database.new', 'ibdata1'), 'half of it')
    const { owner } = await aProcess(dataDir)
    expect(await ask(owner, 'SELECT DATABASE()')).toBe('raseel')
    expect(await readdir(dataDir)).not.toContain('database.new')
  })
})

describe('a folder whose path is too long for a socket', () => {
  const long = `${'a-folder-with-a-long-name/'.repeat(6)}data`

  test('has its socket in a private folder under the temporary one, and none is left when the server has ended', async () => {
    const dataDir = await aDataDir(long)
    const { app, stop } = await aProcess(dataDir)
    const folder = dirname(app.socketPath ?? '')
    expect(Buffer.byteLength(join(dataDir, 'database.sock'))).toBeGreaterThan(100)
    expect(dirname(folder)).toBe(tmpdir())
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    expect(await stop()).toBe(0)
    await expect(stat(folder)).rejects.toThrow(/ENOENT/)
  })

  test('leaves none behind either when the server was killed before the stop', async () => {
    const dataDir = await aDataDir(long)
    const { app, stop } = await aProcess(dataDir)
    await killedServer(dataDir)
    expect(await stop()).toBe(0)
    await expect(stat(dirname(app.socketPath ?? ''))).rejects.toThrow(/ENOENT/)
  })

  test('is refused in one line when somebody else has that folder', async () => {
    const dataDir = await aDataDir(long)
    const first = await aProcess(dataDir)
    await first.stop()
    await mkdir(dirname(first.app.socketPath ?? ''), { mode: 0o777 })
    await expect(aProcess(dataDir)).rejects.toThrow(/DATA_DIR: its path is too long/)
  })
})

describe('the account', () => {
  asRoot('is root where root starts it', async () => {
    const dataDir = await aDataDir()
    await aProcess(dataDir)
    expect(await userOf((await serverOn(dataDir)) ?? 0)).toBe(0)
  })

  test('is the person who starts it otherwise', async () => {
    const dataDir = await aDataDir()
    const user = isRoot ? nobody : (process.getuid?.() ?? 0)
    const { owner, stop } = await aProcess(dataDir, isRoot ? { user } : undefined)
    expect(await userOf((await serverOn(dataDir)) ?? 0)).toBe(user)
    expect(await ask(owner, 'SELECT DATABASE()')).toBe('raseel')
    expect(await stop()).toBe(0)
    expect(await serverOn(dataDir)).toBeNull()
  })

  asRoot('that the data belongs to is the only one that may start it', async () => {
    const dataDir = await aDataDir()
    const first = await aProcess(dataDir, { user: nobody })
    await first.stop()
    await expect(aProcess(dataDir)).rejects.toThrow(/DATA_DIR: the database in .+ belongs to another user; start as that user/)
  })
})

test('what was written is there after the next start, and a second stop leaves nothing behind either', async () => {
  const dataDir = await aUsedDataDir()
  const first = await aProcess(dataDir)
  await ask(first.owner, 'CREATE TABLE kept AS SELECT 7 AS number')
  const server = await serverOn(dataDir)
  expect(await first.stop()).toBe(0)
  expect(startOf(server ?? 0)).toBeNull()
  const second = await aProcess(dataDir)
  expect(await ask(second.owner, 'SELECT number FROM kept')).toBe(7)
  expect(await second.stop()).toBe(0)
  expect(await serverOn(dataDir)).toBeNull()
  expect((await readdir(dataDir)).toSorted()).toEqual(['database', 'database.lock', 'database.log'])
  expect(await readdir(join(dataDir, 'database.lock'))).toEqual([])
})

const userOf = async (pid: number): Promise<number> => Number(/^Uid:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1])

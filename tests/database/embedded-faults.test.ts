import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { refuseUnfit } from '../../src/database/embedded/fitness.ts'
import { placeIn } from '../../src/database/embedded/place.ts'
import { startOf } from '../../src/database/embedded/processes.ts'
import { ask, askPatiently, embeddedProcesses, ended, killedServer, serverOn, serversOn } from '../support/embedded.ts'

const { aDataDir, aUsedDataDir, aProcess, aStartingProcess } = embeddedProcesses()

test('the server lives on after a kill -9 of the app, is joined by the next one, and ends with it', async () => {
  const dataDir = await aUsedDataDir()
  const killed = await aProcess(dataDir)
  const server = await serverOn(dataDir)
  await killed.kill()
  const next = await aProcess(dataDir)
  expect(await serverOn(dataDir)).toBe(server)
  expect(await ask(next.owner, 'SELECT DATABASE()')).toBe('raseel')
  expect(await next.stop()).toBe(0)
  expect(startOf(server ?? 0)).toBeNull()
})

test('a server that dies is started again by the app that uses it', async () => {
  const dataDir = await aUsedDataDir()
  const { owner, stop } = await aProcess(dataDir)
  await ask(owner, 'CREATE TABLE kept AS SELECT 7 AS number')
  const server = await serverOn(dataDir)
  await killedServer(dataDir)
  expect(await askPatiently(owner, 'SELECT number FROM kept')).toBe(7)
  expect(await serverOn(dataDir)).not.toBe(server)
  expect(await stop()).toBe(0)
  expect(await serverOn(dataDir)).toBeNull()
})

test('a server that dies comes back once for two apps, and ends with the second', async () => {
  const dataDir = await aUsedDataDir()
  const [one, other] = [await aProcess(dataDir), await aProcess(dataDir)]
  await killedServer(dataDir)
  await askPatiently(one.owner, 'SELECT 1')
  const server = await serverOn(dataDir)
  await presentApps(one.owner, 2)
  expect(await one.stop()).toBe(0)
  expect(await serverOn(dataDir)).toBe(server)
  expect(await other.stop()).toBe(0)
  expect(startOf(server ?? 0)).toBeNull()
})

test('two apps that start at once on an empty folder share one server, which the last to leave ends', async () => {
  const dataDir = await aDataDir()
  const [one, other] = await Promise.all([aProcess(dataDir), aProcess(dataDir)])
  expect(one.owner.password).toBe(other.owner.password)
  const server = await serverOn(dataDir)
  expect(await one.stop()).toBe(0)
  expect(await serverOn(dataDir)).toBe(server)
  expect(await ask(other.owner, 'SELECT DATABASE()')).toBe('raseel')
  expect(await other.stop()).toBe(0)
  expect(startOf(server ?? 0)).toBeNull()
})

test('an app that was killed does not count among those who still use the server', async () => {
  const dataDir = await aUsedDataDir()
  const [one, killed] = [await aProcess(dataDir), await aProcess(dataDir)]
  await killed.kill()
  await presentApps(one.owner, 1)
  expect(await one.stop()).toBe(0)
  expect(await serverOn(dataDir)).toBeNull()
})

test('two apps that leave at once leave nothing behind', async () => {
  const dataDir = await aUsedDataDir()
  const [one, other] = [await aProcess(dataDir), await aProcess(dataDir)]
  expect(await Promise.all([one.stop(), other.stop()])).toEqual([0, 0])
  expect(await serverOn(dataDir)).toBeNull()
})

test('an app that starts while the last one leaves has its database', async () => {
  const dataDir = await aUsedDataDir()
  for (let round = 0; round < 5; round++) {
    const leaving = await aProcess(dataDir)
    const left = leaving.stop()
    await pause(round * 40)
    const coming = await aProcess(dataDir)
    expect(await left).toBe(0)
    expect(await askPatiently(coming.owner, 'SELECT DATABASE()')).toBe('raseel')
    expect(await coming.stop()).toBe(0)
  }
})

test('a start that was killed in the middle is taken over by the next one', async () => {
  const dataDir = await aUsedDataDir()
  for (const moment of [60, 150, 300, 500]) {
    const starting = aStartingProcess(dataDir)
    await pause(moment)
    starting.kill('SIGKILL')
    const next = await aProcess(dataDir)
    expect(await ask(next.owner, 'SELECT DATABASE()')).toBe('raseel')
    expect(await next.stop()).toBe(0)
    expect(await serverOn(dataDir)).toBeNull()
  }
})

test('a stop while the first start is on its way ends the server that was being started', async () => {
  const dataDir = await aUsedDataDir()
  for (const moment of [0, 50, 150, 300]) {
    const starting = aStartingProcess(dataDir)
    await comingServer(dataDir)
    await pause(moment)
    starting.kill('SIGTERM')
    expect(await ended(starting)).toBe(0)
    expect(await serversOn(dataDir)).toEqual([])
  }
})

test('a stop while a server that died is being started again leaves none behind', async () => {
  const dataDir = await aUsedDataDir()
  for (const moment of [0, 20, 60, 120, 200]) {
    const { stop } = await aProcess(dataDir)
    await killedServer(dataDir)
    await pause(moment)
    expect(await stop()).toBe(0)
    expect(await serversOn(dataDir)).toEqual([])
  }
})

test('a server that never comes to answer does not keep a stop waiting, nor outlive it', async () => {
  const dataDir = await aUsedDataDir()
  const { stop } = await aProcess(dataDir)
  await killedServer(dataDir)
  process.kill(await comingServer(dataDir), 'SIGSTOP')
  expect(await stop()).toBe(0)
  expect(await serversOn(dataDir)).toEqual([])
})

test('a server that was left half started by a process that died ends with the next one that gives up on it', async () => {
  const dataDir = await aUsedDataDir()
  const killed = aStartingProcess(dataDir)
  const server = await comingServer(dataDir)
  process.kill(server, 'SIGSTOP')
  killed.kill('SIGKILL')
  const next = aStartingProcess(dataDir)
  await lockedBy(dataDir, next.pid ?? 0)
  next.kill('SIGTERM')
  expect(await ended(next)).toBe(0)
  expect(startOf(server)).toBeNull()
  expect(await serversOn(dataDir)).toEqual([])
})

test('a stop that takes too long is given up, and the server is told to end all the same', async () => {
  const dataDir = await aUsedDataDir()
  const { stop } = await aProcess(dataDir, { stopLimit: 500 })
  const server = (await serverOn(dataDir)) ?? 0
  process.kill(server, 'SIGSTOP')
  expect(await stop()).toBe(1)
  process.kill(server, 'SIGCONT')
  await gone(server)
  expect(await serversOn(dataDir)).toEqual([])
})

test('a stop that takes too long leaves the server to the others who use it', async () => {
  const dataDir = await aUsedDataDir()
  const slow = await aProcess(dataDir, { stopLimit: 0 })
  const other = await aProcess(dataDir)
  await mkdir(join(dataDir, 'database.lock'), { recursive: true })
  const lock = join(dataDir, 'database.lock', `${process.pid}.${startOf(process.pid)}.0badcafe`)
  await writeFile(lock, '')
  expect(await slow.stop()).toBe(1)
  await rm(lock)
  expect(await ask(other.owner, 'SELECT DATABASE()')).toBe('raseel')
  expect(await other.stop()).toBe(0)
  expect(await serversOn(dataDir)).toEqual([])
})

test('the lock of a process that has died, or whose number another has now, keeps nobody out', async () => {
  const dataDir = await aUsedDataDir()
  await mkdir(join(dataDir, 'database.lock'), { recursive: true })
  await writeFile(join(dataDir, 'database.lock', `${process.pid}.1.0badcafe`), '')
  await writeFile(join(dataDir, 'database.lock', '4194304.12345.0badcafe'), '')
  const { owner } = await aProcess(dataDir)
  expect(await ask(owner, 'SELECT DATABASE()')).toBe('raseel')
})

test('a folder without file modes or unix sockets is refused in one line that says what to choose', async () => {
  const place = await placeIn(await aDataDir())
  await expect(refuseUnfit(place)).resolves.toBeUndefined()
  const withoutModes = { keepsModes: async () => false, takesSockets: async () => true }
  await expect(refuseUnfit(place, withoutModes)).rejects.toThrow(
    /^DATA_DIR: .+ keeps no file modes, so .+ choose a folder on a Unix file system.+$/,
  )
  const withoutSockets = { ...place, socket: join(place.dataDir, 'no-such-folder', 'socket') }
  await expect(refuseUnfit(withoutSockets)).rejects.toThrow(/^DATA_DIR: .+ has no unix sockets, so .+$/)
})

/** The server that is being started, as soon as it is there. */
async function comingServer(dataDir: string): Promise<number> {
  for (let tries = 0; tries < 6000; tries++) {
    const [pid] = await serversOn(dataDir)
    if (pid !== undefined) return pid
    await pause(5)
  }
  throw new Error('no server is being started')
}

async function lockedBy(dataDir: string, pid: number): Promise<void> {
  const names = () => readdir(join(dataDir, 'database.lock')).catch(() => [])
  while (!(await names()).some((name) => name.startsWith(`${pid}.`))) await pause(5)
}

async function gone(pid: number): Promise<void> {
  while (startOf(pid) !== null) await pause(20)
}

/** Waits until the server knows of so many. */
async function presentApps(owner: Parameters<typeof ask>[0], count: number): Promise<void> {
  const sql = "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE USER = 'raseel_keeper' AND DB IS NULL"
  for (let tries = 0; Number(await ask(owner, sql)) !== count; tries++) {
    if (tries > 300) throw new Error(`the server does not know of ${count} apps`)
    await pause(50)
  }
}

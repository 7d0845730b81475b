import { readFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { serverOn } from '../support/embedded.ts'
import { clinicProcesses, freePort, get, gone } from './clinic-process.ts'

const { aDataDir, aClinic } = clinicProcesses()

test('a first start makes the demo clinic and says where it is and who can sign in; a second one keeps it', async () => {
  const dataDir = await aDataDir()
  const first = await aClinic({ DATA_DIR: dataDir })
  await first.ready()
  const demo = JSON.parse(await readFile(join(dataDir, 'demo.json'), 'utf8'))
  expect(demo.sites).toEqual({ patient: `http://localhost:${first.port}/`, staff: `http://staff.localhost:${first.port}/` })
  const roles = demo.accounts.map((account: { role: string }) => account.role)
  for (const role of ['admin', 'receptionist', 'nurse', 'pharmacist', 'lab-technician'])
    expect(roles.filter((one: string) => one === role)).toHaveLength(1)
  expect(roles.filter((one: string) => one === 'doctor')).toHaveLength(2)
  expect(roles.filter((one: string) => one === 'patient')).toHaveLength(12)
  for (const { name, login, password } of demo.accounts) {
    expect(first.output()).toContain(name)
    expect(first.output()).toContain(login)
    expect(password.split(' ')).toHaveLength(3)
  }
  for (const host of ['localhost', 'staff.localhost']) expect((await get(first.port, '/sign-in', `${host}:${first.port}`)).status).toBe(200)
  first.signal('SIGTERM')
  expect(await first.ended).toBe(0)

  const second = await aClinic({ DATA_DIR: dataDir })
  await second.ready()
  expect(second.output()).not.toContain('is made')
  expect(second.output()).toContain(demo.accounts[0].password)
})

test('SIGTERM to the process group of npm start ends everything, the database included', async () => {
  const dataDir = await aDataDir()
  const clinic = await aClinic({ DATA_DIR: dataDir, DEMO: 'no' }, ['npm', 'start'])
  await clinic.ready()
  const server = await serverOn(dataDir)
  clinic.signalGroup('SIGTERM')
  await clinic.ended
  expect(clinic.output()).not.toMatch(/error/i)
  await gone(server ?? 0)
  expect(() => process.kill(-clinic.pid, 0)).toThrow(/ESRCH/)
  await expect(get(clinic.port, '/readyz')).rejects.toThrow(/ECONNREFUSED/)
})

test('several signals are one request to stop', async () => {
  const dataDir = await aDataDir()
  const clinic = await aClinic({ DATA_DIR: dataDir, DEMO: 'no' })
  await clinic.ready()
  clinic.signal('SIGTERM')
  clinic.signal('SIGINT')
  await pause(30)
  if (await serverOn(dataDir)) clinic.signal('SIGTERM')
  expect(await clinic.ended).toBe(0)
  expect(await serverOn(dataDir)).toBeNull()
})

test('a stop in the middle of a start leaves nothing behind', async () => {
  const dataDir = await aDataDir()
  for (const moment of [100, 400, 1500]) {
    const clinic = await aClinic({ DATA_DIR: dataDir, DEMO: 'no' })
    await pause(moment)
    clinic.signal('SIGTERM')
    await clinic.ended
    expect(await serverOn(dataDir)).toBeNull()
  }
})

test('a request that runs when the stop comes is answered, and an idle connection keeps nobody waiting', async () => {
  const clinic = await aClinic({ DATA_DIR: await aDataDir(), DEMO: 'no' })
  await clinic.ready()
  const idle = connect(clinic.port, '127.0.0.1')
  const slow = connect(clinic.port, '127.0.0.1')
  let answer = ''
  slow.on('data', (part) => {
    answer += String(part)
  })
  slow.write(
    `POST /sign-in HTTP/1.1\r\nHost: localhost:${clinic.port}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\nlog`,
  )
  await pause(300)
  clinic.signal('SIGTERM')
  await pause(300)
  slow.write('in=x')
  expect(await clinic.ended).toBe(0)
  expect(answer).toMatch(/^HTTP\/1\.1 422 /)
  idle.destroy()
})

test('two apps serve one folder, and the database stays until the second has left', async () => {
  const dataDir = await aDataDir()
  const [one, other] = await Promise.all([aClinic({ DATA_DIR: dataDir }), aClinic({ DATA_DIR: dataDir })])
  await Promise.all([one.ready(), other.ready()])
  one.signal('SIGTERM')
  expect(await one.ended).toBe(0)
  expect((await get(other.port, '/readyz')).status).toBe(200)
  expect((await get(other.port, '/doctors')).status).toBe(200)
  other.signal('SIGTERM')
  expect(await other.ended).toBe(0)
  expect(await serverOn(dataDir)).toBeNull()
})

test('a taken port is named in one line, and nothing is left behind', async () => {
  const dataDir = await aDataDir()
  const port = await freePort()
  const other = createServer().listen(port)
  const clinic = await aClinic({ DATA_DIR: dataDir, DEMO: 'no', PORT: String(port) })
  expect(await clinic.ended).toBe(1)
  other.close()
  expect(clinic.output()).toBe(`PORT: ${port} is taken by another program.\n`)
  expect(await serverOn(dataDir)).toBeNull()
})

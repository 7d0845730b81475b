import { fork } from 'node:child_process'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import type { Id } from '../../src/database/ids.ts'
import type { DatabaseAddress } from '../../src/database/pool.ts'
import { manyAppointments } from './many-appointments.ts'
import { cpuOf } from './processes.ts'
import { atLeast, atMost, figure, type Measure } from './report.ts'
import { withScratch } from './scratch.ts'

const requests = 1000
const connections = 8

/** A day of 40 and one of 200 rows, beside a bare Hono route that runs the same SQL and sends the same bytes, by the app's CPU. */
export const dayBookBesideBare = (): Promise<Measure[]> =>
  withScratch(async ({ address, owner }) => {
    const busy = await manyAppointments(owner, { doctors: 5, perDay: 40, daysBack: 0, daysAhead: 1, patients: 200 })
    const forty = await beside(address, busy.admin, 40, `/day-book?shift=all&doctor=${busy.doctors[0]}`, 50)
    const twoHundred = await beside(address, busy.admin, 200, '/day-book?shift=all', 40)
    return [...forty, ...twoHundred]
  })

interface Ready {
  port: number
  headers: Record<string, string>
  statements: number
  bytes: number
}

async function beside(address: DatabaseAddress, user: Id<'user'>, rows: number, path: string, floor: number): Promise<Measure[]> {
  const env = { ...process.env, BENCH_SERVE: JSON.stringify({ address, user, path }) }
  const server = fork(join(import.meta.dirname, 'bench.js'), { env })
  try {
    const ready = await new Promise<Ready>((resolve, reject) => {
      server.once('message', (message) => resolve(message as Ready))
      server.once('exit', () => reject(new Error('the page server ended')))
    })
    const pid = server.pid ?? 0
    await load(ready, path, requests / 4)
    const real = await load(ready, path, requests, pid)
    await load(ready, '/bare', requests / 4)
    const bare = await load(ready, '/bare', requests, pid)
    return [
      atLeast(`day book, ${rows} rows: throughput beside a bare route`, '%', floor, (bare.cpu / real.cpu) * 100),
      figure(`day book, ${rows} rows: CPU of the app a request`, 'ms CPU', real.cpu),
      figure(`day book, ${rows} rows: requests`, 'a second', real.perSecond),
      figure(`day book, ${rows} rows: page before compression`, 'KB', ready.bytes / 1000),
      atMost(`day book, ${rows} rows: statements`, 'statements', 8, ready.statements),
    ]
  } finally {
    server.disconnect()
  }
}

/** Asks `count` times over a few connections; milliseconds of the server's CPU a request, and requests a second. */
async function load({ port, headers }: Ready, path: string, count: number, pid?: number): Promise<{ cpu: number; perSecond: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const before = pid ? cpuOf(pid) : 0
  const began = performance.now()
  let left = count
  const asker = async () => {
    while (left-- > 0) await get(agent, port, headers, path)
  }
  await Promise.all(Array.from({ length: connections }, asker))
  const cpu = pid ? (cpuOf(pid) - before) / count : 0
  agent.destroy()
  return { cpu, perSecond: (count * 1000) / (performance.now() - began) }
}

const get = (agent: Agent, port: number, headers: Record<string, string>, path: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const asked = request({ agent, port, host: '127.0.0.1', headers, path }, (answer) => {
      answer.resume()
      answer.once('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(`${path} answers ${answer.statusCode}`))))
    })
    asked.once('error', reject)
    asked.end()
  })

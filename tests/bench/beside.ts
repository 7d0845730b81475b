import { fork } from 'node:child_process'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { bodyOf, type Served } from './page-server.ts'
import { cpuOf } from './processes.ts'
import { atLeast, atMost, figure, type Measure } from './report.ts'

/** The two take turns, and the middle one of the rounds counts: what else the machine does in between is shared fairly. */
const rounds = 7
/** So many that a tick of the clock by which CPU is counted, 10 ms, is little of a round. */
const requests = 600
const connections = 8

export interface Ready {
  pid: number
  port: number
  headers: Record<string, string>
  statements: number
  bytes: number
}

/** A page or, with `words`, the search fragment beside a bare Hono route that is asked the same way, runs the same SQL and sends the same bytes. */
export const beside = (name: string, served: Served, budget: { floor: number; statements: number }): Promise<Measure[]> =>
  withPages(served, async (ready) => {
    const real: Load[] = []
    const bare: Load[] = []
    const bareRoute = { ...served, path: '/bare' }
    await load(ready, served, requests)
    await load(ready, bareRoute, requests)
    for (let round = 0; round < rounds; round += 1) {
      real.push(await load(ready, served, requests))
      bare.push(await load(ready, bareRoute, requests))
    }
    const cpu = middle(real.map((one) => one.cpu))
    return [
      atLeast(`${name}: throughput beside a bare route`, '%', budget.floor, (middle(bare.map((one) => one.cpu)) / cpu) * 100),
      figure(`${name}: CPU of the app a request`, 'ms CPU', cpu),
      figure(`${name}: requests`, 'a second', middle(real.map((one) => one.perSecond))),
      figure(`${name}: before compression`, 'KB', ready.bytes / 1000),
      atMost(`${name}: statements`, 'statements', budget.statements, ready.statements),
    ]
  })

/** The app in a process of its own, so that its CPU can be told apart. */
export async function withPages<T>(served: Served, work: (ready: Ready) => Promise<T>): Promise<T> {
  const env = { ...process.env, BENCH_SERVE: JSON.stringify(served) }
  const server = fork(join(import.meta.dirname, 'bench.js'), { env })
  try {
    const ready = await new Promise<Omit<Ready, 'pid'>>((resolve, reject) => {
      server.once('message', (message) => resolve(message as Omit<Ready, 'pid'>))
      server.once('exit', () => reject(new Error('the page server ended')))
    })
    return await work({ ...ready, pid: server.pid ?? 0 })
  } finally {
    server.disconnect()
  }
}

/** Milliseconds of the server's CPU a request, and requests a second. */
interface Load {
  cpu: number
  perSecond: number
}

const middle = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Asks `count` times over a few connections. */
async function load(ready: Ready, asked: Pick<Served, 'path' | 'words'>, count: number): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const before = cpuOf(ready.pid)
  const began = performance.now()
  let left = count
  const asker = async () => {
    while (left-- > 0) await ask(agent, ready, asked)
  }
  await Promise.all(Array.from({ length: connections }, asker))
  const cpu = (cpuOf(ready.pid) - before) / count
  agent.destroy()
  return { cpu, perSecond: (count * 1000) / (performance.now() - began) }
}

const ask = (agent: Agent, { port, headers }: Ready, { path, words }: Pick<Served, 'path' | 'words'>): Promise<void> =>
  new Promise((resolve, reject) => {
    const method = words === undefined ? 'GET' : 'POST'
    const asked = request({ agent, port, host: '127.0.0.1', headers, path, method }, (answer) => {
      answer.resume()
      answer.once('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(`${path} answers ${answer.statusCode}`))))
    })
    asked.once('error', reject)
    asked.end(words === undefined ? undefined : bodyOf(words))
  })

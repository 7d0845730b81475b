import { performance } from 'node:perf_hooks'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { createApp } from '../../src/app.tsx'
import { chance } from '../../src/cli/seed/chance.ts'
import type { Id } from '../../src/database/ids.ts'
import type { Database } from '../../src/database/pool.ts'
import { testParts } from '../support/app.ts'
import { aStaffMember } from '../support/people.ts'
import { aLocation, theSettings } from '../support/places.ts'
import { beside } from './beside.ts'
import { manyPatients, whatIsTyped } from './many-patients.ts'
import { bodyOf, ofForm } from './page-server.ts'
import { cpuOf } from './processes.ts'
import { atMost, figure, type Measure } from './report.ts'
import { withPool, withScratch } from './scratch.ts'

const sizes = [10_000, 100_000, 1_000_000]
const asked = 400

/** The search fragment among ever more patients: what a reception types, in the server, and beside a bare route. */
export const search = (): Promise<Measure[]> =>
  withScratch(
    async ({ address, owner, pid }) => {
      await theSettings(owner)
      await aLocation(owner)
      const { user } = await aStaffMember(owner, 'receptionist')
      const measures: Measure[] = []
      const p95s: number[] = []
      for (const [place, size] of sizes.entries()) {
        await manyPatients(owner, size, sizes[place - 1] ?? 0)
        const { p50, p95, cpu } = await withPool(address, {}, (db) => measured(db, user.id, size, pid))
        p95s.push(p95)
        const among = `search among ${size} patients`
        measures.push(
          size === 1_000_000 ? atMost(`${among}: p95 in the server`, 'ms', 30, p95) : figure(`${among}: p95 in the server`, 'ms', p95),
          figure(`${among}: median`, 'ms', p50),
          figure(`${among}: CPU of app and database a search`, 'ms CPU', cpu),
        )
        if (size === 10_000) measures.push(...(await fragmentBesideBare(address, user.id)))
      }
      const [least = 1, , most = 1] = p95s
      return [...measures, atMost('search, 10 k to 1 M: p95 grows by', 'times', 3, most / least)]
    },
    // A clinic of a million patients gives its database the memory for them.
    ['--innodb-buffer-pool-size=4G'],
  )

const fragmentBesideBare = (address: Parameters<typeof beside>[1]['address'], user: Id<'user'>): Promise<Measure[]> =>
  beside('search fragment', { address, user, path: '/search', words: 'mohammed alghamdi' }, { floor: 50, statements: 3 })

/** Asked one after the other, as on an idle machine. */
async function measured(db: Database, user: Id<'user'>, size: number, databasePid: number) {
  const app = createApp(testParts(db))
  const token = newToken()
  await startSession(db, { site: 'staff', user, device: null, token, strength: 'full', secondFactor: true })
  const headers = { ...ofForm, Host: 'staff.localhost:3000', Cookie: `__Host-session=${token}`, 'Accept-Language': 'en' }
  const ask = async (words: string): Promise<number> => {
    const began = performance.now()
    const answer = await app.request('http://staff.localhost:3000/search', { method: 'POST', headers, body: bodyOf(words) })
    await answer.arrayBuffer()
    if (answer.status !== 200) throw new Error(`a search answers ${answer.status}`)
    return performance.now() - began
  }
  const words = Array.from({ length: asked }, (_, n) => whatIsTyped(Math.floor(chance('asked', n) * size), n))
  for (const one of words.slice(0, asked / 4)) await ask(one)
  const cpuBefore = cpuOf(databasePid) + cpuOf(process.pid)
  const times: number[] = []
  for (const one of words) times.push(await ask(one))
  const cpu = (cpuOf(databasePid) + cpuOf(process.pid) - cpuBefore) / asked
  times.sort((a, b) => a - b)
  return { p50: times[asked / 2] ?? 0, p95: times[Math.floor(asked * 0.95)] ?? 0, cpu }
}

import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { createPool, type Pool } from 'mysql2/promise'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { createApp } from '../../src/app.tsx'
import type { Id } from '../../src/database/ids.ts'
import { type DatabaseAddress, openDatabase } from '../../src/database/pool.ts'
import { loadAssets } from '../../src/web/assets.ts'
import { openLog } from '../../src/web/log.ts'
import { readiness } from '../../src/web/readiness.ts'
import { testConfig } from '../support/app.ts'

export interface Served {
  address: DatabaseAddress
  user: Id<'user'>
  path: string
  /** Posted as the search box does, while somebody types. */
  words?: string
}

export const bodyOf = (words: string): string => new URLSearchParams({ words }).toString()

/** As htmx sends a form of our own. */
export const ofForm = {
  'Content-Type': 'application/x-www-form-urlencoded',
  'Sec-Fetch-Site': 'same-origin',
  'HX-Request': 'true',
  'HX-Request-Type': 'partial',
}

interface Statement {
  text: string
  values: readonly unknown[]
}

/** Serves one page as the app does and, at `/bare`, a route that only reads the same request, runs the same statements and sends the same bytes. */
export async function servePages({ address, user, path, words }: Served): Promise<void> {
  let recorded: Statement[] | null = null
  const { db } = openDatabase(address, { onStatement: (text, values) => recorded?.push({ text, values }) })
  const ready = readiness(db)
  ready.started()
  const app = createApp({
    db,
    config: testConfig({ rateLimit: 1_000_000 }),
    log: openLog('silent'),
    assets: loadAssets(join(import.meta.dirname, 'static')),
    readiness: ready,
    metrics: null,
  })
  const token = newToken()
  await startSession(db, { site: 'staff', user, device: null, token, strength: 'full', secondFactor: true })
  const cookie = { Host: 'staff.localhost:3000', Cookie: `__Host-session=${token}`, 'Accept-Language': 'en' }
  const headers = words === undefined ? cookie : { ...cookie, ...ofForm }
  const posted = words === undefined ? {} : { method: 'POST', body: bodyOf(words) }
  const ask = () => app.request(`http://staff.localhost:3000${path}`, { headers, ...posted })
  for (let warm = 0; warm < 5; warm++) await ask()
  recorded = []
  const answer = await ask()
  const statements = recorded
  recorded = null
  if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`)

  const body = new Uint8Array(await answer.arrayBuffer())
  const pool = createPool({ ...poolAddress(address), connectionLimit: 10 })
  const bare = new Hono().all('/bare', async (c) => {
    if (words !== undefined) await c.req.text()
    for (const statement of statements) await replay(pool, statement)
    return c.body(body, 200, { 'Content-Type': 'text/html; charset=UTF-8' })
  })
  // Each is reached as the app is in a clinic, by nothing before it.
  const fetch: typeof app.fetch = (request, ...around) => (request.url.endsWith('/bare') ? bare : app).fetch(request, ...around)
  const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
    process.send?.({ port, headers, statements: statements.length, bytes: body.length })
  })
  process.once('disconnect', () => server.close(() => process.exit()))
}

const poolAddress = ({ socketPath, user, password, database }: DatabaseAddress) => ({
  ...(socketPath ? { socketPath } : {}),
  user,
  password,
  database,
})

/** An inserted row needs a key of its own; all else is sent as it was. */
async function replay(pool: Pool, { text, values }: Statement): Promise<void> {
  const [, ...others] = values
  await pool.query(text, /^insert/i.test(text) ? [randomBytes(16), ...others] : [...values])
}

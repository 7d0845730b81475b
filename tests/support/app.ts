import { BlockList } from 'node:net'
import { type AppParts, createApp } from '../../src/app.tsx'
import { forgetClinic } from '../../src/clinic/remembered.ts'
import type { Config } from '../../src/config.ts'
import type { Database } from '../../src/database/pool.ts'
import type { Assets } from '../../src/web/assets.ts'
import { openLog } from '../../src/web/log.ts'
import { type Readiness, readiness } from '../../src/web/readiness.ts'

/** The configuration of a development start, with what the test needs otherwise. */
export const testConfig = (changes: Partial<Config> = {}): Config => ({
  production: false,
  port: 3000,
  host: undefined,
  dataDir: '.data',
  database: null,
  databaseOwner: null,
  smtpUrl: null,
  mailFrom: 'clinic@localhost',
  textGateway: null,
  paperFolder: null,
  publicUrl: new URL('http://localhost:3000'),
  staffUrl: new URL('http://staff.localhost:3000'),
  trustedProxies: new BlockList(),
  secret: Buffer.alloc(32, 7),
  audit: { key: Buffer.alloc(32, 8), lastSeal: null },
  demo: false,
  rateLimit: 1000,
  metricsKey: null,
  logLevel: 'silent',
  ...changes,
})

const bytes = (text: string) => new Uint8Array(Buffer.from(text))

/** Stand-ins for the built files, so that tests of pages need no build. */
const testAssets: Assets = {
  of: {
    patient: { css: '/static/patient.0123456789.css', js: '/static/app.0123456789.js' },
    staff: { css: '/static/staff.0123456789.css', js: '/static/app.0123456789.js' },
  },
  files: new Map([
    ['patient.0123456789.css', { type: 'text/css; charset=UTF-8', plain: bytes('p{}'), br: bytes('brotli'), gzip: bytes('gzip') }],
    ['staff.0123456789.css', { type: 'text/css; charset=UTF-8', plain: bytes('p{}'), br: null, gzip: null }],
    ['app.0123456789.js', { type: 'text/javascript; charset=UTF-8', plain: bytes('"use strict"'), br: null, gzip: null }],
  ]),
}

interface TestApp {
  request: (path: string, init?: RequestInit) => Promise<Response>
  /** The same on the staff host. */
  staffRequest: (path: string, init?: RequestInit) => Promise<Response>
  app: ReturnType<typeof createApp>
  readiness: Readiness
}

/** What the app is made of, with nothing logged and everything ready. */
export function testParts(db: Database, changes: Partial<Config> = {}): AppParts {
  const ready = readiness(db)
  ready.started()
  return { db, config: testConfig(changes), log: openLog('silent'), assets: testAssets, readiness: ready, metrics: null }
}

/** The whole app on a test's database, without a server: `request` asks the patients' site, in English unless a header says otherwise. */
export function testApp(db: Database, changes: Partial<Config> = {}): TestApp {
  // The app remembers the clinic for a few seconds; each test has its own.
  forgetClinic(db)
  const parts = testParts(db, changes)
  const app = createApp(parts)
  const ask =
    (origin: string) =>
    async (path: string, init: RequestInit = {}) => {
      const headers = new Headers(init.headers)
      if (!headers.has('Accept-Language')) headers.set('Accept-Language', 'en')
      return app.request(`${origin}${path}`, { ...init, headers })
    }
  return { app, readiness: parts.readiness, request: ask('http://localhost:3000'), staffRequest: ask('http://staff.localhost:3000') }
}

/** A form as a browser posts it from a page of the same site. */
export const posting = (fields: Record<string, string>, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin', ...headers },
  body: new URLSearchParams(fields).toString(),
})

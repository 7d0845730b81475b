import { Hono } from 'hono'
import type { Actor } from '../../src/audit/actor.ts'
import { newId } from '../../src/database/ids.ts'
import { openDatabase } from '../../src/database/pool.ts'
import type { Site } from '../../src/database/tables.ts'
import type { Env } from '../../src/web/context.ts'
import { type SiteParts, site } from '../../src/web/site.ts'
import { testParts } from '../support/app.ts'

/** A database that is not there: what these tests look at must not need one. */
export const noDatabase = openDatabase({ socketPath: '/nowhere/mysqld.sock', user: 'nobody', password: '', database: 'none' }).db

export const somebody = (changes: Partial<Actor> = {}): Actor => ({
  user: newId<'user'>(),
  site: 'patient',
  name: { en: 'Sara Alqahtani', ar: 'سارة القحطاني' },
  roles: [],
  staff: null,
  departments: 'all',
  locations: 'all',
  requestId: '',
  session: Buffer.alloc(32, 1),
  strength: 'full',
  language: null,
  ...changes,
})

interface Changes extends Partial<Omit<SiteParts, 'config'>> {
  config?: Partial<SiteParts['config']>
  name?: Site
  url?: string
}

/** One site with the test's own routes, without a database; `ask` sends a request to it, in English unless a header says otherwise. */
export function testSite(routes: Hono<Env>, { config, name = 'patient', url = 'http://localhost:3000', ...changes }: Changes = {}) {
  const parts: SiteParts = {
    ...testParts(noDatabase, config),
    clinic: async () => ({
      country: 'SA',
      language: 'ar',
      inWords: (t) => ({ name: t.local({ en: 'Raseel', ar: 'رسيل' }), phone: '011 234 5678', country: 'SA', locations: [] }),
    }),
    actor: async () => null,
    places: () => [],
    lock: () => null,
    messagesPage: false,
    keyed: { patient: [], staff: [] },
    ...changes,
  }
  const app = site(parts, name, new URL(url), [routes])
  const ask = async (path: string, init: RequestInit = {}, env: Env['Bindings'] = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    if (!headers.has('Accept-Language')) headers.set('Accept-Language', 'en')
    return app.request(new URL(path, url).href, { ...init, headers }, env)
  }
  return { ask, app }
}

/** A page that says "here" and a form that says "done". */
export const plainRoutes = (): Hono<Env> => new Hono<Env>().get('/page', (c) => c.text('here')).post('/page', (c) => c.text('done'))

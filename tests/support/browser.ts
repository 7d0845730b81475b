import type { Config } from '../../src/config.ts'
import type { Database } from '../../src/database/pool.ts'
import type { Site } from '../../src/database/tables.ts'
import { posting, testApp } from './app.ts'

export interface TestBrowser {
  get: (path: string, headers?: Record<string, string>) => Promise<Response>
  /** A form of the same site, unless a header says otherwise. */
  post: (path: string, fields: Record<string, string>, headers?: Record<string, string>) => Promise<Response>
  /** What the site has set, as long as it is there. */
  cookie: (name: string) => string | undefined
}

const apps = new WeakMap<Database, ReturnType<typeof testApp>>()

/** Somebody's browser at one site: it keeps cookies and follows no redirect by itself. */
export function aBrowser(
  db: Database,
  site: Site = 'patient',
  cookies: Record<string, string> = {},
  changes?: Partial<Config>,
): TestBrowser {
  const app = (changes ? undefined : apps.get(db)) ?? testApp(db, { rateLimit: 1_000_000, ...changes })
  if (!changes) apps.set(db, app)
  const jar = new Map(Object.entries(cookies))
  const ask = async (path: string, init: RequestInit) => {
    const headers = new Headers(init.headers)
    if (jar.size > 0) headers.set('Cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '))
    const answer = await (site === 'staff' ? app.staffRequest : app.request)(path, { ...init, headers })
    for (const cookie of answer.headers.getSetCookie()) keep(jar, cookie)
    return answer
  }
  return {
    get: (path, headers = {}) => ask(path, { headers }),
    post: (path, fields, headers) => ask(path, posting(fields, headers)),
    cookie: (name) => jar.get(name),
  }
}

function keep(jar: Map<string, string>, cookie: string): void {
  const [pair = '', ...flags] = cookie.split('; ')
  const [name = '', value = ''] = pair.split('=')
  if (flags.includes('Max-Age=0')) jar.delete(name)
  else jar.set(name, value)
}

import { randomUUID } from 'node:crypto'
import type { BlockList } from 'node:net'
import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { Config } from '../config.ts'
import type { Database } from '../database/pool.ts'
import type { Site } from '../database/tables.ts'
import { clientAddress, peerOf } from './client.ts'
import type { Env, WebContext } from './context.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import { securityHeaders } from './security-headers.ts'

export interface RequestParts {
  db: Database
  config: Config
  log: Log
  metrics: Metrics | null
}

/** Around everything else: who asks, an id to find the request by, headers on every answer, and one line in the log. */
export function requests(parts: RequestParts, site: Site, protocol: string): MiddlewareHandler<Env> {
  const headers = securityHeaders(protocol)
  return async (c, next) => {
    const began = performance.now()
    c.set('db', parts.db)
    c.set('config', parts.config)
    c.set('log', parts.log)
    c.set('site', site)
    c.set('actor', null)
    c.set('requestId', randomUUID())
    c.set('url', new URL(c.req.url))
    c.set('client', clientOf(c, parts.config.trustedProxies))
    await next()
    for (const [name, value] of headers) c.res.headers.set(name, value)
    c.res.headers.set('X-Request-Id', c.get('requestId'))
    const caching = cachingOf(c)
    if (caching !== null) c.res.headers.set('Cache-Control', caching)
    note(c, parts, (performance.now() - began) / 1000)
  }
}

const clientOf = (c: WebContext, trusted: BlockList): string => clientAddress(peerOf(c), c.req.header('X-Forwarded-For'), trusted)

/** What a signed-in person sees, posts or is refused is kept nowhere; a public page is asked for again each time, by its reader only. */
function cachingOf(c: WebContext): string | null {
  const personal = c.get('actor') !== null || c.req.method === 'POST' || c.res.status >= 400 || c.res.headers.has('Set-Cookie')
  if (personal) return 'no-store'
  return c.res.headers.has('Cache-Control') ? null : 'private, no-cache'
}

/** The pattern of the route that answered, never the path: ids stand in paths. Who was refused is named by the account's id. */
function note(c: WebContext, { log, metrics }: RequestParts, seconds: number): void {
  const { method } = c.req
  const { status } = c.res
  const route = routePath(c)
  metrics?.observe(method, route, status, seconds)
  const actor = c.get('actor')
  const refused = actor && [401, 403, 404, 429].includes(status) ? { user: actor.user } : {}
  const line = { requestId: c.get('requestId'), site: c.get('site'), method, route, status, ms: Math.round(seconds * 1000), ...refused }
  if (status >= 500) log.error(line, 'request')
  else if (route.startsWith('/static/') || route === '/healthz' || route === '/readyz') log.debug(line, 'request')
  else log.info(line, 'request')
}

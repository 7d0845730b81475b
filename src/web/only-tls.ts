import type { BlockList } from 'node:net'
import type { MiddlewareHandler } from 'hono'
import { isTrusted, peerOf } from './client.ts'
import type { Env } from './context.ts'
import { Refusal } from './refusal.ts'

/** On an https site: who came to the proxy without TLS is sent to the same page with it; what was posted in the clear is refused. */
export function onlyTls(site: URL, trusted: BlockList): MiddlewareHandler<Env> {
  return async (c, next) => {
    const scheme = isTrusted(peerOf(c), trusted) ? c.req.header('X-Forwarded-Proto') : undefined
    if (site.protocol !== 'https:' || scheme !== 'http') return next()
    if (c.req.method !== 'GET') throw new Refusal(403)
    const { pathname, search } = c.get('url')
    return c.redirect(site.origin + pathname + search, 308)
  }
}

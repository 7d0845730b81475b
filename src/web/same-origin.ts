import type { MiddlewareHandler } from 'hono'
import type { Env, WebContext } from './context.ts'
import { Refusal } from './refusal.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Against cross-site request forgery: what could change something must come from a page of this very host. Browsers say so in
 * `Sec-Fetch-Site`, older ones in `Origin`; a page of the other site, though of the same clinic, is as foreign as any.
 */
export function sameOrigin(site: URL): MiddlewareHandler<Env> {
  return (c, next) => {
    if (safe.has(c.req.raw.method) || comesFromHere(c, site)) return next()
    throw new Refusal(403, 'error.origin')
  }
}

function comesFromHere(c: WebContext, site: URL): boolean {
  const origin = c.req.header('Origin')
  const fetchSite = c.req.header('Sec-Fetch-Site')
  if (origin !== undefined && origin !== new URL(`${site.protocol}//${c.get('url').host}`).origin) return false
  return fetchSite === undefined ? origin !== undefined : fetchSite === 'same-origin'
}

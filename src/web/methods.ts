import type { Hono } from 'hono'
import type { Env, WebContext } from './context.ts'
import { Refusal } from './refusal.ts'

/**
 * No handler took the request: the address does not exist, or not for this method. OPTIONS is answered with what it takes.
 */
export function unmatched(site: Hono<Env>, c: WebContext): Response {
  const taken = ['GET', 'POST'].filter((method) => site.router.match(method, c.req.path)[0].some(([[, route]]) => route.method === method))
  // A handler of this very method may have passed: there is no such file, no such row.
  if (taken.length === 0 || taken.includes(c.req.method.replace('HEAD', 'GET'))) throw new Refusal(404)
  const allow = ['OPTIONS', ...taken.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))].sort().join(', ')
  if (c.req.raw.method !== 'OPTIONS') throw new Refusal(405, undefined, { Allow: allow })
  return c.body(null, 204, { Allow: allow })
}

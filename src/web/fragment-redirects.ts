import type { MiddlewareHandler } from 'hono'
import type { Env } from './context.ts'
import { isFragment } from './page.ts'

/**
 * Sends the whole browser on where a part of a page was asked for. A plain 303 would be followed inside that request:
 * the next page would be read twice, with two audit rows, and its address would not show.
 */
export const fragmentRedirects: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  const to = c.res.headers.get('Location')
  if (c.res.status !== 303 || to === null || !isFragment(c)) return
  c.res.headers.delete('Location')
  c.res = new Response(null, { status: 204, headers: c.res.headers })
  c.header('HX-Redirect', to)
}

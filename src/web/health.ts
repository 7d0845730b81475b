import { Hono } from 'hono'
import type { Env } from './context.ts'
import type { Readiness } from './readiness.ts'

/** For what watches over the process, on every host: `/healthz` says that it lives, `/readyz` whether people can use it, and why not. */
export function healthRoutes({ reasons }: Readiness): Hono<Env> {
  return new Hono<Env>()
    .get('/healthz', (c) => c.text('ok', 200, { 'Cache-Control': 'no-store' }))
    .get('/readyz', async (c) => {
      const why = await reasons()
      return c.json({ ready: why.length === 0, why }, why.length === 0 ? 200 : 503, { 'Cache-Control': 'no-store' })
    })
}

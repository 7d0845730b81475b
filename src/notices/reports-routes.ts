import { createHash, timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Env, WebContext } from '../web/context.ts'
import { takeReport } from './reports.ts'

/** Where the text gateway reports what became of a text: no cookie counts here, only the key that the gateway's file names. */
export const reportRoutes = new Hono<Env>()

reportRoutes.post('/reports/texts', bodyLimit({ maxSize: 16 * 1024, onError: (c) => c.body(null, 413) }), async (c) => {
  const reports = c.var.config.textGateway?.reports
  if (!reports) return c.body(null, 404)
  if (!isKey(c.req.header('Authorization'), reports.key)) return c.body(null, 401, { 'WWW-Authenticate': 'Bearer' })
  const report = await reportIn(c)
  const taken = report === null ? 'not-understood' : await takeReport(c.var.db, reports, report)
  return c.body(null, ({ taken: 204, unknown: 404, 'not-understood': 400 } as const)[taken])
})

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest()

function isKey(header: string | undefined, key: string): boolean {
  const [scheme = '', given = ''] = (header ?? '').split(' ', 2)
  return scheme.toLowerCase() === 'bearer' && timingSafeEqual(hashOf(given), hashOf(key))
}

async function reportIn(c: WebContext): Promise<unknown> {
  const type = c.req.header('Content-Type')?.split(';', 1)[0]?.trim().toLowerCase()
  const body = await c.req.text()
  if (type === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(body))
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

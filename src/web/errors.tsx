import { HTTPException } from 'hono/http-exception'
import { ErrorPage, ErrorPart } from '../../views/errors.tsx'
import type { Frame } from '../../views/frame.ts'
import { isWorthRetrying, NotYours, Unavailable } from '../database/errors.ts'
import type { WebContext } from './context.ts'
import { fragment, isFragment, page } from './page.ts'
import { Refusal } from './refusal.ts'

/** Answers whatever was thrown with a page, or the part of one, in the reader's language. What is our fault is logged. */
export async function errorAnswer(c: WebContext, error: unknown, frame: Frame): Promise<Response> {
  const refusal = refusalFor(error)
  if (refusal.status >= 500) c.var.log.error({ requestId: c.var.requestId, err: error }, 'request failed')
  for (const [name, value] of Object.entries(refusal.headers)) c.header(name, value)
  const props = { frame, status: refusal.status, ...(refusal.text ? { text: refusal.text } : {}) }
  return isFragment(c) ? fragment(c, <ErrorPart {...props} />, refusal.status) : page(c, <ErrorPage {...props} />, refusal.status)
}

function refusalFor(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof NotYours) return new Refusal(404)
  if (error instanceof Unavailable || isWorthRetrying(error)) return new Refusal(503, undefined, { 'Retry-After': '30' })
  if (error instanceof HTTPException && error.status < 500) return new Refusal(400)
  return new Refusal(500)
}

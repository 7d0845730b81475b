import type { MiddlewareHandler } from 'hono'
import { buckets, type Rate } from './buckets.ts'
import { neighbourhood } from './client.ts'
import type { Env } from './context.ts'
import { Refusal } from './refusal.ts'

/** Ten seconds' worth may come at once: a page with its parts, a crawl, a clinic of sixty boards behind one address. */
const rateOf = (perSecond: number): Rate => ({ perSecond, burst: perSecond * 10 })

/** Refuses an address that asks for more than so many pages a second over a longer time. */
export function limitedByAddress(perSecond: number): MiddlewareHandler<Env> {
  const addresses = buckets(rateOf(perSecond))
  return (c, next) => {
    passes(addresses.take(neighbourhood(c.get('client'))))
    return next()
  }
}

/** The same for one person's session, wherever it comes from: half of an address's share. */
export function limitedBySession(perSecond: number): MiddlewareHandler<Env> {
  const sessions = buckets(rateOf(perSecond / 2))
  return (c, next) => {
    const actor = c.get('actor')
    if (actor) passes(sessions.take(actor.session.toString('base64')))
    return next()
  }
}

function passes(seconds: number): void {
  if (seconds > 0) throw new Refusal(429, undefined, { 'Retry-After': String(seconds) })
}

import type { MiddlewareHandler } from 'hono'
import type { Actor } from '../audit/actor.ts'
import type { Env, WebContext } from '../web/context.ts'
import { Refusal } from '../web/refusal.ts'
import { type Ability, may } from './abilities.ts'
import { ownPath } from './own-path.ts'
import { sendToSignIn } from './send-to-sign-in.tsx'

/** Lets signed-in people through; sends others to the sign-in page, which leads back here. */
export const signedIn: MiddlewareHandler<Env> = async (c, next) => (c.get('actor') ? next() : sendToSignIn(c))

/**
 * The same for a form that does not stand at the address it posts to. After a refused one without scripts the browser is on that
 * address, where a reader finds something else; `formAt` says where the form is, with the answers that were posted.
 */
export const signedInFrom =
  (formAt: (c: WebContext) => string): MiddlewareHandler<Env> =>
  async (c, next) =>
    c.get('actor') ? next() : sendToSignIn(c, formAt(c))

/** Lets people through who have the ability by one of their roles; which rows they reach is for the query that loads them. */
export function able(ability: Ability): MiddlewareHandler<Env> {
  return async (c, next) => {
    const actor = c.get('actor')
    if (!actor) return sendToSignIn(c)
    if (!may(actor, ability)) throw new Refusal(403)
    return next()
  }
}

/** The person who acts; only behind `signedIn` or `able`. */
export function signedInActor(c: WebContext): Actor {
  const actor = c.get('actor')
  if (!actor) throw new Refusal(401)
  return actor
}

/**
 * For whatever shows a record: who signed in by a one-time code alone is asked for their password first. A shared or recycled number
 * must not open a chart. Stands after `signedIn`.
 */
export const fullyKnown: MiddlewareHandler<Env> = async (c, next) => {
  if (c.get('actor')?.strength !== 'code') return next()
  const to = ownPath(c.req.path)
  return c.redirect(to === null ? '/sign-in/password' : `/sign-in/password?to=${encodeURIComponent(to)}`, 303)
}

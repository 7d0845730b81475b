import type { MiddlewareHandler } from 'hono'
import type { Env } from '../web/context.ts'
import { isFragment } from '../web/page.ts'
import { Refusal } from '../web/refusal.ts'
import { type Ability, may } from './abilities.ts'
import { pageAddress, signInAddress } from './own-path.ts'

/** Lets signed-in people through; sends others to the sign-in page, which leads back here. */
export const signedIn: MiddlewareHandler<Env> = async (c, next) => {
  if (c.var.actor) return next()
  const address = signInAddress(pageAddress(c))
  if (!isFragment(c)) return c.redirect(address, 303)
  c.header('HX-Redirect', address)
  return c.body(null, 401)
}

/** Lets people through who have the ability by one of their roles; which rows they reach is for the query that loads them. */
export function able(ability: Ability): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { actor } = c.var
    if (!actor) return signedIn(c, next)
    if (!may(actor, ability)) throw new Refusal(403)
    return next()
  }
}

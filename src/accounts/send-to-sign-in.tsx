import { SignInPage } from '../../views/accounts/sign-in.tsx'
import type { WebContext } from '../web/context.ts'
import { isFragment, page } from '../web/page.ts'
import { keepPosted } from './kept.ts'
import { ownPath, signInAddress } from './own-path.ts'
import { sealPosted } from './sealed-form.ts'
import { lockedActorOf, sessionToken } from './sessions.ts'
import { lockPage } from './shared-desk/lock-page.tsx'

/**
 * Nobody is signed in: a page is answered 303, a fragment 401 with HX-Redirect, a posted form 401 with the sign-in form itself.
 * On the staff site a locked session stays where it is, and is answered with the page that unlocks it; to a fragment only `Locked` is
 * said, so that the page it was asked by stays as it is, what was typed included.
 * All lead back to the page that the browser was on, or to `formAt`, and what was posted is kept for the same person.
 */
export async function sendToSignIn(c: WebContext, formAt?: string): Promise<Response> {
  const posted = c.req.method !== 'GET' && c.req.method !== 'HEAD'
  const behind = posted || isFragment(c) ? pageBehind(c) : ownPath(pathOf(c))
  const to = formAt === undefined ? behind : ownPath(formAt)
  const locked = c.var.site === 'staff' ? await lockedActorOf(c.var.db, sessionToken(c), c.var.requestId) : null
  if (locked && isFragment(c)) {
    c.header('Locked', 'yes')
    return c.body(null, 401)
  }
  const kept = posted && (await keepPosted(c))
  if (isFragment(c)) {
    c.header('HX-Redirect', signInAddress(to))
    return c.body(null, 401)
  }
  if (locked) return lockPage(c, locked, { to, ...(posted ? { sealed: sealPosted(c, locked.user) } : {}) }, posted ? 401 : 200)
  if (!posted) return c.redirect(signInAddress(to), 303)
  return page(c, <SignInPage frame={c.var.frame} to={to ?? undefined} note={kept ? 'auth.kept' : 'auth.notKept'} />, 401)
}

function pathOf(c: WebContext): string {
  const { pathname, search } = c.var.url
  return pathname + search
}

/** The page that a form or a fragment was sent from, where that is one of this host; otherwise the address itself. */
export function pageBehind(c: WebContext): string | null {
  const from = c.req.header('HX-Current-URL') ?? c.req.header('Referer')
  if (!from || !URL.canParse(from)) return ownPath(pathOf(c))
  const { host, pathname, search } = new URL(from)
  return ownPath(host === c.var.url.host ? pathname + search : pathOf(c))
}

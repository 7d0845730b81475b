import { getCookie, setCookie } from 'hono/cookie'
import type { CookieOptions } from 'hono/utils/cookie'
import type { WebContext } from '../web/context.ts'

/** What binds a code to the browser that asked for it: a random value of this host, which is no name of anybody. */
const cookie: CookieOptions = { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Lax', maxAge: 2 * 3600 }

/** The browser's value, where it has one. */
export const requestIn = (c: WebContext): string | undefined => getCookie(c, 'request', 'host')

/** The browser keeps it: a code was sent that is good here. */
export function keepRequest(c: WebContext, request: string): void {
  setCookie(c, 'request', request, cookie)
}

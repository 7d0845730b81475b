import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { CookieOptions } from 'hono/utils/cookie'
import { z } from 'zod'
import type { WebContext } from '../web/context.ts'
import { type Typed, typedIn } from '../web/form.ts'
import { seal as sealed, unseal as unsealed } from './seal.ts'
import { formerUser, sessionToken } from './sessions.ts'

/**
 * A form posted after its session had ended is not lost: what was typed travels, sealed, in a cookie of this host until its person
 * has signed in again, and is then shown in the form, not executed. A cookie, because it outlives the redirect that htmx is
 * answered with as well as the page that others are; sealed and tied to the person, because the next at this desk may be another.
 */
const cookie: CookieOptions = { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' }
const minutes = 20
/** A browser keeps 4,096 bytes a cookie, name and attributes included. */
const most = 3800

const contents = z.object({ user: z.string(), action: z.string(), until: z.number(), typed: z.record(z.string(), z.string()) })
type Contents = z.infer<typeof contents>

/** Whether what was posted could be kept: not where nobody knows whose it was, nor more than a cookie holds. */
export async function keepPosted(c: WebContext): Promise<boolean> {
  const token = sessionToken(c)
  const user = token ? await formerUser(c.var.db, c.var.site, token) : null
  if (!user) return false
  const until = Temporal.Now.instant().add({ minutes }).epochMilliseconds
  const text = seal(c, { user, action: c.req.path, until, typed: typedIn(c.var.posted) })
  if (text.length > most) return false
  setCookie(c, 'kept', text, { ...cookie, maxAge: minutes * 60 })
  return true
}

/** Whether something waits here for its person to sign in. */
export const hasKept = (c: WebContext): boolean => opened(c) !== null

/**
 * What this person had typed into the form that posts to `action` when their session ended; shown once. A page with such a form
 * takes it for what was typed: `typed={keptFor(c, action) ?? {}}`.
 */
export function keptFor(c: WebContext, action: string): Typed | null {
  const kept = opened(c)
  if (!kept || kept.action !== action || kept.user !== c.var.actor?.user) return null
  dropKept(c)
  return kept.typed
}

export function dropKept(c: WebContext): void {
  deleteCookie(c, 'kept', cookie)
}

function opened(c: WebContext): Contents | null {
  const text = getCookie(c, 'kept', 'host')
  const kept = text ? unseal(c, text) : null
  return kept && kept.until > Temporal.Now.instant().epochMilliseconds ? kept : null
}

const purposeOf = ({ var: { site } }: WebContext) => `kept ${site}`

const seal = (c: WebContext, kept: Contents): string => sealed(c.var.config.secret, purposeOf(c), deflateRawSync(JSON.stringify(kept)))

/** Null for what this host did not seal. */
function unseal(c: WebContext, text: string): Contents | null {
  const plain = unsealed(c.var.config.secret, purposeOf(c), text)
  if (!plain) return null
  try {
    return contents.parse(JSON.parse(inflateRawSync(plain, { maxOutputLength: 65_536 }).toString()))
  } catch {
    return null
  }
}

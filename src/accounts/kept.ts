import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { CookieOptions } from 'hono/utils/cookie'
import { z } from 'zod'
import type { WebContext } from '../web/context.ts'
import { type Typed, typedIn } from '../web/form.ts'
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
  const sealed = seal(c, { user, action: c.req.path, until, typed: typedIn(c.var.posted) })
  if (sealed.length > most) return false
  setCookie(c, 'kept', sealed, { ...cookie, maxAge: minutes * 60 })
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
  const sealed = getCookie(c, 'kept', 'host')
  const kept = sealed ? unseal(c, sealed) : null
  return kept && kept.until > Temporal.Now.instant().epochMilliseconds ? kept : null
}

const keyOf = ({ var: { config, site } }: WebContext) => Buffer.from(hkdfSync('sha256', config.secret, '', `kept ${site}`, 32))

function seal(c: WebContext, kept: Contents): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(c), iv)
  const sealed = [cipher.update(deflateRawSync(JSON.stringify(kept))), cipher.final()]
  return Buffer.concat([iv, cipher.getAuthTag(), ...sealed]).toString('base64url')
}

/** Null for what this host did not seal. */
function unseal(c: WebContext, text: string): Contents | null {
  const bytes = Buffer.from(text, 'base64url')
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(c), bytes.subarray(0, 12), { authTagLength: 16 })
    decipher.setAuthTag(bytes.subarray(12, 28))
    const plain = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
    return contents.parse(JSON.parse(inflateRawSync(plain, { maxOutputLength: 65_536 }).toString()))
  } catch {
    return null
  }
}

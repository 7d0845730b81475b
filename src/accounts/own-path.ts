import type { Context } from 'hono'

const base = 'http://own.invalid'

/** The path and query of an address on this host, or null: what somebody puts into `to` never leads anywhere else. */
export function ownPath(text: string | null | undefined): string | null {
  if (!text?.startsWith('/') || text.length > 2000 || !URL.canParse(text, base)) return null
  const url = new URL(text, base)
  if (url.origin !== base || url.username || url.pathname.startsWith('//')) return null
  return /^\/sign-(in|out)(\/|$)/.test(url.pathname) ? null : url.pathname + url.search
}

/** The page that the browser is on: a fragment's request says where it was asked from. */
export function pageAddress(c: Context): string | null {
  const { pathname, search, host } = new URL(c.req.url)
  const current = c.req.header('HX-Current-URL')
  if (current && URL.canParse(current)) {
    const page = new URL(current)
    if (page.host === (c.req.header('host') ?? host)) return ownPath(page.pathname + page.search)
  }
  return ownPath(pathname + search)
}

export function signInAddress(to: string | null): string {
  return to === null || to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`
}

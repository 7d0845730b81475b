const base = 'http://own.invalid'

/** The path and query of an address on this host, or null: what somebody puts into `to` never leads anywhere else. */
export function ownPath(text: string | null | undefined): string | null {
  if (!text?.startsWith('/') || text.length > 2000 || !URL.canParse(text, base)) return null
  const url = new URL(text, base)
  if (url.origin !== base || url.username || url.pathname.startsWith('//')) return null
  return /^\/(sign-in|sign-out|lock|unlock|switch)(\/|$)/.test(url.pathname) ? null : url.pathname + url.search
}

/** The sign-in page that leads to `to` afterwards. */
export const signInAddress = (to: string | null): string =>
  to === null || to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`

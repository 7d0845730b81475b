import type { MiddlewareHandler } from 'hono'
import type { Env } from './context.ts'
import { Refusal } from './refusal.ts'

/** No address of ours is nearly as long. */
const longest = 4000

/** Lets through only addresses that mean the same to everybody who reads them: no broken escapes, no NUL, no empty first segment. */
export const wellFormed: MiddlewareHandler<Env> = (c, next) => {
  const { pathname, search } = c.get('url')
  if (pathname.length + search.length > longest) throw new Refusal(400)
  if (!isReadable(pathname) || !isReadable(search.replaceAll('+', ' '))) throw new Refusal(400)
  if (pathname.startsWith('//')) throw new Refusal(404)
  return next()
}

function isReadable(escaped: string): boolean {
  try {
    return !decodeURIComponent(escaped).includes('\0')
  } catch {
    return false
  }
}

import { createHash, randomBytes, randomInt } from 'node:crypto'
import { getCookie, setCookie } from 'hono/cookie'
import type { WebContext } from '../web/context.ts'

/** What the screen holds: 256 random bits. The database has only its hash. */
export const newKey = (): string => randomBytes(32).toString('base64url')

export const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest()

/** Six digits, to be read from across a room and typed. Worth nothing without the right to pair. */
export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0')

export const boardKey = (c: WebContext): string | undefined => getCookie(c, 'board', 'host')

/** As long as browsers keep a cookie at all; the clinic ends a board, not the calendar. */
const days = 400

export function keepBoardKey(c: WebContext, key: string): void {
  setCookie(c, 'board', key, { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Lax', maxAge: days * 86_400 })
}

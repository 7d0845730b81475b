import { getCookie, setCookie } from 'hono/cookie'
import { sql } from 'kysely'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database, Tx } from '../../database/pool.ts'
import type { WebContext } from '../../web/context.ts'
import { newToken } from '../sessions.ts'
import { sha256 } from './readable-code.ts'

/** Hours: the longest shift. */
const shift = 14

export const deviceToken = (c: WebContext): string | undefined => getCookie(c, 'device', 'host')

/** The token of this browser; a new one where it has none yet. It says nothing of whoever sits at it. */
export function keepDeviceToken(c: WebContext): string {
  const token = deviceToken(c) ?? newToken()
  setCookie(c, 'device', token, { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Lax', maxAge: shift * 3600 })
  return token
}

/** For the rest of the shift this person is not asked again for a second factor in this browser. */
export async function trustDevice(tx: Tx, user: Id<'user'>, token: string): Promise<void> {
  const expires_at = sql<Temporal.Instant>`${sqlNow} + INTERVAL ${shift} HOUR`
  await tx
    .insertInto('trusted_devices')
    .values({ device_hash: sha256(token), user_id: user, trusted_at: sqlNow, expires_at })
    .onDuplicateKeyUpdate({ trusted_at: sqlNow, expires_at, pin_tries: 0 })
    .execute()
}

/** Whether this person has shown a second factor in this browser within the shift. */
export async function isTrusted(db: Database, user: Id<'user'>, token: string | undefined): Promise<boolean> {
  if (!token) return false
  const row = await db
    .selectFrom('trusted_devices')
    .select('user_id')
    .where('device_hash', '=', sha256(token))
    .where('user_id', '=', user)
    .where('expires_at', '>', sqlNow)
    .executeTakeFirst()
  return row !== undefined
}

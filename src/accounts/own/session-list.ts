import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '../../audit/actor.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import type { Site } from '../../database/tables.ts'
import { limits } from '../sessions.ts'
import { type Device, deviceOf } from './device.ts'

export interface OwnSession {
  /** For addresses: says nothing of the token, nor of its hash in the table. */
  id: string
  hash: Buffer
  site: Site
  device: Device
  firstUsed: Temporal.Instant
  lastUsed: Temporal.Instant
  /** The one that asks. */
  here: boolean
}

/**
 * Where somebody is signed in now, the latest used first, on both sites: whoever is known by a one-time code alone sees only the
 * patients' site's. A session that waits for a second factor is one as well: somebody there knows the password. One statement.
 */
export async function sessionsOf(db: Database, actor: Actor): Promise<OwnSession[]> {
  const rows = await db
    .selectFrom('sessions')
    .select(['token_hash', 'site', 'device', 'created_at', 'last_used_at'])
    .where('user_id', '=', actor.user)
    .where('site', 'in', sitesOf(actor))
    .where('expires_at', '>', sqlNow)
    .where((row) =>
      row.or(
        (['patient', 'staff'] as const).map((site) =>
          row.and([
            row('site', '=', site),
            row('last_used_at', '>', sql<Temporal.Instant>`${sqlNow} - INTERVAL ${limits[site].idle} MINUTE`),
          ]),
        ),
      ),
    )
    .orderBy('last_used_at', 'desc')
    .execute()
  return rows.map(({ token_hash, site, device, created_at, last_used_at }) => ({
    id: idOfSession(token_hash),
    hash: token_hash,
    site,
    device: deviceOf(device),
    firstUsed: created_at,
    lastUsed: last_used_at,
    here: token_hash.equals(actor.session),
  }))
}

export const sitesOf = ({ strength }: Actor): Site[] => (strength === 'code' ? ['patient'] : ['patient', 'staff'])

/** Names a session in pages and addresses; no token, and no way back to one. */
export function idOfSession(hash: Buffer): string {
  const text = createHash('sha256').update('session in the list').update(hash).digest('hex')
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20, 32)].join('-')
}

import type { Actor } from '../../audit/actor.ts'
import type { Tx } from '../../database/pool.ts'
import { endAllSessions, startSession } from '../sessions.ts'

/**
 * After a change of how somebody signs in: their sessions end everywhere, on both sites, and this browser goes on with a new one under
 * `token`. They have just given their password, so it is a full one; a second factor given in this session is not asked for again.
 */
export async function onlyThisSession(tx: Tx, actor: Actor, token: string): Promise<void> {
  const had = await tx
    .selectFrom('sessions')
    .select(['device', 'second_factor_at'])
    .where('token_hash', '=', actor.session)
    .executeTakeFirst()
  await endAllSessions(tx, actor.user)
  await startSession(tx, {
    site: actor.site,
    user: actor.user,
    device: had?.device ?? null,
    token,
    strength: 'full',
    secondFactor: Boolean(had?.second_factor_at),
  })
}

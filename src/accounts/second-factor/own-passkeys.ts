import type { Actor } from '../../audit/actor.ts'
import { isDuplicateKey } from '../../database/errors.ts'
import { type Id, newId } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import type { ClinicSaid } from '../own/tell.ts'
import type { NewPasskey } from './passkeys.ts'
import { changed } from './set-up.ts'

interface Change {
  receipt: Id<'receipt'>
  clinic: ClinicSaid
}

/** The token of the session that goes on; null when the form was sent twice. A key that is somebody's already is nobody's second time. */
export async function addPasskey(
  db: Database,
  actor: Actor,
  { receipt, clinic, name, key }: Change & { name: string; key: NewPasskey },
): Promise<{ ok: true; token: string | null } | { ok: false; reason: 'known' }> {
  const row = { id: newId<'passkey'>(), user_id: actor.user, name, ...key, created_at: sqlNow, last_used_at: null }
  try {
    const done = await changed(db, actor, { receipt, name: 'passkey.add', clinic }, (tx) => tx.insertInto('passkeys').values(row).execute())
    return { ok: true, token: done?.token ?? null }
  } catch (error) {
    if (isDuplicateKey(error)) return { ok: false, reason: 'known' }
    throw error
  }
}

/** A key that the person no longer has opens nothing any more. */
export async function removePasskey(
  db: Database,
  actor: Actor,
  { receipt, clinic, passkey }: Change & { passkey: Id<'passkey'> },
): Promise<string | null> {
  const done = await changed(db, actor, { receipt, name: 'passkey.remove', clinic }, (tx) =>
    tx.deleteFrom('passkeys').where('id', '=', passkey).where('user_id', '=', actor.user).execute(),
  )
  return done?.token ?? null
}

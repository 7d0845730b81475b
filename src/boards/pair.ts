import { sql } from 'kysely'
import type { Actor } from '../audit/actor.ts'
import { audit } from '../audit/write.ts'
import { isDuplicateKey } from '../database/errors.ts'
import { type Id, newId } from '../database/ids.ts'
import { sqlNow } from '../database/now.ts'
import type { Database } from '../database/pool.ts'
import { transact } from '../database/transact.ts'
import { hashOf, newCode, newKey } from './key.ts'

/** Minutes in which somebody walks from the screen to a desk. */
const codeLives = 15

/** A new screen with a code to show; answers the key that it keeps. */
export async function announceScreen(db: Database): Promise<string> {
  const key = newKey()
  for (;;) {
    const answer = await transact(db, { receipt: newId<'receipt'>(), name: 'board.announce', user: null, subject: null }, async (tx) => {
      try {
        await tx
          .insertInto('boards')
          .values({
            id: newId<'board'>(),
            key_hash: hashOf(key),
            code: newCode(),
            code_expires_at: sql<Temporal.Instant>`UTC_TIMESTAMP(3) + INTERVAL ${codeLives} MINUTE`,
            created_at: sqlNow,
          })
          .execute()
        return { ok: true as const }
      } catch (error) {
        // Another screen shows this code just now.
        if (isDuplicateKey(error)) return { ok: false as const, reason: 'taken' }
        throw error
      }
    })
    if (answer.ok) return key
  }
}

export interface Pairing {
  receipt: Id<'receipt'>
  /** The digits that the screen shows. */
  code: string
  name: string
  location: Id<'location'>
  department: Id<'department'> | null
}

export type Paired = { ok: true } | { ok: false; reason: 'no-such-code' }

/** The screen that shows this code becomes a board of the clinic. */
export async function pairBoard(db: Database, actor: Actor, { receipt, code, name, location, department }: Pairing): Promise<Paired> {
  const answer = await transact<Paired>(db, { receipt, name: 'board.pair', user: actor.user, subject: null }, async (tx) => {
    const screen = await tx
      .selectFrom('boards')
      .select('id')
      .where('code', '=', code)
      .where('code_expires_at', '>', sqlNow)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (!screen) return { ok: false, reason: 'no-such-code' }
    const { numUpdatedRows } = await tx
      .updateTable('boards')
      .set({ code: null, name, location_id: location, department_id: department, paired_at: sqlNow, last_seen_at: sqlNow })
      .where('id', '=', screen.id)
      .where('code', '=', code)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return { ok: false, reason: 'no-such-code' }
    await audit(tx, actor, { action: 'board.pair', subject: { type: 'board', id: screen.id } })
    return { ok: true }
  })
  return answer.ok ? { ok: true } : answer
}

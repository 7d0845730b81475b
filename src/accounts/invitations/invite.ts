import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { type Id, newId } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Tx } from '../../database/pool.ts'
import type { Row } from '../../database/tables.ts'
import { holdPerson } from '../hold-person.ts'
import { meantBy, newReadableCode, sha256 } from '../second-factor/readable-code.ts'

/** Hours: over a weekend. */
export const invitationHours = 72

export type Way = Row<'invitations'>['way']

/** 96 random bits in a link; on paper 80, in letters that nobody mistakes. */
const newSecret: Record<Way, () => string> = {
  mail: () => randomBytes(12).toString('base64url'),
  printed: () => newReadableCode(4),
}

export const invitationHash: Record<Way, (secret: string) => Buffer> = {
  mail: (token) => sha256(`invitation ${token}`),
  printed: (code) => sha256(`invitation on paper ${meantBy(code)}`),
}

interface Invited {
  user: Id<'user'>
  way: Way
  /** Null: the operator, at the server's own console. */
  by: Id<'user'> | null
}

/**
 * A new one-time secret by which somebody sets their password; the ones before are worth nothing from now on. The person is held, so
 * of two who invite at once the later secret is the good one. It is answered this once: only its hash is kept.
 */
export async function inviteIn(tx: Tx, { user, way, by }: Invited): Promise<{ id: Id<'invitation'>; secret: string }> {
  await holdPerson(tx, user)
  await withdrawInvitations(tx, user)
  const id = newId<'invitation'>()
  const secret = newSecret[way]()
  await tx
    .insertInto('invitations')
    .values({
      id,
      user_id: user,
      way,
      secret_hash: invitationHash[way](secret),
      invited_by_user_id: by,
      created_at: sqlNow,
      expires_at: sql`${sqlNow} + INTERVAL ${invitationHours} HOUR`,
      used_at: null,
      withdrawn_at: null,
    })
    .execute()
  return { id, secret }
}

export async function withdrawInvitations(tx: Tx, user: Id<'user'>): Promise<void> {
  await tx
    .updateTable('invitations')
    .set({ withdrawn_at: sqlNow })
    .where('user_id', '=', user)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute()
}

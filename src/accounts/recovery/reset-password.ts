import { audit } from '../../audit/write.ts'
import { type Id, newId } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database, Tx } from '../../database/pool.ts'
import type { Site } from '../../database/tables.ts'
import { transact } from '../../database/transact.ts'
import { spendCode } from '../codes.ts'
import { writePassword } from '../own/change-password.ts'
import { type ClinicSaid, tellAccountChanged } from '../own/tell.ts'
import { hashPassword } from '../passwords.ts'
import { endAllSessions } from '../sessions.ts'
import { linkHash } from './send-link.ts'

/** What somebody holds who may set a new password: a link's token, or a code that was typed rightly in this browser. */
export type WayBack = { link: string; site: Site } | { code: Id<'code'>; user: Id<'user'> }

/** Whose password a way back may set, or null when it is used, over or nobody's. Looking changes nothing. */
export async function userBehind(db: Database, way: WayBack): Promise<Id<'user'> | null> {
  if ('code' in way) return way.user
  const row = await livingLink(db, way).select('user_id').executeTakeFirst()
  return row?.user_id ?? null
}

const livingLink = (db: Database, { link, site }: Extract<WayBack, { link: string }>) =>
  db
    .selectFrom('recoveries')
    .where('token_hash', '=', linkHash(link))
    .where('site', '=', site)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sqlNow)

interface Reset {
  receipt: Id<'receipt'>
  way: WayBack
  /** Checked by `faultOf`. */
  password: string
  site: Site
  clinic: ClinicSaid
  requestId: string
}

export type PasswordReset = { ok: true } | { ok: false; reason: 'over' }

/**
 * A new password by a link or code, once: of two at the same time one succeeds, and the person's other links end with it. All their
 * sessions end, on both sites; nobody is signed in by it, so that a second factor is asked for as always. They are told.
 */
export async function resetPassword(db: Database, { receipt, way, password, site, clinic, requestId }: Reset): Promise<PasswordReset> {
  const user = await userBehind(db, way)
  if (user === null) return { ok: false, reason: 'over' }
  const hash = await hashPassword(password)
  return transact(db, { receipt, name: 'password.reset', user: null, subject: user }, async (tx) => {
    if (!(await use(tx, way))) return { ok: false as const, reason: 'over' as const }
    await tx.updateTable('recoveries').set({ used_at: sqlNow }).where('user_id', '=', user).where('used_at', 'is', null).execute()
    const version = await writePassword(tx, user, hash)
    await endAllSessions(tx, user)
    await audit(tx, null, { action: 'password.reset', subject: { type: 'user', id: user }, requestId })
    await tellAccountChanged(tx, { user, what: 'password', change: String(version), site, clinic })
    return { ok: true as const }
  })
}

/** A code that its holder has not made good with what else is asked for. */
export async function spendForNothing(db: Database, code: Id<'code'>, user: Id<'user'>): Promise<void> {
  await transact(db, { receipt: newId<'receipt'>(), name: 'password.refuse', user: null, subject: user }, async (tx) => {
    await spendCode(tx, code)
    return { ok: true as const }
  })
}

async function use(tx: Tx, way: WayBack): Promise<boolean> {
  if ('code' in way) return spendCode(tx, way.code)
  const { numUpdatedRows } = await tx
    .updateTable('recoveries')
    .set({ used_at: sqlNow })
    .where('token_hash', '=', linkHash(way.link))
    .where('site', '=', way.site)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sqlNow)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import type { ByLanguage } from '../../database/tables.ts'
import { transact } from '../../database/transact.ts'
import { hashPassword, isPassword } from '../passwords.ts'
import { sha256 } from '../second-factor/readable-code.ts'
import { trustDevice } from '../second-factor/trusted.ts'

/** Wrong ones, in one browser, after which only the password opens it. */
const mostTries = 5

/** Four to eight digits, and not the ones that everybody tries first. */
export function isGoodPin(pin: string): boolean {
  if (!/^\d{4,8}$/.test(pin) || new Set(pin).size === 1) return false
  return !'01234567890'.includes(pin) && !'09876543210'.includes(pin)
}

interface NewPin {
  receipt: Id<'receipt'>
  pin: string
  /** Of this browser. Only accounts of the demo clinic, which are asked for no second factor, are trusted here by it. */
  device: string
}

/** By who has just given their password once more. */
export async function setPin(db: Database, actor: Actor, { receipt, pin, device }: NewPin): Promise<void> {
  const { user } = actor
  const row = { pin_hash: await hashPassword(pin), set_at: sqlNow }
  await transact(db, { receipt, name: 'pin.set', user, subject: user }, async (tx) => {
    await tx
      .insertInto('pins')
      .values({ user_id: user, ...row })
      .onDuplicateKeyUpdate(row)
      .execute()
    await tx.updateTable('trusted_devices').set({ pin_tries: 0 }).where('user_id', '=', user).execute()
    const account = await tx.selectFrom('users').select('demo').where('id', '=', user).executeTakeFirst()
    if (account?.demo) await trustDevice(tx, user, device)
    await audit(tx, actor, { action: 'pin.set', subject: { type: 'user', id: user } })
    return { ok: true as const }
  })
}

export async function hasPin(db: Database, user: Id<'user'>): Promise<boolean> {
  return (await db.selectFrom('pins').select('user_id').where('user_id', '=', user).executeTakeFirst()) !== undefined
}

/** Whether this is the person's PIN, in a browser trusted by them. The try is counted before it is looked at, so that many at once are five. */
export async function isPin(db: Database, user: Id<'user'>, device: string | undefined, typed: string): Promise<boolean> {
  if (!device) return false
  const { numUpdatedRows } = await db
    .updateTable('trusted_devices')
    .set((row) => ({ pin_tries: row('pin_tries', '+', 1) }))
    .where('device_hash', '=', sha256(device))
    .where('user_id', '=', user)
    .where('expires_at', '>', sqlNow)
    .where('pin_tries', '<', mostTries)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) return false
  const known = await db.selectFrom('pins').select('pin_hash').where('user_id', '=', user).executeTakeFirst()
  if (!(await isPassword(known?.pin_hash ?? null, typed))) return false
  await forgetTries(db, user, device)
  return true
}

/** After a right PIN or password. */
export async function forgetTries(db: Database, user: Id<'user'>, device: string | undefined): Promise<void> {
  if (!device) return
  const here = db.updateTable('trusted_devices').set({ pin_tries: 0 }).where('device_hash', '=', sha256(device))
  await here.where('user_id', '=', user).execute()
}

export interface Colleague {
  user: Id<'user'>
  staff: Id<'staff'>
  name: ByLanguage
}

/** Who may open this browser by a PIN now. */
export async function pinsHere(db: Database, device: string | undefined): Promise<Colleague[]> {
  if (!device) return []
  return db
    .selectFrom('trusted_devices as trusted')
    .innerJoin('pins', 'pins.user_id', 'trusted.user_id')
    .innerJoin('users as user', (join) => join.onRef('user.id', '=', 'trusted.user_id').on('user.disabled_at', 'is', null))
    .innerJoin('staff', (join) => join.onRef('staff.user_id', '=', 'user.id').on('staff.archived_at', 'is', null))
    .select(['user.id as user', 'staff.id as staff', 'staff.name'])
    .where('trusted.device_hash', '=', sha256(device))
    .where('trusted.expires_at', '>', sqlNow)
    .where('trusted.pin_tries', '<', mostTries)
    .orderBy('staff.id')
    .execute()
}

import type { Id } from '../../database/ids.ts'
import type { Database, Tx } from '../../database/pool.ts'
import type { Site } from '../../database/tables.ts'
import type { NoticeAbout } from '../../notices/notice.ts'
import { send } from '../../notices/send.ts'

type Notice = NoticeAbout<'account-changed'>

/** What a notice says of the clinic; read in a room above this one. */
export type ClinicSaid = Pick<Notice['values'], 'clinic' | 'country' | 'phone' | 'phoneCountry' | 'zone'> & {
  /** The clinic's, for who has chosen none. */
  language: Notice['language']
}

/** Where somebody is reached: at the phone and the e-mail address that they sign in by, once these are confirmed. */
export interface Reached {
  /** Of the login or contact point. */
  point: Id
  channel: 'mail' | 'text'
  address: string
}

export async function reachedAt(tx: Database, user: Id<'user'>): Promise<Reached[]> {
  const rows = await tx
    .selectFrom('logins')
    .select(['id', 'kind', 'value'])
    .where('user_id', '=', user)
    .where('kind', 'in', ['phone', 'email'])
    .where('confirmed_at', 'is not', null)
    .orderBy('id')
    .execute()
  return rows.map(({ id, kind, value }) => ({ point: id, channel: kind === 'email' ? 'mail' : 'text', address: value }))
}

export interface AccountChange {
  user: Id<'user'>
  what: Notice['values']['what']
  /** Tells this change from others of its kind: the account's version, or what was given. */
  change: string
  site: Site
  clinic: ClinicSaid
}

/**
 * Tells somebody that their account was changed, wherever they are reached; `at` where that was read before the change, so that the
 * old address hears of it. Writes rows only.
 */
export async function tellAccountChanged(tx: Tx, { user, what, change, site, clinic }: AccountChange, at?: Reached[]): Promise<void> {
  const person = await tx.selectFrom('users').select('language').where('id', '=', user).executeTakeFirst()
  const points = at ?? (await reachedAt(tx, user))
  await tellAt(tx, points, { about: `account/${user}/${what}/${change}`, what, site, clinic, language: person?.language ?? null })
}

/** The same for people without an account. `about` names the change, so that telling it twice is telling it once. */
export async function tellAt(
  tx: Tx,
  points: Reached[],
  { about, what, site, clinic, language }: Pick<AccountChange, 'what' | 'site' | 'clinic'> & { about: string; language: string | null },
): Promise<void> {
  const { language: clinics, ...said } = clinic
  for (const { point, channel, address } of points) {
    await send(tx, {
      to: { channel, address, own: true },
      purpose: 'account-changed',
      language: language === 'en' || language === 'ar' ? language : clinics,
      values: { what, at: Temporal.Now.instant().toString(), site, ...said },
      cause: `${about}/${point}`,
    })
  }
}

import { sql } from 'kysely'
import type { Id } from '../database/ids.ts'
import { sqlNow } from '../database/now.ts'
import type { Database } from '../database/pool.ts'
import type { ByLanguage } from '../database/tables.ts'
import type { CodeTo } from './codes.ts'
import { isLandline } from './phones.ts'

/** What the clinic has set about codes. */
export interface CodeSettings {
  clinic: ByLanguage
  country: string
  /** Country codes that texts are sent to, with their plus. */
  prefixes: string[]
  textsADay: number
}

/** Nothing is sent before a clinic has said where to. */
const unset: CodeSettings = { clinic: { en: 'Raseel', ar: 'رسيل' }, country: 'SA', prefixes: [], textsADay: 0 }

export async function codeSettings(db: Database): Promise<CodeSettings> {
  const row = await db.selectFrom('settings').select(['clinic_name', 'country', 'code_prefixes', 'code_texts_a_day']).executeTakeFirst()
  if (!row) return unset
  const prefixes = row.code_prefixes.split(' ').filter((prefix) => /^\+\d{1,4}$/.test(prefix))
  return { clinic: row.clinic_name, country: row.country, prefixes, textsADay: row.code_texts_a_day }
}

/** Far countries and premium numbers are how texts are turned into somebody else's money; a landline reads none. */
export const isAllowedTo = ({ prefixes }: CodeSettings, { kind, value }: CodeTo): boolean =>
  kind === 'email' || (prefixes.some((prefix) => value.startsWith(prefix)) && !isLandline(value))

/** So many in so many minutes: to one number or address, and from one network (a mobile network may stand behind one address). */
const limits = {
  to: [
    { most: 1, minutes: 1 },
    { most: 5, minutes: 60 },
    { most: 10, minutes: 24 * 60 },
  ],
  network: [
    { most: 20, minutes: 60 },
    { most: 100, minutes: 24 * 60 },
  ],
}
const aDay = 24 * 60

/** Minutes until a code that is written down already may be sent; 0 at once. The clinic's own limit is of texts, which cost money. */
export async function minutesUntilFree(
  db: Database,
  { textsADay }: CodeSettings,
  { id, to, network }: { id: Id<'code'>; to: CodeTo; network: Buffer },
): Promise<number> {
  const [toNumber, fromNetwork, texts] = await Promise.all([
    agesOf(db, sql`kind = ${to.kind} AND value = ${to.value}`, id, 10),
    agesOf(db, sql`network_hash = ${network}`, id, 100),
    to.kind === 'phone' ? agesOf(db, sql`kind = 'phone'`, id, textsADay) : [],
  ])
  const waits = [
    ...limits.to.map((limit) => waitOf(toNumber, limit)),
    ...limits.network.map((limit) => waitOf(fromNetwork, limit)),
    ...(to.kind === 'phone' ? [waitOf(texts, { most: textsADay, minutes: aDay })] : []),
  ]
  return Math.max(...waits)
}

/** How many texts with codes were written in the last 24 hours. */
export async function codeTextsToday(db: Database): Promise<number> {
  const { sent } = await db
    .selectFrom('codes')
    .select((count) => count.fn.countAll<number>().as('sent'))
    .where('kind', '=', 'phone')
    .where('created_at', '>', sql<Temporal.Instant>`${sqlNow} - INTERVAL 1 DAY`)
    .executeTakeFirstOrThrow()
  return Number(sent)
}

/** How many minutes ago the other codes of a day were written, the newest first. */
async function agesOf(db: Database, which: ReturnType<typeof sql>, id: Id<'code'>, most: number): Promise<number[]> {
  const rows = await db
    .selectFrom('codes')
    .select(sql<number>`TIMESTAMPDIFF(SECOND, created_at, ${sqlNow})`.as('age'))
    .where(sql<boolean>`${which}`)
    .where('id', '!=', id)
    .where('created_at', '>', sql<Temporal.Instant>`${sqlNow} - INTERVAL 1 DAY`)
    .orderBy('created_at', 'desc')
    .limit(Math.max(1, most))
    .execute()
  return rows.map((row) => row.age / 60)
}

/** Until the oldest that counts has left the window. */
function waitOf(ages: number[], { most, minutes }: { most: number; minutes: number }): number {
  if (most <= 0) return minutes
  const oldest = ages[most - 1]
  return oldest === undefined || oldest >= minutes ? 0 : Math.max(1, Math.ceil(minutes - oldest))
}

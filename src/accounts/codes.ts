import { createHmac, randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { isDuplicateKey } from '../database/errors.ts'
import { type Id, newId } from '../database/ids.ts'
import { sqlNow } from '../database/now.ts'
import type { Database, Tx } from '../database/pool.ts'
import type { Row, Site } from '../database/tables.ts'
import { transact } from '../database/transact.ts'
import { send } from '../notices/send.ts'
import { takeTurn } from './attempts.ts'
import { type CodeSettings, codeSettings, isAllowedTo, minutesUntilFree } from './code-limits.ts'
import { westernDigits } from './phones.ts'

/** `confirm`: a new phone or e-mail of somebody signed in. `claim`: the phone of somebody who gets an account for a record. */
type CodePurpose = Row<'codes'>['purpose']

/** Where a code goes: a phone in E.164, or an e-mail address in small letters. */
export interface CodeTo {
  kind: Row<'codes'>['kind']
  value: string
}

export interface CodeMeans {
  db: Database
  /** The key of the hashes: six digits could be guessed from any other. */
  secret: string | Buffer
}

export interface CodeWanted {
  purpose: CodePurpose
  to: CodeTo
  /** Whose it is, where they are known. For `reset` nothing is sent to nobody, which takes as long and answers the same. */
  user: Id<'user'> | null
  language: 'en' | 'ar'
  site: Site
  /** The caller's neighbourhood. */
  address: string
  /** Of the browser that asks, see `code-request.ts`: the code is good in that browser only. */
  request: string
}

/** `not-allowed`: a number that no text is sent to. `too-many`: so long until there may be another one. */
export type CodeStarted = { ok: true; id: Id<'code'> } | { ok: false; reason: 'too-many' | 'not-allowed'; retryMinutes: number }

/** Minutes: a message may be slow, and somebody has to find their glasses. */
const codeMinutes = 10
const tries = 5
/** Minutes after a right code in which what it was for is finished. */
const minutesToSpend = 60

/**
 * Makes a code and sends it. Written down first and counted after, so that many at once count each other. A newer code of the same
 * browser and purpose replaces the older one.
 */
export async function startCode(means: CodeMeans, wanted: CodeWanted): Promise<CodeStarted> {
  const { db } = means
  const settings = await codeSettings(db)
  if (!isAllowedTo(settings, wanted.to)) return { ok: false, reason: 'not-allowed', retryMinutes: 0 }
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const id = newId<'code'>()
  if (!(await writeDown(means, id, code, wanted))) return { ok: false, reason: 'too-many', retryMinutes: 1 }
  const retryMinutes = await minutesUntilFree(db, settings, { id, to: wanted.to, network: networkOf(means, wanted.address) })
  if (retryMinutes > 0) {
    await db.deleteFrom('codes').where('id', '=', id).execute()
    return { ok: false, reason: 'too-many', retryMinutes }
  }
  const action = { receipt: newId<'receipt'>(), name: 'code.send', user: wanted.user, subject: id }
  await transact(db, action, async (tx) => {
    await replaceOlder(tx, means, id, wanted)
    await sendCode(tx, settings, id, code, wanted)
    return { ok: true }
  })
  return { ok: true, id }
}

/** False where this number had one in this very minute: the key is the judge. */
async function writeDown(means: CodeMeans, id: Id<'code'>, code: string, wanted: CodeWanted): Promise<boolean> {
  try {
    await means.db
      .insertInto('codes')
      .values({
        id,
        purpose: wanted.purpose,
        site: wanted.site,
        ...wanted.to,
        minute: sql<number>`UNIX_TIMESTAMP(${sqlNow}) DIV 60`,
        user_id: wanted.user,
        request_hash: requestHash(means, wanted.request),
        code_hash: codeHash(means, id, code),
        network_hash: networkOf(means, wanted.address),
        created_at: sqlNow,
        expires_at: sql`${sqlNow} + INTERVAL ${codeMinutes} MINUTE`,
        checked_at: null,
        spent_at: null,
      })
      .execute()
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/** The older ones stay as rows: they count. */
async function replaceOlder(tx: Tx, means: CodeMeans, id: Id<'code'>, { purpose, request }: CodeWanted): Promise<void> {
  await tx
    .updateTable('codes')
    .set({ spent_at: sqlNow })
    .where('request_hash', '=', requestHash(means, request))
    .where('purpose', '=', purpose)
    .where('id', '!=', id)
    .where('spent_at', 'is', null)
    .execute()
}

async function sendCode(tx: Tx, settings: CodeSettings, id: Id<'code'>, code: string, { purpose, to, user, language, site }: CodeWanted) {
  const toNobody = purpose === 'reset' && user === null
  await send(tx, {
    to: { channel: to.kind === 'phone' ? 'text' : 'mail', address: to.value, own: false },
    purpose: 'code',
    language,
    values: { code, minutes: codeMinutes, site, clinic: settings.clinic, country: settings.country },
    cause: `code/${id}`,
  })
  // Written and taken back, so that the clock does not tell whom the clinic knows.
  if (toNobody) await tx.deleteFrom('outbox').where('cause', '=', `code/${id}`).execute()
}

export type CodeChecked =
  | { ok: true; id: Id<'code'>; to: CodeTo; user: Id<'user'> | null }
  /** `wrong` also for a code of another browser. `over`: five were wrong. `expired`: ten minutes have passed, or it was used. */
  | { ok: false; reason: 'wrong' | 'over' | 'expired' }

/** Checks what was typed, once: of two at the same time one is right. What it was for is then finished by `spendCode`. */
export async function checkCode(means: CodeMeans, given: { id: Id<'code'>; request: string; typed: string }): Promise<CodeChecked> {
  const { db } = means
  const code = westernDigits(given.typed).replace(/[^\d\p{L}]/gu, '')
  const row = await db
    .selectFrom('codes')
    .select(['kind', 'value', 'user_id', sql<number>`checked_at IS NULL AND spent_at IS NULL AND expires_at > ${sqlNow}`.as('living')])
    .where('id', '=', given.id)
    .where('request_hash', '=', requestHash(means, given.request))
    .executeTakeFirst()
  if (!row || !/^\d{6}$/.test(code)) return { ok: false, reason: 'wrong' }
  if (row.living !== 1) return { ok: false, reason: 'expired' }
  // A quarter of an hour is longer than a code lives.
  const turn = await takeTurn(means, [{ of: `code ${given.id}`, free: Number.POSITIVE_INFINITY, most: tries }])
  if (!turn.ok) return { ok: false, reason: 'over' }
  const right = await db
    .updateTable('codes')
    .set({ checked_at: sqlNow })
    .where('id', '=', given.id)
    .where('code_hash', '=', codeHash(means, given.id, code))
    .where('checked_at', 'is', null)
    .where('spent_at', 'is', null)
    .where('expires_at', '>', sqlNow)
    .executeTakeFirstOrThrow()
  if (right.numUpdatedRows !== 1n) return { ok: false, reason: 'wrong' }
  return { ok: true, id: given.id, to: { kind: row.kind, value: row.value }, user: row.user_id }
}

export interface CodeOfBrowser {
  id: Id<'code'>
  purpose: CodePurpose
  to: CodeTo
  user: Id<'user'> | null
  /** Whether it was typed rightly, so that what it was for may be finished. */
  checked: boolean
}

/** The latest code of a browser for one of these purposes that is still good for something, or null. */
export async function codeOf(means: CodeMeans, { request, purposes }: CodeSearch): Promise<CodeOfBrowser | null> {
  const row = await goodCodes(means.db, means, { request, purposes }).orderBy('id', 'desc').limit(1).executeTakeFirst()
  return row
    ? {
        id: row.id,
        purpose: row.purpose,
        to: { kind: row.kind, value: row.value },
        user: row.user_id,
        checked: row.checked_at !== null,
      }
    : null
}

interface CodeSearch {
  request: string
  purposes: CodePurpose[]
}

const goodCodes = (db: Database, means: Pick<CodeMeans, 'secret'>, { request, purposes }: CodeSearch) =>
  db
    .selectFrom('codes')
    .select(['id', 'purpose', 'kind', 'value', 'user_id', 'checked_at'])
    .where('request_hash', '=', requestHash(means, request))
    .where('purpose', 'in', purposes)
    .where('spent_at', 'is', null)
    .where(sql<boolean>`IF(checked_at IS NULL, expires_at > ${sqlNow}, checked_at > ${sqlNow} - INTERVAL ${minutesToSpend} MINUTE)`)

/** Finishes what a rightly typed code was for, once, in the verb's own transaction; false where another was quicker or it is too late. */
export async function spendCode(tx: Tx, id: Id<'code'>): Promise<boolean> {
  const spent = await tx
    .updateTable('codes')
    .set({ spent_at: sqlNow })
    .where('id', '=', id)
    .where('spent_at', 'is', null)
    .where('checked_at', '>', sql<Temporal.Instant>`${sqlNow} - INTERVAL ${minutesToSpend} MINUTE`)
    .executeTakeFirstOrThrow()
  return spent.numUpdatedRows === 1n
}

const keyed = ({ secret }: Pick<CodeMeans, 'secret'>, text: string): Buffer => createHmac('sha256', secret).update(text).digest()
const requestHash = (means: Pick<CodeMeans, 'secret'>, request: string): Buffer => keyed(means, `code request ${request}`)
const networkOf = (means: CodeMeans, address: string): Buffer => keyed(means, `code network ${address}`)
const codeHash = (means: CodeMeans, id: Id<'code'>, code: string): Buffer => keyed(means, `code ${id} ${code}`)

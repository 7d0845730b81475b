import { createHash, createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { isDuplicateKey } from '../database/errors.ts'
import { bytesOfId, type Id, newId } from '../database/ids.ts'
import { sqlNow } from '../database/now.ts'
import type { Database, Tx } from '../database/pool.ts'
import { transact } from '../database/transact.ts'
import { rowHash } from './row-hash.ts'

export interface Seal {
  number: number
  hash: Buffer
}

export interface SealedRow {
  audit_id: Id<'audit'>
  hash: Buffer
}

/** What the first seal names as the one before it. */
export const beforeTheFirst: Buffer = Buffer.alloc(32)

/** Over the seal before and the hashes of its rows, in the order of their ids. */
export function sealHash(number: number, previous: Buffer, rows: readonly SealedRow[]): Buffer {
  const hash = createHash('sha256').update(`${number} ${rows.length} `).update(previous)
  for (const row of rows) hash.update(bytesOfId(row.audit_id)).update(row.hash)
  return hash.digest()
}

/** Without the key, which is not in the database, nobody who may write there makes a seal that holds. */
export const hmacOf = (key: Buffer, hash: Buffer): Buffer => createHmac('sha256', key).update(hash).digest()

/**
 * A transaction commits later than its rows say; hours on which nobody worked on the outbox are taken up from where they began. A seal
 * that somebody has dated ahead does not end the sealing.
 */
const lookBackHours = 24

/**
 * Seals the audit rows that no seal covers yet. Null when there are none, or when another process has just done it: the seal's
 * number is the key, so of two only one is written.
 */
export async function sealAudit(db: Database, key: Buffer): Promise<Seal | null> {
  const action = { receipt: newId<'receipt'>(), name: 'audit.seal', user: null, subject: null }
  const answer = await transact(db, action, async (tx) => {
    try {
      return await nextSeal(tx, key)
    } catch (error) {
      if (isDuplicateKey(error)) return { ok: false as const, reason: 'another-was-first' }
      throw error
    }
  })
  return answer.ok && 'seal' in answer ? answer.seal : null
}

async function nextSeal(tx: Tx, key: Buffer): Promise<{ ok: true; seal: Seal } | { ok: false; reason: 'nothing-new' }> {
  const last = await tx.selectFrom('audit_seals').select(['number', 'hash', 'at']).orderBy('number', 'desc').limit(1).executeTakeFirst()
  const number = (last?.number ?? 0) + 1
  const previous = last?.hash ?? beforeTheFirst
  const unsealed = last ? sql`AND a.at >= LEAST(${last.at}, ${sqlNow}) - INTERVAL ${lookBackHours} HOUR` : sql``
  const { numAffectedRows = 0n } = await sql`
    INSERT INTO audit_hashes (audit_id, seal_number, hash)
    SELECT a.id, ${number}, ${rowHash} FROM audit AS a LEFT JOIN audit_hashes AS h ON h.audit_id = a.id
    WHERE h.audit_id IS NULL ${unsealed}`.execute(tx)
  if (numAffectedRows === 0n) return { ok: false, reason: 'nothing-new' }
  const rows = await tx
    .selectFrom('audit_hashes')
    .select(['audit_id', 'hash'])
    .where('seal_number', '=', number)
    .orderBy('audit_id')
    .execute()
  const hash = sealHash(number, previous, rows)
  await tx
    .insertInto('audit_seals')
    .values({ number, previous_hash: previous, row_count: rows.length, hash, hmac: hmacOf(key, hash), at: sqlNow })
    .execute()
  return { ok: true, seal: { number, hash } }
}

/** Whether this seal is still there as it was. */
export async function sealStands(db: Database, { number, hash }: Seal): Promise<boolean> {
  const row = await db.selectFrom('audit_seals').select('hash').where('number', '=', number).executeTakeFirst()
  return row?.hash.equals(hash) ?? false
}

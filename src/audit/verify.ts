import { sql } from 'kysely'
import type { Id } from '../database/ids.ts'
import type { Database } from '../database/pool.ts'
import type { Row } from '../database/tables.ts'
import { rowHash } from './row-hash.ts'
import { beforeTheFirst, hmacOf, type Seal, sealHash, sealStands } from './seal.ts'

export type AuditFault =
  /** `altered`: says something else than when it was sealed. `removed`: was sealed and is gone. `inserted`: was not there when its time was sealed. */
  | { fault: 'altered' | 'removed' | 'inserted'; row: Id<'audit'>; seal: number | null }
  /**
   * `missing`: no such number. `rows-exchanged`: the list of its rows is not the one that was sealed. `unchained`: does not
   * follow the one before. `forged`: not made with the key. `cut-off`: was written, and the audit ends before it or has another in its place.
   */
  | { fault: 'missing' | 'rows-exchanged' | 'unchained' | 'forged' | 'cut-off'; seal: number }

interface Verification {
  key: Buffer
  /** Seals known from elsewhere, such as the log: each must be there. */
  expected: readonly Seal[]
  onProgress?: (done: number, all: number) => void
}

/** Rows held in memory at a time, as far as single seals allow. */
const rowsAtOnce = 20_000
const sealsAtOnce = 500
/** A transaction may commit so much later than its rows say. */
const lateHours = 1

type SealRow = Row<'audit_seals'>
/** A seal with the latest time that is known of it: its own stands under no hash, those of its rows do. */
type DatedSeal = Pick<SealRow, 'number' | 'hash' | 'at'>
interface HashRow {
  audit_id: Id<'audit'>
  seal_number: number
  hash: Buffer
  now: Buffer | null
  at: Temporal.Instant | null
}

/**
 * Compares every audit row with what was sealed, and every seal with the one before it and the key. Yields each contradiction;
 * may run while the clinic is open. What the worker has not sealed yet is no fault.
 */
export async function* verifyAudit(db: Database, { key, expected, onProgress }: Verification): AsyncGenerator<AuditFault> {
  const all = await sealedRows(db)
  let done = 0
  let last: DatedSeal | undefined
  for await (const seals of sealsOf(db)) {
    const hashes = Map.groupBy(await hashesOf(db, seals), (row) => row.seal_number)
    for (const seal of seals) {
      const rows = hashes.get(seal.number) ?? []
      yield* faultsOf(seal, last, rows, key)
      last = { ...seal, at: latest([seal.at, ...rows.flatMap(({ at }) => at ?? [])]) }
      done += seal.row_count
    }
    onProgress?.(done, all)
  }
  yield* insertedAfter(db, last)
  yield* cutTail(db, last?.number ?? 0, expected)
}

async function sealedRows(db: Database): Promise<number> {
  const { rows } = await sql<{ n: number | null }>`SELECT CAST(SUM(row_count) AS UNSIGNED) AS n FROM audit_seals`.execute(db)
  return rows[0]?.n ?? 0
}

/** In order, so many at a time that their rows fit. */
async function* sealsOf(db: Database): AsyncGenerator<SealRow[]> {
  for (let after = -1; ; ) {
    const page = await db.selectFrom('audit_seals').selectAll().where('number', '>', after).orderBy('number').limit(sealsAtOnce).execute()
    for (let start = 0; start < page.length; ) {
      let end = start + 1
      for (let rows = page[start]?.row_count ?? 0; end < page.length; end += 1) {
        rows += page[end]?.row_count ?? 0
        if (rows > rowsAtOnce) break
      }
      yield page.slice(start, end)
      start = end
    }
    const last = page.at(-1)
    if (last === undefined) return
    after = last.number
  }
}

async function hashesOf(db: Database, seals: SealRow[]): Promise<HashRow[]> {
  return db
    .selectFrom('audit_hashes as h')
    .leftJoin('audit as a', 'a.id', 'h.audit_id')
    .select(['h.audit_id', 'h.seal_number', 'h.hash', 'a.at'])
    .select(sql<Buffer | null>`IF(a.id IS NULL, NULL, ${rowHash})`.as('now'))
    .where('h.seal_number', '>=', seals[0]?.number ?? 0)
    .where('h.seal_number', '<=', seals.at(-1)?.number ?? 0)
    .orderBy('h.audit_id')
    .execute()
}

function* faultsOf(seal: SealRow, before: DatedSeal | undefined, rows: HashRow[], key: Buffer): Generator<AuditFault> {
  const { number } = seal
  const firstMissing = (before?.number ?? 0) + 1
  for (let missing = firstMissing; missing < number; missing += 1) yield { fault: 'missing', seal: missing }
  if (firstMissing === number && !seal.previous_hash.equals(before?.hash ?? beforeTheFirst)) yield { fault: 'unchained', seal: number }
  if (!hmacOf(key, seal.hash).equals(seal.hmac)) yield { fault: 'forged', seal: number }
  if (!sealHash(number, seal.previous_hash, rows).equals(seal.hash)) yield { fault: 'rows-exchanged', seal: number }
  for (const row of rows) {
    if (row.now === null || row.at === null) yield { fault: 'removed', row: row.audit_id, seal: number }
    else if (!row.now.equals(row.hash)) yield { fault: 'altered', row: row.audit_id, seal: number }
    else if (before && isLate(row.at, before.at)) yield { fault: 'inserted', row: row.audit_id, seal: number }
  }
}

const latest = (times: Temporal.Instant[]): Temporal.Instant =>
  times.reduce((one, other) => (Temporal.Instant.compare(one, other) < 0 ? other : one))

/** The seal before was made long after the time that the row gives itself, and did not find it. */
const isLate = (row: Temporal.Instant, before: Temporal.Instant): boolean =>
  Temporal.Instant.compare(row, before.subtract({ hours: lateHours })) < 0

/** Rows that no seal covers although one was made long after their time: the worker leaves alone what is older than a day. */
async function* insertedAfter(db: Database, last: DatedSeal | undefined): AsyncGenerator<AuditFault> {
  if (last === undefined) return
  const rows = await db
    .selectFrom('audit as a')
    .leftJoin('audit_hashes as h', 'h.audit_id', 'a.id')
    .select('a.id')
    .where('h.audit_id', 'is', null)
    .where('a.at', '<', last.at.subtract({ hours: lateHours }))
    .orderBy('a.at')
    .execute()
  for (const { id } of rows) yield { fault: 'inserted', row: id, seal: null }
}

/** Hashes behind the last seal, and seals that are known from elsewhere: what was written there is gone. */
async function* cutTail(db: Database, last: number, expected: readonly Seal[]): AsyncGenerator<AuditFault> {
  const behind = await db.selectFrom('audit_hashes').select('seal_number').distinct().where('seal_number', '>', last).execute()
  const cut = new Set(behind.map((row) => row.seal_number))
  for (const seal of expected) if (!(await sealStands(db, seal))) cut.add(seal.number)
  for (const seal of [...cut].sort((a, b) => a - b)) yield { fault: 'cut-off', seal }
}

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import { audit } from '../../audit/write.ts'
import { isDuplicateKey } from '../../database/errors.ts'
import { type Id, idOfBytes, newId } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import type { Row } from '../../database/tables.ts'
import { transact } from '../../database/transact.ts'
import { claimedBy, type HeldImport, HoldLost, type Import, isClaimed, takeHold, unclaimed, whyLost } from './hold.ts'

type Begun = { ok: true; import: HeldImport; resumed: boolean } | Refused

/** Another process takes the file over at this moment: since when, and how many rows it has come. */
export interface Running {
  ok: false
  reason: 'running'
  number: number
  since: Temporal.Instant
  rows: number
}

export type Refused =
  | Running
  /** The file was taken over before; undo that first. */
  | { ok: false; reason: 'done-before'; number: number }
  /** It was begun with another mapping or other choices. */
  | { ok: false; reason: 'other-choices'; number: number }

interface Beginning {
  kind: Row<'imports'>['kind']
  fileName: string
  hash: Buffer
  choices: object
}

/** The import of this file, held for this process: the one that was interrupted, or a new one. */
export async function beginImport(db: Database, beginning: Beginning): Promise<Begun> {
  for (;;) {
    const known = await importOf(db, beginning)
    if (known !== null && !known.ok) return known
    const held = known === null ? await newImport(db, beginning) : await takeHold(db, known.import)
    // Null: somebody was quicker, and is found the next time.
    if (held !== null) return { ok: true, import: held, resumed: known !== null }
  }
}

async function newImport(db: Database, beginning: Beginning): Promise<HeldImport | null> {
  const [id, claim] = [newId<'import'>(), newId<'claim'>()]
  const action = { receipt: receiptOfLine(id, 0), name: 'import.begin', user: null, subject: id }
  const answer = await transact(db, action, async (tx) => {
    // The number before the file: who begins the same file meanwhile is seen, or takes the same number and collides.
    const { last } = await tx.selectFrom('imports').select(sql<number | null>`MAX(number)`.as('last')).executeTakeFirstOrThrow()
    if ((await importOf(tx, beginning)) !== null) return { ok: false, reason: 'begun' }
    const { kind, fileName, hash, choices } = beginning
    const number = (last ?? 0) + 1
    await tx
      .insertInto('imports')
      .values({ id, number, kind, file_name: fileName.slice(-200), file_hash: hash, choices, began_at: sqlNow, ...claimedBy(claim) })
      .execute()
    await audit(tx, null, { action: 'import.begin', subject: { type: 'import', id } })
    return { ok: true }
  }).catch((error: unknown) => {
    if (isDuplicateKey(error)) return { ok: false }
    throw error
  })
  if (!answer.ok) return null
  const { number } = await db.selectFrom('imports').select('number').where('id', '=', id).executeTakeFirstOrThrow()
  return { id, number, claim }
}

/** What is known of this file, unless nothing is or it was undone. */
export async function importOf(
  db: Database,
  { kind, hash, choices }: Omit<Beginning, 'fileName'>,
): Promise<{ ok: true; import: Import } | Refused | null> {
  const row = await db
    .selectFrom('imports')
    .select(['id', 'number', 'choices', 'ended_at'])
    .where('file_hash', '=', hash)
    .where('kind', '=', kind)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return null
  const { id, number } = row
  if (row.ended_at !== null) return { ok: false, reason: 'done-before', number }
  const running = await runningOf(db, number)
  if (running !== null) return running
  if (JSON.stringify(row.choices) !== JSON.stringify(choices)) return { ok: false, reason: 'other-choices', number }
  return { ok: true, import: { id, number } }
}

/** Null: no process works on this import. */
export async function runningOf(db: Database, number: number): Promise<Running | null> {
  const row = await db
    .selectFrom('imports')
    .select(['id', 'claimed_at'])
    .where('number', '=', number)
    .where('undone_at', 'is', null)
    .where(isClaimed)
    .executeTakeFirst()
  if (!row?.claimed_at) return null
  return { ok: false, reason: 'running', number, since: row.claimed_at, rows: await rowsTaken(db, row) }
}

/** Rows that are written, without those that the register had. */
export async function rowsTaken(db: Database, { id }: Pick<Import, 'id'>): Promise<number> {
  const { rows } = await db
    .selectFrom('import_rows')
    .select(sql<number>`COUNT(*)`.as('rows'))
    .where('import_id', '=', id)
    .where('outcome', '=', 'new')
    .executeTakeFirstOrThrow()
  return Number(rows)
}

/** Throws HoldLost when it is not this process's any more. */
export async function endImport(db: Database, held: HeldImport): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('imports')
    .set({ ended_at: sqlNow, ...unclaimed })
    .where('id', '=', held.id)
    .where('claim_id', '=', held.claim)
    .where('undone_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw new HoldLost(await whyLost(db, held))
  await audit(db, null, { action: 'import.end', subject: { type: 'import', id: held.id } })
}

/** The lines that are done, with what came of them. */
export async function linesDone(db: Database, { id }: Import): Promise<Map<number, Row<'import_rows'>['outcome']>> {
  const rows = await db.selectFrom('import_rows').select(['line', 'outcome']).where('import_id', '=', id).execute()
  return new Map(rows.map(({ line, outcome }) => [line, outcome]))
}

/** The line that this import made a patient of; null: they were there before it. */
export async function lineOfPatient(db: Database, { id }: Import, patient: Id<'patient'>): Promise<number | null> {
  const row = await db
    .selectFrom('import_rows')
    .select('line')
    .where('patient_id', '=', patient)
    .where('import_id', '=', id)
    .where('outcome', '=', 'new')
    .executeTakeFirst()
  return row?.line ?? null
}

/** One for each row, always the same, and 0 for the import itself: a row whose answer was lost is not written twice. */
export const receiptOfLine = (importId: Id<'import'>, line: number): Id<'receipt'> => idFrom(`${importId}/${line}`)

/** Of linking the child of a row to its parent or guardian, and the link's own id: so an undo knows which links the import made. */
export const receiptOfLink = (importId: Id<'import'>, line: number): Id<'receipt'> => idFrom(`${importId}/${line}/link`)
export const linkOfLine = (importId: Id<'import'>, line: number): Id<'patient-guardian'> => idFrom(`${importId}/${line}/guardian`)

function idFrom<Of extends string>(text: string): Id<Of> {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16)
  bytes.writeUInt8(0x80 | (bytes.readUInt8(6) & 0x0f), 6)
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8)
  return idOfBytes(bytes)
}

export async function hashOf(file: string): Promise<Buffer> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest()
}

/** All imports, the latest first, with how many rows they wrote. */
export function importList(db: Database) {
  return db
    .selectFrom('imports as i')
    .leftJoin('import_rows as r', (join) => join.onRef('r.import_id', '=', 'i.id').on('r.outcome', '=', 'new'))
    .select(['i.number', 'i.kind', 'i.file_name', 'i.began_at', 'i.ended_at', 'i.undone_at', isClaimed.as('claimed')])
    .select(sql<number>`COUNT(r.line)`.as('rows'))
    .groupBy(['i.id', 'i.number', 'i.kind', 'i.file_name', 'i.began_at', 'i.ended_at', 'i.undone_at', 'i.claimed_until'])
    .orderBy('i.number', 'desc')
    .execute()
}

import { sql } from 'kysely'
import { holdClosedTime } from '../../appointments/closures/closed-time.ts'
import { minuteOf } from '../../appointments/free/minutes.ts'
import { printOfAppointment } from '../../appointments/imported/print.ts'
import { audit } from '../../audit/write.ts'
import type { Id } from '../../database/ids.ts'
import { newId } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database, Tx } from '../../database/pool.ts'
import type { Row } from '../../database/tables.ts'
import { transact } from '../../database/transact.ts'
import { dayBookOf, noteChange } from '../../jobs/changes.ts'
import { printsOf } from '../../patients/imported/print.ts'
import { isFree, unclaimed } from './hold.ts'
import { linkOfLine, type Running, receiptOfLine, receiptOfLink, runningOf } from './journal.ts'

/** A row of the import that somebody has worked with since, and so stays. */
export interface Touched {
  line: number
  /** `changed`: not as it was written; otherwise the tables that name it. */
  why: string[]
}

interface Use {
  line: number
  why: string
}

export type Undone =
  | { ok: true; rows: number }
  | { ok: false; reason: 'unknown' | 'undone-before' | 'interrupted' }
  | Running
  | { ok: false; reason: 'touched'; rows: Touched[] }

interface Watch {
  /** How many of how many rows are taken back. */
  progress: (done: number, all: number) => void
  interrupted: AbortSignal
}

/** So many ids stand in one statement. */
const atOnce = 500

type ImportRow = Row<'import_rows'>

/**
 * Takes back a whole import, by the owner of the schema, because the app deletes nobody: what it wrote is gone as if it had never been
 * there, but for the import's own line and the audit. One transaction; refused with a list when anything of it was used since, and
 * while a process still takes it over. Interrupted, it takes back nothing.
 */
export function undoImport(owner: Database, number: number, { progress, interrupted }: Partial<Watch> = {}): Promise<Undone> {
  const action = { receipt: newId<'receipt'>(), name: 'import.undo', user: null, subject: null }
  return transact<Undone>(owner, action, async (tx) => {
    // The receipt of this action stays no longer than what it undoes.
    await tx.deleteFrom('receipts').where('id', '=', action.receipt).execute()
    const found = await tx.selectFrom('imports').select(['id', 'kind']).where('number', '=', number).executeTakeFirst()
    if (found === undefined) return { ok: false, reason: 'unknown' }
    // Of two at once the second waits here for the first, and finds it done. An importer that wakes up late finds its claim gone.
    const { numUpdatedRows } = await tx
      .updateTable('imports')
      .set({ undone_at: sqlNow, ...unclaimed })
      .where('id', '=', found.id)
      .where('undone_at', 'is', null)
      .where(isFree)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return (await runningOf(tx, number)) ?? { ok: false, reason: 'undone-before' }
    const rows = await tx.selectFrom('import_rows').selectAll().where('import_id', '=', found.id).orderBy('line').execute()
    const written = rows.filter(({ outcome }) => outcome === 'new')
    const parts = found.kind === 'patients' ? patientParts : appointmentParts
    const uses: Use[] = []
    for (const part of chunks(written)) {
      if (interrupted?.aborted) return { ok: false, reason: 'interrupted' }
      uses.push(...(await parts.uses(tx, part)))
    }
    if (uses.length > 0) return { ok: false, reason: 'touched', rows: touchedBy(uses) }
    for (const part of chunks(rows)) {
      if (interrupted?.aborted) return { ok: false, reason: 'interrupted' }
      await removeReceipts(
        tx,
        found.id,
        part.map(({ line }) => line),
      )
    }
    for (const [place, part] of chunks(written).entries()) {
      await parts.remove(tx, part)
      progress?.(Math.min(written.length, (place + 1) * atOnce), written.length)
      if (interrupted?.aborted) return { ok: false, reason: 'interrupted' }
    }
    await removeReceipts(tx, found.id, [0])
    await tx.deleteFrom('import_rows').where('import_id', '=', found.id).execute()
    await audit(tx, null, { action: 'import.undo', subject: { type: 'import', id: found.id } })
    return { ok: true, rows: written.length }
  }).then((answer) => ('repeated' in answer ? { ok: true, rows: 0 } : answer))
}

/** Each row once, with all that it is used for. */
const touchedBy = (uses: Use[]): Touched[] =>
  [...Map.groupBy(uses, ({ line }) => line)]
    .map(([line, ofLine]) => ({ line, why: [...new Set(ofLine.map(({ why }) => why))] }))
    .toSorted((a, b) => a.line - b.line)

const chunks = <T>(all: T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / atOnce) }, (_, place) => all.slice(place * atOnce, (place + 1) * atOnce))

const removeReceipts = (tx: Tx, importId: Id<'import'>, lines: number[]) =>
  tx
    .deleteFrom('receipts')
    .where(
      'id',
      'in',
      lines.flatMap((line) => [receiptOfLine(importId, line), receiptOfLink(importId, line)]),
    )
    .execute()

interface Parts {
  uses: (tx: Tx, rows: ImportRow[]) => Promise<Use[]>
  remove: (tx: Tx, rows: ImportRow[]) => Promise<void>
}

/** Tables that hang on a patient and were written with the row; every other that names a patient is use. */
const ownTables = ['patient_names', 'identifiers', 'contact_points', 'patient_guardians']

const patientParts: Parts = {
  uses: async (tx, rows) => {
    const now = await printsOf(
      tx,
      rows.map(({ patient_id }) => patient_id),
    )
    const changed = rows.filter(({ patient_id, print }) => {
      const found = now.get(patient_id)
      return found === undefined || print === null || !found.equals(print)
    })
    const used = await usedElsewhere(tx, 'patients', rows, ({ patient_id }) => patient_id, ownTables)
    const linked = await linkedSince(tx, rows)
    return [...changed.map(({ line }) => ({ line, why: 'changed' })), ...used, ...linked]
  },
  remove: async (tx, rows) => {
    const ids = rows.map(({ patient_id }) => patient_id)
    await tx
      .deleteFrom('patient_guardians')
      .where((where) => where.or([where('patient_id', 'in', ids), where('guardian_id', 'in', ids)]))
      .execute()
    await tx.deleteFrom('search_tokens').where('subject_id', 'in', ids).execute()
    await tx.deleteFrom('contact_points').where('patient_id', 'in', ids).execute()
    await tx.deleteFrom('identifiers').where('patient_id', 'in', ids).execute()
    await tx.deleteFrom('patient_names').where('patient_id', 'in', ids).execute()
    await tx.deleteFrom('patients').where('id', 'in', ids).execute()
  },
}

/** Rows that somebody answers for, or who answer for somebody, as the import itself did not write it. */
async function linkedSince(tx: Tx, rows: ImportRow[]): Promise<Use[]> {
  const lines = new Map(rows.map(({ patient_id, line }) => [patient_id, line]))
  const ids = [...lines.keys()]
  const [{ import_id } = { import_id: null }] = rows
  if (import_id === null) return []
  const found = await tx
    .selectFrom('patient_guardians as g')
    .leftJoin('import_rows as r', (join) => join.onRef('r.patient_id', '=', 'g.patient_id').on('r.import_id', '=', import_id))
    .select(['g.id', 'g.patient_id', 'g.guardian_id', 'r.line'])
    .where((where) => where.or([where('g.patient_id', 'in', ids), where('g.guardian_id', 'in', ids)]))
    .execute()
  return found
    .filter(({ id, line }) => line === null || id !== linkOfLine(import_id, line))
    .map(({ patient_id, guardian_id }) => {
      const line = lines.get(patient_id) ?? (guardian_id === null ? undefined : lines.get(guardian_id))
      return { line: line ?? 0, why: 'patient_guardians' }
    })
}

const appointmentOf = ({ appointment_id }: ImportRow): Id<'appointment'>[] => (appointment_id === null ? [] : [appointment_id])

const appointmentParts: Parts = {
  uses: async (tx, rows) => {
    const ids = rows.flatMap(appointmentOf)
    const visits = ids.length === 0 ? [] : await tx.selectFrom('appointments').selectAll().where('id', 'in', ids).execute()
    const now = new Map(visits.map((visit) => [visit.id, visit]))
    const changed = rows.filter(({ appointment_id, print }) => {
      const visit = appointment_id === null ? undefined : now.get(appointment_id)
      return visit === undefined || print === null || !printOfAppointment(visit).equals(print)
    })
    const used = await usedElsewhere(tx, 'appointments', rows, ({ appointment_id }) => appointment_id, ['reservations'])
    return [...changed.map(({ line }) => ({ line, why: 'changed' })), ...used]
  },
  remove: async (tx, rows) => {
    const ids = rows.flatMap(appointmentOf)
    if (ids.length === 0) return
    const visits = await tx
      .selectFrom('appointments')
      .select(['doctor_id', 'clinic_day', 'blocked_from', 'blocked_until'])
      .where('id', 'in', ids)
      .execute()
    await tx.deleteFrom('reservations').where('appointment_id', 'in', ids).execute()
    await tx.deleteFrom('appointments').where('id', 'in', ids).execute()
    const from = Math.min(...visits.map(({ blocked_from }) => minuteOf(blocked_from)))
    const until = Math.max(...visits.map(({ blocked_until }) => minuteOf(blocked_until)))
    // A closure that was made meanwhile gets the time that these visits had.
    await holdClosedTime(tx, [...new Set(visits.map(({ doctor_id }) => doctor_id))], { from, until })
    for (const day of new Set(visits.map(({ clinic_day }) => String(clinic_day))))
      await noteChange(tx, dayBookOf(Temporal.PlainDate.from(day)))
  },
}

/** Asks the schema itself which tables name such a row, so that a table of later is not forgotten. */
async function usedElsewhere(
  tx: Tx,
  table: 'patients' | 'appointments',
  rows: ImportRow[],
  idOfRow: (row: ImportRow) => Id | null,
  own: string[],
): Promise<Use[]> {
  const { rows: naming } = await sql<{ tableName: string; columnName: string }>`
    SELECT DISTINCT TABLE_NAME AS tableName, COLUMN_NAME AS columnName FROM information_schema.KEY_COLUMN_USAGE
    WHERE TABLE_SCHEMA = DATABASE() AND REFERENCED_TABLE_NAME = ${table}`.execute(tx)
  const lines = new Map(rows.map((row) => [idOfRow(row), row.line]))
  const ids = [...lines.keys()].filter((id) => id !== null)
  if (ids.length === 0) return []
  const uses: Use[] = []
  for (const { tableName, columnName } of naming.filter((one) => !own.includes(one.tableName))) {
    const bytes = ids.map((id) => sql`${Buffer.from(id.replaceAll('-', ''), 'hex')}`)
    const { rows: found } = await sql<{ id: Id }>`
      SELECT DISTINCT ${sql.ref(columnName)} AS id FROM ${sql.table(tableName)} WHERE ${sql.ref(columnName)} IN (${sql.join(bytes)})`.execute(
      tx,
    )
    for (const { id } of found) uses.push({ line: lines.get(id) ?? 0, why: tableName })
  }
  return uses
}

import type { AuditAction } from '../../audit/actions.ts'
import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database, Tx } from '../../database/pool.ts'
import type { Row } from '../../database/tables.ts'
import { transact } from '../../database/transact.ts'
import { dayBookOf, noteChange } from '../../jobs/changes.ts'
import { undoMinutes } from '../visit/steps.ts'

export interface Leaving {
  receipt: Id<'receipt'>
  entry: Id<'queue-entry'>
}

export type Left = { ok: true } | { ok: false; reason: 'not-found' | 'not-waiting' | 'too-late' }

/** Somebody who waited without an appointment has gone. */
export async function leaveQueue(db: Database, actor: Actor, { receipt, entry, version }: Leaving & { version: number }): Promise<Left> {
  const action = { receipt, name: 'queue.departure', user: actor.user, subject: entry }
  const answer = await transact<Left>(db, action, async (tx) => {
    const row = await entryRow(tx, entry)
    if (!row) return { ok: false, reason: 'not-found' }
    const { numUpdatedRows } = await tx
      .updateTable('queue_entries')
      .set({ status: 'left', left_at: sqlNow, version: row.version + 1 })
      .where('id', '=', entry)
      .where('status', '=', 'waiting')
      .where('version', '=', version)
      .executeTakeFirst()
    return numUpdatedRows === 0n ? { ok: false, reason: 'not-waiting' } : written(tx, actor, row, 'queue.departure')
  })
  return answer.ok ? { ok: true } : answer
}

/** They have not gone after all: for fifteen minutes they have their number back. */
export async function returnToQueue(db: Database, actor: Actor, { receipt, entry }: Leaving): Promise<Left> {
  const action = { receipt, name: 'queue.undo', user: actor.user, subject: entry }
  const answer = await transact<Left>(db, action, async (tx) => {
    const row = await entryRow(tx, entry)
    if (!row) return { ok: false, reason: 'not-found' }
    if (row.left_at === null) return { ok: false, reason: 'not-waiting' }
    if (Temporal.Instant.compare(row.left_at.add({ minutes: undoMinutes }), row.now) < 0) return { ok: false, reason: 'too-late' }
    const { numUpdatedRows } = await tx
      .updateTable('queue_entries')
      .set({ status: 'waiting', left_at: null, version: row.version + 1 })
      .where('id', '=', entry)
      .where('status', '=', 'left')
      .executeTakeFirst()
    return numUpdatedRows === 0n ? { ok: false, reason: 'not-waiting' } : written(tx, actor, row, 'queue.undo')
  })
  return answer.ok ? { ok: true } : answer
}

const entryRow = (tx: Tx, id: Id<'queue-entry'>) =>
  tx.selectFrom('queue_entries').selectAll().select(sqlNow.as('now')).where('id', '=', id).executeTakeFirst()

async function written(tx: Tx, actor: Actor, row: Row<'queue_entries'>, action: AuditAction): Promise<Left> {
  await audit(tx, actor, { action, subject: { type: 'queue-entry', id: row.id }, patient: row.patient_id })
  await noteChange(tx, dayBookOf(row.clinic_day))
  return { ok: true }
}

import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import { transact } from '../../database/transact.ts'

interface CallMade {
  receipt: Id<'receipt'>
  absence: Id<'absence'>
  appointment: Id<'appointment'>
}

/** `already`: somebody else has noted it, or taken it back. */
export type CallNoted = { ok: true } | { ok: false; reason: 'not-found' | 'already' }

/** Somebody was reached by phone; who was called already stays with whoever called first. */
export const noteCall = (db: Database, actor: Actor, call: CallMade): Promise<CallNoted> => change(db, actor, call, 'absence.call')

/** The button was pressed beside the wrong name: they still have to be called. */
export const withdrawCall = (db: Database, actor: Actor, call: CallMade): Promise<CallNoted> =>
  change(db, actor, call, 'absence.call-withdrawal')

async function change(
  db: Database,
  actor: Actor,
  { receipt, absence, appointment }: CallMade,
  action: 'absence.call' | 'absence.call-withdrawal',
): Promise<CallNoted> {
  const known = await db
    .selectFrom('absence_visits as v')
    .innerJoin('appointments as a', 'a.id', 'v.appointment_id')
    .select('a.patient_id')
    .where('v.absence_id', '=', absence)
    .where('v.appointment_id', '=', appointment)
    .executeTakeFirst()
  if (!known) return { ok: false, reason: 'not-found' }
  const calls = action === 'absence.call'
  const answer = await transact<CallNoted>(db, { receipt, name: action, user: actor.user, subject: appointment }, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('absence_visits')
      .set(calls ? { called_at: sqlNow, called_by_user_id: actor.user } : { called_at: null, called_by_user_id: null })
      .where('absence_id', '=', absence)
      .where('appointment_id', '=', appointment)
      .where('called_at', calls ? 'is' : 'is not', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return { ok: false, reason: 'already' }
    await audit(tx, actor, { action, subject: { type: 'appointment', id: appointment }, patient: known.patient_id })
    return { ok: true }
  })
  return answer.ok ? { ok: true } : answer
}

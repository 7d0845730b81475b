import { isDuplicateKey } from '../../database/errors.ts'
import type { Id } from '../../database/ids.ts'
import type { Tx } from '../../database/pool.ts'
import { closedDuring } from '../free/calendar.ts'
import { type Hold, heldAmong, hold, holdsOf } from '../free/holds.ts'
import { cellAtOrBefore, minuteOf } from '../free/minutes.ts'
import type { VisitRow } from './visit-row.ts'

type TakenBack = { ok: true; room: Id<'room'> | null; lane: number } | { ok: false; reason: 'taken' | 'own-visit' }

/**
 * Gives a visit its time again, as far as that lies ahead: the doctor's and the patient's cells or nothing, and a room where one is
 * free. A plain read tells who has it; the primary key has the last word, and the transaction must then be rolled back.
 */
export async function takeBack(tx: Tx, row: VisitRow): Promise<TakenBack> {
  const ahead = holdsAhead(row)
  if (ahead.length === 0) return { ok: true, room: row.room_id, lane: row.lane }
  const isHeld = await heldAmong(tx, ahead)
  const of = (resource: Hold['resource'] | null): Hold[] => ahead.filter((one) => one.resource === resource)
  if (of(row.patient_id).some(isHeld)) return { ok: false, reason: 'own-visit' }
  if (row.lane === 0 && (of(row.doctor_id).some(isHeld) || (await closedDuring(tx, row)).length > 0)) return { ok: false, reason: 'taken' }
  const room = of(row.room_id).some(isHeld) ? await freeRoom(tx, row, ahead) : row.room_id
  // A squeeze-in may find its lane taken by another one, and the next one free.
  for (const lane of row.lane === 0 ? [0] : [1, 2, 3]) {
    if (await held(tx, row, { room, lane })) return { ok: true, room, lane }
  }
  return { ok: false, reason: 'taken' }
}

async function held(tx: Tx, row: VisitRow, { room, lane }: { room: Id<'room'> | null; lane: number }): Promise<boolean> {
  try {
    await hold(tx, holdsAhead({ ...row, room_id: room, lane }), { appointment_id: row.id })
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/** What lies behind is held by nobody; it may be another's by now. */
function holdsAhead(row: VisitRow): Hold[] {
  const from = cellAtOrBefore(minuteOf(row.now))
  return holdsOf(row)
    .map((one) => ({ ...one, from: Math.max(one.from, from) }))
    .filter((one) => one.from < one.until)
}

/** Of the department's rooms one that nobody has then; where all are taken the visit has none, and the desk finds one. */
async function freeRoom(tx: Tx, row: VisitRow, ahead: Hold[]): Promise<Id<'room'> | null> {
  const rooms = await tx
    .selectFrom('rooms')
    .select('id')
    .where('location_id', '=', row.location_id)
    .where('archived_at', 'is', null)
    .where((where) => where.or([where('department_id', 'is', null), where('department_id', '=', row.department_id)]))
    .orderBy('position')
    .execute()
  const span = ahead.find(({ resource }) => resource === row.doctor_id)
  if (!span || rooms.length === 0) return null
  const holds = rooms.map(({ id }) => ({ ...span, lane: 0, resource: id }))
  const isHeld = await heldAmong(tx, holds)
  return rooms.find((_, place) => holds.slice(place, place + 1).some((one) => !isHeld(one)))?.id ?? null
}

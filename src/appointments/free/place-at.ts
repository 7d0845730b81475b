import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import { roomsFor } from './choose.ts'
import { heldAmong } from './holds.ts'
import type { Minute } from './minutes.ts'
import type { Offer } from './offers.ts'

/** When the visit is and for how long the doctor is held. */
export interface Span {
  from: Minute
  until: Minute
  blockedFrom: Minute
  blockedUntil: Minute
}

export type Place = { ok: true; span: Span; lane: number; room: Id<'room'> | null } | { ok: false; reason: 'own-visit' | 'full' }

/**
 * Where a visit at a time that nobody offers can stand: the patient must be free, the doctor in one of these lanes; a room where one
 * is. A plain read that promises nothing. Two statements.
 */
export async function placeAt(db: Database, offer: Offer, patient: Id<'patient'>, span: Span, lanes: readonly number[]): Promise<Place> {
  const { from, until } = span
  const blocked = { from: span.blockedFrom, until: span.blockedUntil }
  const rooms = offer.mode === 'in-person' ? await roomsFor(db, [{ offer, time: { day: 0, from, until } }]) : []
  const possible = [
    ...(offer.room ? [offer.room] : []),
    ...rooms.filter(({ department }) => (department ?? offer.department) === offer.department).map(({ id }) => id),
  ]
  const visit = { resource: patient, lane: 0, from, until }
  const doctors = lanes.map((lane) => ({ resource: offer.doctor, lane, ...blocked }))
  const inRooms = offer.mode === 'in-person' ? possible.map((resource) => ({ resource, lane: 0, ...blocked })) : []
  const isHeld = await heldAmong(db, [visit, ...doctors, ...inRooms])
  if (isHeld(visit)) return { ok: false, reason: 'own-visit' }
  const lane = doctors.find((one) => !isHeld(one))?.lane
  if (lane === undefined) return { ok: false, reason: 'full' }
  return { ok: true, span, lane, room: inRooms.find((one) => !isHeld(one))?.resource ?? null }
}

import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'

/** A visit that stood on the form and no longer stands with the doctor on that day. */
export interface GoneVisit {
  id: Id<'appointment'>
  /** When it was, before somebody else dealt with it. */
  starts_at: Temporal.Instant
}

interface Asked {
  doctor: Id<'staff'>
  day: { starts: Temporal.Instant; ends: Temporal.Instant }
  visits: Id<'appointment'>[]
}

/**
 * Which of these visits stood with the doctor in that time and do so no longer: moved away, cancelled, or begun. A visit that was never
 * the doctor's is none of them, whatever a form says. One statement.
 */
export async function goneVisits(db: Database, { doctor, day, visits }: Asked): Promise<GoneVisit[]> {
  if (visits.length === 0) return []
  const rows = await db
    .selectFrom('appointments as a')
    .leftJoin('appointment_steps as s', (join) => join.onRef('s.appointment_id', '=', 'a.id').on('s.from_doctor_id', '=', doctor))
    .select(['a.id', 'a.doctor_id', 'a.starts_at', 's.from_starts_at'])
    .where('a.id', 'in', visits)
    .orderBy('s.id')
    .execute()
  const stood = rows.flatMap((row) => {
    const times = [row.from_starts_at, row.doctor_id === doctor ? row.starts_at : null]
    return times.flatMap((time) => (time && isWithin(time, day) ? [{ id: row.id, starts_at: time }] : []))
  })
  return [...new Map(stood.map((visit) => [visit.id, visit])).values()]
}

const isWithin = (time: Temporal.Instant, { starts, ends }: Asked['day']): boolean =>
  Temporal.Instant.compare(starts, time) <= 0 && Temporal.Instant.compare(time, ends) < 0

import type { Actor } from '../../audit/actor.ts'
import { audit } from '../../audit/write.ts'
import { type Id, newId } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import type { ByLanguage, Row } from '../../database/tables.ts'
import { type Repeated, transact } from '../../database/transact.ts'
import { dayBookOf, noteChange } from '../../jobs/changes.ts'
import { cellsAround } from '../free/minutes.ts'
import { holdClosedTime } from './closed-time.ts'

export interface Closing {
  receipt: Id<'receipt'>
  /** Time off of one person. */
  staff?: Id<'staff'> | undefined
  /** Closed hours of a location, a department, a department at a location, or with none of these the whole clinic. */
  location?: Id<'location'> | undefined
  department?: Id<'department'> | undefined
  kind: Row<'closures'>['kind']
  name: ByLanguage
  starts: Temporal.Instant
  ends: Temporal.Instant
  /** Where it is about one clinic day: its boards show it at once. */
  clinicDay?: Temporal.PlainDate | undefined
}

export type ClosedAnswer = { ok: true; closure: Id<'closure'> } | Repeated | { ok: false; reason: 'ends-before-start' }

/**
 * Closes a time: nobody is booked there any more. Visits that are there already stay, and are listed by `appointmentsInTheWay`.
 */
export async function close(db: Database, actor: Actor | null, closing: Closing): Promise<ClosedAnswer> {
  const id = newId<'closure'>()
  const { receipt, kind, name, starts, ends } = closing
  if (Temporal.Instant.compare(starts, ends) >= 0) return { ok: false, reason: 'ends-before-start' }
  return transact(db, { receipt, name: 'closure.make', user: actor?.user ?? null, subject: id, makes: true }, async (tx) => {
    await tx
      .insertInto('closures')
      .values({
        id,
        staff_id: closing.staff ?? null,
        location_id: closing.location ?? null,
        department_id: closing.department ?? null,
        kind,
        name,
        starts_at: starts,
        ends_at: ends,
        withdrawn_at: null,
      })
      .execute()
    await holdClosedTime(tx, closing.staff ? [closing.staff] : 'all', cellsAround(starts, ends))
    await audit(tx, actor, { action: 'closure.make', subject: { type: 'closure', id } })
    if (closing.clinicDay) await noteChange(tx, dayBookOf(closing.clinicDay))
    return { ok: true as const, closure: id }
  })
}

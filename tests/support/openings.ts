import { sql } from 'kysely'
import { type Id, newId } from '../../src/database/ids.ts'
import type { Database } from '../../src/database/pool.ts'

/** A record that a doctor opened outside of their scope, closed again since yesterday unless said otherwise. */
export async function anOpening(
  db: Database,
  { user, patient, hoursAgo = 24 }: { user: Id<'user'>; patient: Id<'patient'>; hoursAgo?: number },
): Promise<Id<'glass-break'>> {
  const id = newId<'glass-break'>()
  const hours = (number: number) => sql<Temporal.Instant>`UTC_TIMESTAMP(3) - INTERVAL ${number} HOUR`
  await db
    .insertInto('glass_breaks')
    .values({
      id,
      user_id: user,
      patient_id: patient,
      role: 'doctor',
      reason: 'Fainted in the corridor',
      opened_at: hours(hoursAgo),
      ends_at: hours(hoursAgo - 2),
      seen_at: null,
      seen_by_user_id: null,
      note: null,
    })
    .execute()
  return id
}

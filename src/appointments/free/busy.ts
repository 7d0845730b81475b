import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'

/** In several rooms at once; more than that are visits that somebody forgot to finish. */
const inConsultationAtOnce = 3

/** Whether as many patients are with a doctor as can be. One statement. */
export async function isBusy(db: Database, doctor: Id<'staff'>, day: Temporal.PlainDate): Promise<boolean> {
  const rows = await db
    .selectFrom('appointments')
    .select('id')
    .where('doctor_id', '=', doctor)
    .where('clinic_day', '=', day)
    .where('status', '=', 'in-consultation')
    .limit(inConsultationAtOnce)
    .execute()
  return rows.length >= inConsultationAtOnce
}

import { sql } from 'kysely'
import { clinicOf } from '../../clinic/queries.ts'
import { clinicSaid } from '../../clinic/said.ts'
import { newId } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Chore } from '../../jobs/housekeeping.ts'
import { endRight } from './end-right.ts'

const atOnce = 500

/**
 * On the day somebody is eighteen, by the clinic's calendar, parents and guardians no longer act for them; both are told. What was
 * given after that day, at the desk with both present, is another right and stays. Answers how many ended.
 */
export const endGuardianships: Chore = async (db) => {
  const clinic = clinicSaid(await clinicOf(db))
  const today = Temporal.Now.plainDateISO(clinic.zone)
  const adultOn = sql<Temporal.PlainDate>`DATE_ADD(p.birth_date, INTERVAL 18 YEAR)`
  const rows = await db
    .selectFrom('patient_access as a')
    .innerJoin('patients as p', 'p.id', 'a.patient_id')
    .select(['a.id', 'a.user_id', 'a.patient_id', 'a.relation'])
    .where('a.relation', 'in', ['parent', 'guardian'])
    .where('a.valid_from', '<=', sqlNow)
    .where((where) => where.or([where('a.valid_until', 'is', null), where('a.valid_until', '>', sqlNow)]))
    .where('p.birth_date', 'is not', null)
    .where(adultOn, '<=', today)
    .where(sql<boolean>`a.valid_from < DATE_ADD(p.birth_date, INTERVAL 18 YEAR)`)
    .orderBy('a.id')
    .limit(atOnce)
    .execute()
  for (const { id, user_id, patient_id, relation } of rows) {
    const right = { id, user: user_id, patient: patient_id, relation }
    await endRight(db, null, { receipt: newId<'receipt'>(), right, because: 'of-age', clinic })
  }
  return rows.length
}

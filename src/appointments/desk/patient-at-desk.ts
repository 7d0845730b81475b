import type { Actor } from '../../audit/actor.ts'
import { type Id, idOf } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import { cardsOf, type PatientCard } from '../../patients/cards.ts'
import { type Reach, reachOf } from '../../patients/scope.ts'
import type { WebContext } from '../../web/context.ts'
import { notFound } from '../../web/refusal.ts'

/** The patient of the address with what the header shows, as far as this person may see them; 404 otherwise. At most four statements. */
export async function patientAtDesk(c: WebContext, actor: Actor): Promise<PatientCard & Reach> {
  const { db } = c.var
  const id = idOf<'patient'>(c.req.param('patient'))
  const reach = id && (await reachOf(db, actor, id))
  const card = reach && (await cardsOf(db, [id])).get(id)
  return card ? { ...card, ...reach } : notFound()
}

export type RecentVisit = Awaited<ReturnType<typeof recentVisits>>[number]

/** A patient's latest visits, those ahead first; cancelled ones are none. One statement. */
export function recentVisits(db: Database, patient: Id<'patient'>) {
  return db
    .selectFrom('appointments as a')
    .innerJoin('locations as l', 'l.id', 'a.location_id')
    .select(['a.id', 'a.status', 'a.clinic_day', 'a.starts_at', 'a.doctor_id', 'a.department_id', 'a.location_id', 'l.zone'])
    .where('a.patient_id', '=', patient)
    .where('a.status', 'in', ['booked', 'arrived', 'in-consultation', 'fulfilled'])
    .orderBy('a.starts_at', 'desc')
    .limit(20)
    .execute()
}

/** With whom the patient was last, where they were with anybody. */
export const lastSeen = (visits: RecentVisit[]): RecentVisit | undefined => visits.find(({ status }) => status === 'fulfilled')

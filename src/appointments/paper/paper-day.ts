import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import type { ByLanguage } from '../../database/tables.ts'
import { cardsOf, type PatientCard } from '../../patients/cards.ts'

export interface PaperVisit {
  number: string
  /** In the location's zone. */
  starts: Temporal.ZonedDateTime
  doctor: { id: Id<'staff'>; name: ByLanguage }
  visit: ByLanguage
  patient: PatientCard
}

/** Who is expected at a location on a clinic day, doctor by doctor and by time: what a day without computers needs. Three statements. */
export async function paperDay(db: Database, location: Id<'location'>, day: Temporal.PlainDate): Promise<PaperVisit[]> {
  const rows = await db
    .selectFrom('appointments as a')
    .innerJoin('staff as s', 's.id', 'a.doctor_id')
    .innerJoin('visit_types as v', 'v.id', 'a.visit_type_id')
    .innerJoin('locations as l', 'l.id', 'a.location_id')
    .select(['a.number', 'a.starts_at', 'a.patient_id', 'a.doctor_id', 's.name as doctor_name', 'v.name as visit', 'l.zone'])
    .where('a.clinic_day', '=', day)
    .where('a.location_id', '=', location)
    .where('a.status', 'in', ['booked', 'arrived', 'in-consultation', 'fulfilled'])
    .orderBy('s.position')
    .orderBy('s.id')
    .orderBy('a.starts_at')
    .execute()
  const patients = await cardsOf(db, [...new Set(rows.map((row) => row.patient_id))])
  return rows.flatMap((row) => {
    const patient = patients.get(row.patient_id)
    if (patient === undefined) return []
    const starts = row.starts_at.toZonedDateTimeISO(row.zone)
    return [{ number: row.number, starts, doctor: { id: row.doctor_id, name: row.doctor_name }, visit: row.visit, patient }]
  })
}

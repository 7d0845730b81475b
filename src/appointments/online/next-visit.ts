import { sql } from 'kysely'
import type { Actor } from '../../audit/actor.ts'
import type { Id } from '../../database/ids.ts'
import { sqlNow } from '../../database/now.ts'
import type { Database } from '../../database/pool.ts'
import type { ByLanguage } from '../../database/tables.ts'
import { namesOf, type PersonNames } from '../../patients/names.ts'

export interface NextVisit {
  id: Id<'appointment'>
  patient: Id<'patient'>
  names: PersonNames
  /** The person acts for others besides. */
  oneOfSeveral: boolean
  /** In the location's zone. */
  starts: Temporal.ZonedDateTime
  clinicDay: Temporal.PlainDate
  doctor: { name: ByLanguage }
  department: ByLanguage
  branch: ByLanguage
}

/** The next visit of all for whom the signed-in person acts, or null. One statement. */
export async function nextVisitOf(db: Database, actor: Actor): Promise<NextVisit | null> {
  const rows = await rowsOf(db, actor)
  const [first] = rows
  if (first === undefined) return null
  const names = rows.filter(({ id }) => id === first.id)
  return {
    id: first.id,
    patient: first.patient_id,
    names: namesOf(names.flatMap(({ script, usage_kind, text }) => (script && usage_kind && text ? [{ script, usage_kind, text }] : []))),
    oneOfSeveral: first.people > 1,
    starts: first.starts_at.toZonedDateTimeISO(first.zone),
    clinicDay: first.clinic_day,
    doctor: { name: first.doctor },
    department: first.department,
    branch: first.branch,
  }
}

/** Rows of the earliest appointments, one for each name of the patient; a name in two scripts and usages makes a few. */
function rowsOf(db: Database, actor: Actor) {
  const people = db
    .selectFrom('patient_access')
    .innerJoin('patients', 'patients.id', 'patient_access.patient_id')
    .select('patients.id')
    .distinct()
    .where('patient_access.user_id', '=', actor.user)
    .where('patient_access.valid_from', '<=', sqlNow)
    .where((where) => where.or([where('patient_access.valid_until', 'is', null), where('patient_access.valid_until', '>', sqlNow)]))
    .where('patients.archived_at', 'is', null)
  return db
    .selectFrom(people.as('p'))
    .innerJoin('appointments as a', 'a.patient_id', 'p.id')
    .innerJoin('staff as s', 's.id', 'a.doctor_id')
    .innerJoin('departments as d', 'd.id', 'a.department_id')
    .innerJoin('locations as l', 'l.id', 'a.location_id')
    .leftJoin('patient_names as n', 'n.patient_id', 'p.id')
    .select(['a.id', 'a.patient_id', 'a.starts_at', 'a.clinic_day', 'n.script', 'n.usage_kind', 'n.text'])
    .select(['s.name as doctor', 'd.name as department', 'l.name as branch', 'l.zone'])
    .select(sql<number>`(SELECT COUNT(*) FROM (${people}) AS q)`.as('people'))
    .where('a.status', 'in', ['booked', 'arrived', 'in-consultation'])
    .where('a.ends_at', '>', sqlNow)
    .orderBy('a.starts_at')
    .orderBy('a.id')
    .orderBy('n.id')
    .limit(12)
    .execute()
}

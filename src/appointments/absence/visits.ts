import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import type { ByLanguage, Row } from '../../database/tables.ts'

export interface AbsentDoctor {
  id: Id<'staff'>
  name: ByLanguage
  visits: AffectedVisit[]
}

export type AffectedVisit = Pick<
  Row<'appointments'>,
  'id' | 'version' | 'number' | 'patient_id' | 'visit_type_id' | 'department_id' | 'location_id' | 'asked_for' | 'starts_at' | 'ends_at'
> & {
  status: 'booked' | 'arrived'
  zone: string
  visit: ByLanguage
  location: ByLanguage
  /** On the lists of how many absences it stands already; at the time of the form, where it comes from one. */
  listed: number
  /** They see this doctor's sex only, or have asked for a woman. */
  sex: 'female' | 'male' | null
}

/**
 * A doctor with the visits of a clinic day that have not begun, and those that an interrupted absence has on its list, wherever they
 * are by now; null when there is no such doctor. One statement.
 */
export async function absentDoctor(
  db: Database,
  doctor: Id<'staff'>,
  day: Temporal.PlainDate,
  absence?: Id<'absence'>,
): Promise<AbsentDoctor | null> {
  const rows = await db
    .selectFrom('staff as s')
    .leftJoin('appointments as a', (join) =>
      join.on((on) =>
        on.or([
          on.and([on('a.doctor_id', '=', on.ref('s.id')), on('a.clinic_day', '=', day), on('a.status', 'in', ['booked', 'arrived'])]),
          ...(absence ? [on('a.id', 'in', interruptedIn(db, absence))] : []),
        ]),
      ),
    )
    .leftJoin('patients as p', 'p.id', 'a.patient_id')
    .leftJoin('visit_types as v', 'v.id', 'a.visit_type_id')
    .leftJoin('locations as l', 'l.id', 'a.location_id')
    .select([
      's.name as doctor_name',
      'v.name as visit',
      'l.name as location',
      'l.zone',
      'p.doctor_sex_preference',
      'a.asked_for',
      'a.status',
    ])
    .select([
      'a.id',
      'a.version',
      'a.number',
      'a.patient_id',
      'a.visit_type_id',
      'a.department_id',
      'a.location_id',
      'a.starts_at',
      'a.ends_at',
    ])
    .select(({ selectFrom, fn }) =>
      selectFrom('absence_visits as b').select(fn.countAll<number>().as('n')).whereRef('b.appointment_id', '=', 'a.id').as('listed'),
    )
    .where('s.id', '=', doctor)
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('practitioner_roles as r').select('r.id').whereRef('r.staff_id', '=', 's.id').where('r.role', '=', 'doctor')),
    )
    .orderBy('a.starts_at')
    .orderBy('a.id')
    .execute()
  const [first] = rows
  if (!first) return null
  return { id: doctor, name: first.doctor_name, visits: rows.flatMap(visitOf) }
}

const interruptedIn = (db: Database, absence: Id<'absence'>) =>
  db.selectFrom('absence_visits').select('appointment_id').where('absence_id', '=', absence).where('refusal', '=', 'interrupted')

type VisitRow = { [Column in keyof Omit<AffectedVisit, 'sex' | 'status'>]: AffectedVisit[Column] | null } & {
  status: string | null
  doctor_sex_preference: AffectedVisit['sex']
}

/** What a left join cannot promise. */
function visitOf(row: VisitRow): AffectedVisit[] {
  const {
    id,
    version,
    number,
    patient_id,
    visit_type_id,
    department_id,
    location_id,
    asked_for,
    starts_at,
    ends_at,
    zone,
    visit,
    location,
    listed,
  } = row
  if (!(id && version && number && patient_id && visit_type_id && department_id && location_id && asked_for && starts_at)) return []
  if (!(ends_at && zone && visit && location)) return []
  const status = row.status === 'arrived' ? ('arrived' as const) : ('booked' as const)
  const sex = asked_for === 'woman' ? 'female' : row.doctor_sex_preference
  const ids = { id, version, number, patient_id, visit_type_id, department_id, location_id, asked_for }
  return [{ ...ids, starts_at, ends_at, zone, visit, location, status, sex, listed: Number(listed) }]
}

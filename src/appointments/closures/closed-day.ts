import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import type { ByLanguage } from '../../database/tables.ts'
import { restOfDay, wholeDay } from './rest-of-day.ts'

export interface ClosedDay {
  /** The doctor is away; otherwise the place is closed. */
  away: boolean
  /** Why, where it was given; of an absence it is not. */
  reason: ByLanguage | null
  /** What was carried out for this day. */
  absence: Id<'absence'> | null
}

interface Asked {
  doctor: Id<'staff'>
  day: Temporal.PlainDate
  zone: string
}

/** Why nobody is booked with a doctor on what is left of a clinic day; null where nothing closes all of it. One statement. */
export async function closedDay(db: Database, { doctor, day, zone }: Asked): Promise<ClosedDay | null> {
  const whole = wholeDay(day, zone)
  const { starts, ends } = restOfDay(day, zone, Temporal.Now.instant()) ?? whole
  const row = await db
    .selectFrom('closures as c')
    .select(['c.staff_id', 'c.name', 'c.starts_at'])
    .select(({ selectFrom }) =>
      selectFrom('absences as b')
        .select('b.id')
        .where('b.doctor_id', '=', doctor)
        .where('b.clinic_day', '=', day)
        .orderBy('b.created_at', 'desc')
        .limit(1)
        .as('absence'),
    )
    .where('c.withdrawn_at', 'is', null)
    .where('c.starts_at', '<=', starts)
    .where('c.ends_at', '>=', ends)
    // The doctor's own, or one about every place where the doctor works.
    .where(({ or, and, eb, not, exists, selectFrom }) =>
      or([
        eb('c.staff_id', '=', doctor),
        and([
          eb('c.staff_id', 'is', null),
          not(
            exists(
              selectFrom('practitioner_roles as r')
                .select('r.id')
                .where('r.staff_id', '=', doctor)
                .where('r.role', '=', 'doctor')
                .where('r.valid_from', '<=', day)
                .where((until) => until.or([until('r.valid_until', 'is', null), until('r.valid_until', '>=', day)]))
                .where((elsewhere) =>
                  elsewhere.or([
                    elsewhere('c.location_id', '<>', elsewhere.ref('r.location_id')),
                    elsewhere('c.department_id', '<>', elsewhere.ref('r.department_id')),
                  ]),
                ),
            ),
          ),
        ]),
      ]),
    )
    .orderBy('c.staff_id', 'desc')
    .orderBy('c.starts_at')
    .executeTakeFirst()
  if (!row) return null
  const isAbsence = row.absence !== null && Temporal.Instant.compare(row.starts_at, whole.starts) >= 0
  return { away: row.staff_id !== null, reason: row.staff_id !== null && isAbsence ? null : row.name, absence: row.absence }
}

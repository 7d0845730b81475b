import { sql } from 'kysely'
import { type AsJson, jsonOf } from '../database/as-json.ts'
import { type Id, idOfBytes } from '../database/ids.ts'
import type { Database } from '../database/pool.ts'
import type { ByLanguage, Row, Sex, StaffRole, VisitMode } from '../database/tables.ts'

export interface OfferedVisit {
  type: Id<'visit-type'>
  code: string
  name: ByLanguage
  mode: VisitMode
  firstVisit: boolean
  /** Whether patients may book it themselves. */
  online: boolean
  minutes: number
  bufferBefore: number
  bufferAfter: number
  priceMinor: number
}

export interface DoctorRole {
  id: Id<'practitioner-role'>
  department: { id: Id<'department'>; name: ByLanguage; position: number }
  location: { id: Id<'location'>; name: ByLanguage; country: string; zone: string; currency: string }
  room: Id<'room'> | null
  validFrom: Temporal.PlainDate
  validUntil: Temporal.PlainDate | null
  visits: OfferedVisit[]
}

export interface Doctor {
  id: Id<'staff'>
  user: Id<'user'> | null
  name: ByLanguage
  sex: Sex
  grade: Row<'staff'>['grade']
  languages: string[]
  licence: string | null
  about: ByLanguage | null
  roles: DoctorRole[]
}

export interface DoctorFilter {
  doctor?: Id<'staff'>
  department?: Id<'department'>
  location?: Id<'location'>
  sex?: Sex
  /** Only who has hours now or later: whom the clinic shows in public, and not who has just been invited. */
  withHours?: true
}

/**
 * Doctors who work here now or will, in the clinic's order, each with the roles that meet the filter. One statement.
 * Departments and locations that were closed take their roles with them.
 */
export async function doctorsOf(db: Database, filter: DoctorFilter = {}): Promise<Doctor[]> {
  const rows = await rolesOf(db, filter)
  const doctors = new Map<Id<'staff'>, Doctor>()
  for (const row of rows) {
    const doctor = doctors.get(row.id) ?? { ...personOf(row), roles: [] }
    doctor.roles.push(roleOf(row))
    doctors.set(row.id, doctor)
  }
  return [...doctors.values()]
}

/** One doctor as the public sees them, with all the roles that have hours, or null when nobody of that id works here as a doctor. */
export async function doctorOf(db: Database, doctor: Id<'staff'>): Promise<Doctor | null> {
  return (await doctorsOf(db, { doctor, withHours: true }))[0] ?? null
}

type RoleRow = Awaited<ReturnType<typeof rolesOf>>[number]

function rolesOf(db: Database, filter: DoctorFilter) {
  let query = db
    .selectFrom('practitioner_roles as r')
    .innerJoin('staff as s', 's.id', 'r.staff_id')
    .innerJoin('departments as d', 'd.id', 'r.department_id')
    .innerJoin('locations as l', 'l.id', 'r.location_id')
    .select(['s.id', 's.user_id', 's.name', 's.sex', 's.grade', 's.languages', 's.licence', 's.about'])
    .select([
      'r.id as role',
      'r.room_id',
      'r.valid_from',
      'r.valid_until',
      'd.id as department',
      'd.name as department_name',
      'd.position as department_position',
    ])
    .select(sql<AsJson<Offered[]> | null>`${sql.raw(offered)}`.as('offered'))
    .select(['l.id as location', 'l.name as location_name', 'l.country', 'l.zone', 'l.currency'])
    .where('r.role', '=', 'doctor' satisfies StaffRole)
    .where('s.archived_at', 'is', null)
    .where('d.archived_at', 'is', null)
    .where('l.archived_at', 'is', null)
    .where((where) => where.or([where('r.valid_until', 'is', null), where('r.valid_until', '>=', yesterday())]))
  if (filter.doctor !== undefined) query = query.where('s.id', '=', filter.doctor)
  if (filter.department !== undefined) query = query.where('r.department_id', '=', filter.department)
  if (filter.location !== undefined) query = query.where('r.location_id', '=', filter.location)
  if (filter.sex !== undefined) query = query.where('s.sex', '=', filter.sex)
  if (filter.withHours) query = query.where(({ exists }) => exists(hoursToCome(db)))
  return query.orderBy('s.position').orderBy('s.id').orderBy('l.position').orderBy('d.position').orderBy('r.id').execute()
}

const hoursToCome = (db: Database) =>
  db
    .selectFrom('working_hours as h')
    .select('h.id')
    .whereRef('h.practitioner_role_id', '=', sql.ref('r.id'))
    .where((where) => where.or([where('h.valid_until', 'is', null), where('h.valid_until', '>=', yesterday())]))

/** A role that ends today has not ended anywhere on earth while the UTC date is at most one day on. */
const yesterday = (): Temporal.PlainDate => Temporal.Now.plainDateISO('UTC').subtract({ days: 1 })

/** Of each role all that it offers, in one column: a row for each would say the doctor as often. */
const offered = `(SELECT JSON_ARRAYAGG(JSON_ARRAY(v.position, LOWER(HEX(v.id)), v.code, v.name, v.mode, v.first_visit, v.online,
    o.duration_minutes, o.buffer_before_minutes, o.buffer_after_minutes, o.price_minor))
  FROM practitioner_role_visit_types o JOIN visit_types v ON v.id = o.visit_type_id
  WHERE o.practitioner_role_id = r.id AND v.archived_at IS NULL)`

type Offered = [
  position: number,
  id: string,
  code: string,
  name: AsJson<ByLanguage>,
  mode: VisitMode,
  firstVisit: 0 | 1,
  online: 0 | 1,
  minutes: number,
  bufferBefore: number,
  bufferAfter: number,
  priceMinor: number,
]

/** In the clinic's order. */
const visitsIn = (json: AsJson<Offered[]> | null): OfferedVisit[] =>
  (json === null ? [] : jsonOf(json)).toSorted(([a, id], [b, other]) => a - b || (id < other ? -1 : 1)).map(visitOf)

const visitOf = ([, id, code, name, mode, firstVisit, online, minutes, bufferBefore, bufferAfter, priceMinor]: Offered): OfferedVisit => ({
  type: idOfBytes<'visit-type'>(Buffer.from(id, 'hex')),
  code,
  name: jsonOf(name),
  mode,
  firstVisit: firstVisit === 1,
  online: online === 1,
  minutes,
  bufferBefore,
  bufferAfter,
  priceMinor,
})

const personOf = (row: RoleRow): Omit<Doctor, 'roles'> => ({
  id: row.id,
  user: row.user_id,
  name: row.name,
  sex: row.sex,
  grade: row.grade,
  languages: row.languages,
  licence: row.licence,
  about: row.about,
})

const roleOf = (row: RoleRow): DoctorRole => ({
  id: row.role,
  department: { id: row.department, name: row.department_name, position: row.department_position },
  location: { id: row.location, name: row.location_name, country: row.country, zone: row.zone, currency: row.currency },
  room: row.room_id,
  validFrom: row.valid_from,
  validUntil: row.valid_until,
  visits: visitsIn(row.offered),
})

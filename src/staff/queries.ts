import { sql } from 'kysely'
import type { Id } from '../database/ids.ts'
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
 * Doctors who work here now or will, in the clinic's order, each with the roles that meet the filter. Two statements.
 * Departments and locations that were closed take their roles with them.
 */
export async function doctorsOf(db: Database, filter: DoctorFilter = {}): Promise<Doctor[]> {
  const rows = await rolesOf(db, filter)
  const visits = await visitsOf(
    db,
    rows.map((row) => row.role),
  )
  const doctors = new Map<Id<'staff'>, Doctor>()
  for (const row of rows) {
    const doctor = doctors.get(row.id) ?? { ...personOf(row), roles: [] }
    doctor.roles.push({ ...roleOf(row), visits: visits.get(row.role) ?? [] })
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

async function visitsOf(db: Database, roles: Id<'practitioner-role'>[]): Promise<Map<Id<'practitioner-role'>, OfferedVisit[]>> {
  if (roles.length === 0) return new Map()
  const rows = await db
    .selectFrom('practitioner_role_visit_types as o')
    .innerJoin('visit_types as v', 'v.id', 'o.visit_type_id')
    .select(['o.practitioner_role_id', 'o.duration_minutes', 'o.buffer_before_minutes', 'o.buffer_after_minutes', 'o.price_minor'])
    .select(['v.id', 'v.code', 'v.name', 'v.mode', 'v.first_visit', 'v.online'])
    .where('o.practitioner_role_id', 'in', roles)
    .where('v.archived_at', 'is', null)
    .orderBy('v.position')
    .orderBy('v.id')
    .execute()
  return Map.groupBy(rows, (row) => row.practitioner_role_id)
    .entries()
    .reduce((visits, [role, group]) => visits.set(role, group.map(visitOf)), new Map<Id<'practitioner-role'>, OfferedVisit[]>())
}

type VisitRow = Pick<Row<'visit_types'>, 'id' | 'code' | 'name' | 'mode' | 'first_visit' | 'online'> &
  Omit<Row<'practitioner_role_visit_types'>, 'visit_type_id'>

const visitOf = (row: VisitRow): OfferedVisit => ({
  type: row.id,
  code: row.code,
  name: row.name,
  mode: row.mode,
  firstVisit: row.first_visit,
  online: row.online,
  minutes: row.duration_minutes,
  bufferBefore: row.buffer_before_minutes,
  bufferAfter: row.buffer_after_minutes,
  priceMinor: row.price_minor,
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

const roleOf = (row: RoleRow): Omit<DoctorRole, 'visits'> => ({
  id: row.role,
  department: { id: row.department, name: row.department_name, position: row.department_position },
  location: { id: row.location, name: row.location_name, country: row.country, zone: row.zone, currency: row.currency },
  room: row.room_id,
  validFrom: row.valid_from,
  validUntil: row.valid_until,
})

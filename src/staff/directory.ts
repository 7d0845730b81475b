import type { HoursRow } from '../clinic/hours.ts'
import { type Department, departmentsOf } from '../clinic/queries.ts'
import type { Id } from '../database/ids.ts'
import type { Database } from '../database/pool.ts'
import type { ByLanguage, Row, Sex, StaffRole } from '../database/tables.ts'
import { workingHoursOf } from './hours.ts'

interface Colleague {
  staff: Id<'staff'>
  name: ByLanguage
  sex: Sex
  grade: Row<'staff'>['grade']
  role: StaffRole
  location: { id: Id<'location'>; name: ByLanguage; zone: string } | null
  hours: HoursRow[]
}

/** One department's people; `department` is null for those who work in all of them. */
export interface DirectoryEntry {
  department: Department | null
  people: Colleague[]
}

/** Everybody who works here today, by department: a person in two departments stands in both. Three statements. */
export async function directoryOf(db: Database, today: Temporal.PlainDate): Promise<DirectoryEntry[]> {
  const [departments, people] = await Promise.all([departmentsOf(db), peopleOf(db, today)])
  const hours = await workingHoursOf(
    db,
    people.map((person) => person.role_id),
  )
  const colleagues = (department: Id<'department'> | null): Colleague[] =>
    people
      .filter((person) => person.department_id === department)
      .map((person) => ({
        staff: person.id,
        name: person.name,
        sex: person.sex,
        grade: person.grade,
        role: person.role,
        location: placeOf(person),
        hours: hours.get(person.role_id) ?? [],
      }))
  return [
    ...departments.map((department) => ({ department, people: colleagues(department.id) })),
    { department: null, people: colleagues(null) },
  ]
}

function peopleOf(db: Database, today: Temporal.PlainDate) {
  return db
    .selectFrom('practitioner_roles as r')
    .innerJoin('staff as s', 's.id', 'r.staff_id')
    .leftJoin('locations as l', 'l.id', 'r.location_id')
    .select(['s.id', 's.name', 's.sex', 's.grade', 'r.id as role_id', 'r.role', 'r.department_id'])
    .select(['l.id as location', 'l.name as location_name', 'l.zone'])
    .where('s.archived_at', 'is', null)
    .where('r.valid_from', '<=', today)
    .where((where) => where.or([where('r.valid_until', 'is', null), where('r.valid_until', '>=', today)]))
    .orderBy('s.position')
    .orderBy('s.id')
    .orderBy('r.id')
    .execute()
}

type PersonRow = Awaited<ReturnType<typeof peopleOf>>[number]

const placeOf = (person: PersonRow): Colleague['location'] =>
  person.location && person.location_name && person.zone ? { id: person.location, name: person.location_name, zone: person.zone } : null

import type { Id } from '../database/ids.ts'
import type { ByLanguage } from '../database/tables.ts'
import type { Doctor, DoctorRole, OfferedVisit } from './queries.ts'

export interface DoctorsDepartment {
  id: Id<'department'>
  name: ByLanguage
  doctors: Doctor[]
}

/** The departments that these doctors work in, in the clinic's order. */
export function departmentsIn(doctors: Doctor[]): DoctorsDepartment[] {
  const departments = new Map(doctors.flatMap(({ roles }) => roles.map(({ department }) => [department.id, department] as const)))
  return [...departments.values()]
    .toSorted((a, b) => a.position - b.position)
    .map(({ id, name }) => ({ id, name, doctors: doctors.filter(({ roles }) => roles.some(({ department }) => department.id === id)) }))
}

/** Whether Arabic counts them as women. */
export const onlyWomen = (doctors: Pick<Doctor, 'sex'>[]): boolean => doctors.length > 0 && doctors.every(({ sex }) => sex === 'female')

/** What patients may book themselves and come for. */
export const isBookable = (visit: OfferedVisit): boolean => visit.online && visit.mode === 'in-person'

/** The visit of a role whose times and price are shown in public. */
export const firstVisitOf = (role: DoctorRole): OfferedVisit | undefined =>
  role.visits.find((visit) => visit.firstVisit && isBookable(visit))

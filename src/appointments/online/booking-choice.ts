import type { Id } from '../../database/ids.ts'
import type { ByLanguage } from '../../database/tables.ts'
import { type DoctorsDepartment, departmentsIn, isBookable } from '../../staff/departments.ts'
import type { Doctor, DoctorRole } from '../../staff/queries.ts'
import type { Question } from '../free/free.ts'
import type { Wanted } from './wanted.ts'

interface BookableVisit {
  type: Id<'visit-type'>
  code: string
  name: ByLanguage
}

/** What was asked for, as far as the clinic has it. */
export interface Choice {
  /** `wanted` without what the clinic does not have. */
  wanted: Wanted
  visit: BookableVisit | undefined
  department: DoctorsDepartment | undefined
  /** The one who was chosen by name. */
  doctor: Doctor | undefined
  /** What can be chosen. */
  visits: BookableVisit[]
  departments: DoctorsDepartment[]
  /** Something was asked for that the clinic does not have. */
  unknown: boolean
}

export function choiceOf(wanted: Wanted, everybody: Doctor[]): Choice {
  const doctors = everybody.map(bookable).filter(({ roles }) => roles.length > 0)
  const named = doctors.find(({ id }) => id === wanted.doctor)
  const departments = departmentsIn(named && wanted.via ? [named] : doctors)
  const visits = visitsOf(named && wanted.via ? [named] : doctors)
  const visit = visits.find(({ code }) => code === wanted.visit)
  const [only, ...others] = named && wanted.via ? departments : []
  const department = others.length > 0 || !only ? departments.find(({ id }) => id === wanted.department) : only
  const isThere = named !== undefined && (department === undefined || department.doctors.some(({ id }) => id === named.id))
  const isSomebody = wanted.doctor === 'any' || wanted.doctor === 'woman'
  const known: Wanted = {
    ...wanted,
    visit: visit?.code,
    department: department?.id,
    doctor: isSomebody || isThere ? wanted.doctor : undefined,
    via: isThere ? wanted.via : undefined,
  }
  const unknown = (['visit', 'department', 'doctor'] as const).some((name) => wanted[name] !== undefined && known[name] === undefined)
  return { wanted: known, visit, department, doctor: isThere ? named : undefined, visits, departments, unknown }
}

/** With only those roles in which patients may book something themselves. */
const bookable = (doctor: Doctor): Doctor => ({
  ...doctor,
  roles: doctor.roles
    .map((role): DoctorRole => ({ ...role, visits: role.visits.filter(isBookable) }))
    .filter(({ visits }) => visits.length > 0),
})

function visitsOf(doctors: Doctor[]): BookableVisit[] {
  const visits = doctors.flatMap(({ roles }) => roles.flatMap((role) => role.visits))
  const first = visits.toSorted((a, b) => Number(b.firstVisit) - Number(a.firstVisit))
  return [...new Map(first.map(({ type, code, name }) => [code, { type, code, name }])).values()]
}

/** Doctors of the chosen department who offer the chosen visit. */
export const doctorsFor = ({ visit, department }: Choice): Doctor[] =>
  (department?.doctors ?? []).filter(({ roles }) => roles.some((role) => offers(role, visit, department)))

/** The branches where what was chosen can be had. */
export function branchesFor(choice: Choice): { id: Id<'location'>; name: ByLanguage }[] {
  const doctors = choice.doctor
    ? [choice.doctor]
    : doctorsFor(choice).filter(({ sex }) => choice.wanted.doctor !== 'woman' || sex === 'female')
  const roles = doctors.flatMap(({ roles }) => roles.filter((role) => offers(role, choice.visit, choice.department)))
  return [...new Map(roles.map(({ location: { id, name } }) => [id, { id, name }])).values()]
}

const offers = (role: DoctorRole, visit: BookableVisit | undefined, department: DoctorsDepartment | undefined): boolean =>
  role.department.id === department?.id && role.visits.some(({ type }) => type === visit?.type)

/** What the calendar is asked for; null until visit, department and doctor are chosen. */
export function questionOf({ wanted: { doctor, branch }, visit, department }: Choice, patient: Id<'patient'> | undefined): Question | null {
  if (!visit || !department || !doctor) return null
  const doctors = { department: department.id, location: branch, sex: doctor === 'woman' ? ('female' as const) : undefined }
  return { visitType: visit.type, doctor: doctor === 'any' || doctor === 'woman' ? undefined : doctor, doctors, patient }
}

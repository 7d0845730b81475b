import { type Department, departmentsOf } from '../clinic/queries.ts'
import { clinicNow } from '../clinic/remembered.ts'
import type { Database } from '../database/pool.ts'
import { doctorNames } from './doctor-names.ts'

/** What the lists of the desk can be narrowed to. */
export interface DeskNames {
  departments: Department[]
  doctors: Awaited<ReturnType<typeof doctorNames>>
}

const names = new WeakMap<object, Promise<DeskNames>>()

/** Departments and doctors, read as often as the clinic itself is: every page of the desk names them, and they rarely change. */
export async function deskNames(db: Database): Promise<DeskNames> {
  const clinic = await clinicNow(db)
  const known = names.get(clinic)
  if (known) return known
  const read = Promise.all([departmentsOf(db), doctorNames(db)]).then(([departments, doctors]) => ({ departments, doctors }))
  names.set(clinic, read)
  read.catch(() => names.delete(clinic))
  return read
}

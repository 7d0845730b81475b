import type { DayNumber } from '../../appointments/free/minutes.ts'
import type { Id } from '../../database/ids.ts'
import { patientAccounts } from './accounts.ts'
import { type Branch, departmentId, locationId } from './clinic.ts'
import { patientId } from './patients.ts'
import { birthDate, type DemoPatient } from './people.ts'

interface Doctor {
  department: Id<'department'>
  location: Id<'location'>
  woman: boolean
}

/** A patient as far as visits are planned for them. */
export interface Candidate {
  key: string
  id: Id<'patient'>
  branch: Branch
  language: 'ar' | 'en'
  mayCome: (doctor: Doctor) => boolean
}

export const candidatesAmong = (people: DemoPatient[], today: Temporal.PlainDate): Candidate[] =>
  people
    .filter((person) => !person.deceased && !person.archived)
    .map((person) => {
      const age = birthDate(person.birth, today)?.until(today, { largestUnit: 'years' }).years ?? 40
      const { key, branch, sex, doctorSex } = person
      const mayCome = ({ department, location, woman }: Doctor) =>
        location === locationId(branch) && (doctorSex !== 'female' || woman) && suits(department, age, sex)
      return { key, id: patientId(key), branch, language: person.language ?? 'ar', mayCome }
    })

const forChildren = departmentId('paediatrics')
const forWomen = departmentId('women')
const forAll = [departmentId('dermatology'), departmentId('dental'), departmentId('eyes'), departmentId('family')]

function suits(department: Id<'department'>, age: number, sex: DemoPatient['sex']): boolean {
  if (department === forChildren) return age < 15
  if (department === forWomen) return sex === 'female' && age >= 15
  return forAll.includes(department) ? age >= 3 : age >= 15
}

const regulars = [...patientAccounts.map((account) => account.key), 'omar', 'layan', 'hassan', 'hussain', 'amal']
const days = 9

/** Who signs in has something to see: each of them, and the children, comes about every ninth day. */
export const wishedOn = (candidates: Candidate[], day: DayNumber): Candidate[] =>
  candidates.filter((candidate) => {
    const place = regulars.indexOf(candidate.key)
    return place >= 0 && (day + place * 2) % days === 0
  })

import type { Age } from '../../src/patients/birth.ts'
import type { ShownName } from '../../src/patients/names.ts'
import type { PatientSex } from '../patients/patient-words.tsx'
import type { VisitTime } from '../ui/visit-time.tsx'

export interface LinePatient {
  names: ShownName[]
  sex: PatientSex
  age: Age | null
  recordNumber: string
  childOf: string | null
}

/** A visit of the absent doctor, with where it could go. */
export interface VisitLine extends VisitTime {
  id: string
  version: number
  visit: string
  /** The patient is here already. */
  waits: boolean
  patient: LinePatient
  other: { target: string; doctor: string; when: VisitTime } | null
  next: { target: string; when: VisitTime } | null
}

/** What became of it. */
export interface AbsenceLine {
  appointment: string
  outcome: 'moved' | 'cancelled' | 'kept' | 'failed'
  was: Temporal.ZonedDateTime
  now: VisitTime
  doctor: string
  /** It is cancelled now, whoever did that. */
  cancelled: boolean
  refusal: string | null
  told: boolean
  called: { at: Temporal.ZonedDateTime; by: string } | null
  patient: LinePatient
  phones: { value: string; text: string; whose: string | null }[]
}

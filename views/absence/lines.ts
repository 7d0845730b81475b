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

/** What is left of the doctor's working hours on the day, closed or not. */
export type HoursLeft = 'ahead' | 'over' | 'none'

/** What was carried out for a doctor's day, with who is still to be called. */
export interface DayList {
  id: string
  at: Temporal.ZonedDateTime
  by: string
  /** Visits that are being dealt with at this moment. */
  underWay: number
  toCall: number
}

/** A visit of the absent doctor, with where it could go. */
export interface VisitLine extends VisitTime {
  id: string
  version: number
  /** On the lists of how many absences it stands already. */
  listed: number
  visit: string
  /** The patient is here already. */
  waits: boolean
  patient: LinePatient
  other: { target: string; doctor: string; when: VisitTime } | null
  next: { target: string; when: VisitTime } | null
}

/** Somebody without an appointment who waits for the absent doctor. */
export interface WaitingLine {
  id: string
  number: number
  visit: string
  location: string
  patient: LinePatient
}

/** What became of it. */
export interface AbsenceLine {
  appointment: string
  /** `dealt`: by somebody else, before this absence or since. `under-way`: it is being dealt with at this moment. */
  list: 'changed' | 'kept' | 'failed' | 'dealt' | 'under-way'
  was: VisitTime
  now: VisitTime
  doctor: string
  /** It is cancelled now, whoever did that. */
  cancelled: boolean
  /** In words, once it is more than ahead. */
  status: string | null
  /** The last that somebody did with it. */
  dealt: { kept: boolean; at: Temporal.ZonedDateTime; by: string | null } | null
  /** They sit in the waiting room and are told there. */
  waits: boolean
  told: boolean
  called: { at: Temporal.ZonedDateTime; by: string } | null
  patient: LinePatient
  phones: { value: string; text: string; whose: string | null }[]
  emails: string[]
}

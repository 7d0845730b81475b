import { momentOf } from '../../clinic/hours.ts'
import type { Id } from '../../database/ids.ts'
import type { DateOrder } from '../../patients/imported/birth-cell.ts'
import { type Cell, isNothing, plain } from '../../patients/imported/cell.ts'
import { identifierIn, type ToldIdentifier } from '../../patients/imported/identifier-cell.ts'
import type { Wrong } from '../../patients/imported/read-patient.ts'
import type { Doctor, DoctorRole, OfferedVisit } from '../../staff/queries.ts'
import { dayIn, timeIn } from './clock-cell.ts'
import { type DoctorsTold, roleTold, visitTold } from './doctors-told.ts'
import { statusOf, type ToldStatus } from './status-words.ts'

export type VisitColumn =
  | 'patient'
  | 'identifier'
  | 'doctor'
  | 'date'
  | 'time'
  | 'until'
  | 'minutes'
  | 'status'
  | 'visitType'
  | 'department'
  | 'location'
  | 'reason'

type VisitFault =
  | 'no-patient'
  | 'no-doctor'
  | 'doctor'
  | 'doctors'
  | 'role'
  | 'date'
  | 'time'
  | 'until'
  | 'until-before'
  | 'minutes'
  | 'status'
  | 'status-ahead'
  | 'visit-type'
  | 'too-long'
  | 'id'

export interface VisitDraft {
  patient: { fileNumber: string | null; identifier: ToldIdentifier | null }
  doctor: Id<'staff'>
  role: DoctorRole
  visit: OfferedVisit
  starts: Temporal.Instant
  ends: Temporal.Instant
  status: ToldStatus
  reason: string | null
}

export interface VisitReading {
  order: DateOrder
  now: Temporal.Instant
  country: string
  doctors: DoctorsTold
  /** The branch and the visit type of rows that name none. */
  location: string
  visitType: string
}

export interface ReadVisit {
  /** Null as long as something of it is wrong. */
  draft: VisitDraft | null
  wrong: Wrong<VisitColumn, VisitFault>[]
}

const longestReason = 500
/** In minutes. */
const longestVisit = 480

/** What a row tells of a visit, and what of it cannot be right. */
export function readVisit(cellOf: (column: VisitColumn) => Cell | undefined, reading: VisitReading): ReadVisit {
  const wrong: ReadVisit['wrong'] = []
  const complain = (column: VisitColumn, fault: VisitFault): null => {
    wrong.push({ column, fault, value: cellOf(column)?.text ?? '' })
    return null
  }
  const cell = (column: VisitColumn): Cell => cellOf(column) ?? { text: '', kind: 'text' }
  const textOf = (column: VisitColumn): string => (isNothing(cell(column).text) ? '' : plain(cell(column).text))

  const patient = patientOf()
  const doctor = doctorOf()
  const role = doctor && (roleTold(doctor, textOf('department'), textOf('location') || reading.location) ?? complain('department', 'role'))
  const visit = role && (visitTold(role, textOf('visitType') || reading.visitType) ?? complain('visitType', 'visit-type'))
  const starts = role && startOf(role)
  const ends = role && visit && starts && endOf(role, visit, starts)
  const status = starts && statusAt(starts)
  const reason = textOf('reason').slice(0, longestReason) || null
  if (!patient || !doctor || !role || !visit || !starts || !ends || !status) return { draft: null, wrong }
  return { draft: { patient, doctor: doctor.id, role, visit, starts, ends, status, reason }, wrong }

  function patientOf(): VisitDraft['patient'] | null {
    const fileNumber = textOf('patient').replace(/^(\d+)[.,]0+$/, '$1') || null
    const told = identifierIn(cell('identifier'), 'id', reading.country)
    if (told !== null && 'fault' in told) return complain('identifier', 'id')
    return fileNumber === null && told === null ? complain('patient', 'no-patient') : { fileNumber, identifier: told }
  }

  function doctorOf(): Doctor | null {
    const text = textOf('doctor')
    if (text === '') return complain('doctor', 'no-doctor')
    const found = reading.doctors.find(text)
    if (found === null || found === 'several') return complain('doctor', found === null ? 'doctor' : 'doctors')
    return found
  }

  function startOf({ location: { zone } }: DoctorRole): Temporal.Instant | null {
    const today = reading.now.toZonedDateTimeISO(zone).toPlainDate()
    const day = dayIn(cell('date'), reading.order, today)
    if (day === null) return complain('date', 'date')
    const time = timeIn(textOf('time') === '' ? cell('date') : cell('time'))
    return time === null ? complain('time', 'time') : momentOf(day.toPlainDateTime(time), zone).toInstant()
  }

  function endOf({ location: { zone } }: DoctorRole, { minutes }: OfferedVisit, from: Temporal.Instant): Temporal.Instant | null {
    const told = textOf('minutes').replace(/[^\d.].*$/, '')
    if (textOf('minutes') !== '')
      return /^\d{1,3}(\.0+)?$/.test(told) && Number(told) > 0 ? lasting(from, Number(told), 'minutes') : complain('minutes', 'minutes')
    if (textOf('until') === '') return from.add({ minutes })
    const time = timeIn(cell('until'))
    if (time === null) return complain('until', 'until')
    const begins = from.toZonedDateTimeISO(zone)
    const isLater = Temporal.PlainTime.compare(time, begins.toPlainTime()) > 0
    const day = isLater ? begins.toPlainDate() : begins.toPlainDate().add({ days: 1 })
    const lasts = momentOf(day.toPlainDateTime(time), zone).toInstant().since(from).total('minutes')
    // Only a visit of the night ends on the next day.
    return lasting(from, lasts, 'until', isLater ? 'too-long' : 'until-before')
  }

  function lasting(from: Temporal.Instant, minutes: number, column: VisitColumn, fault: VisitFault = 'too-long'): Temporal.Instant | null {
    return minutes > longestVisit ? complain(column, fault) : from.add({ minutes })
  }

  /** A visit of the past that nobody marked was held; one ahead cannot be over. */
  function statusAt(from: Temporal.Instant): ToldStatus | null {
    const isAhead = Temporal.Instant.compare(from, reading.now) > 0
    const told = textOf('status') === '' ? (isAhead ? 'booked' : 'fulfilled') : statusOf(textOf('status'))
    if (told === null) return complain('status', 'status')
    if (isAhead && (told === 'fulfilled' || told === 'noshow')) return complain('status', 'status-ahead')
    return !isAhead && told === 'booked' ? 'fulfilled' : told
  }
}

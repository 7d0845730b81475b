import { cellMinutes, type DayNumber, type Minute } from '../../appointments/free/minutes.ts'
import { minuteAt } from '../../appointments/free/wall-clock.ts'
import { departmentId, locationId, visitTypeId } from '../seed/clinic.ts'
import { reasons } from '../seed/reasons.ts'
import { type Rows, textSql } from './bulk.ts'
import { dateText, timeSql } from './days.ts'
import { type CrowdDoctor, startsOn } from './doctors.ts'
import { type Draws, drawsOf, shuffled } from './draws.ts'
import { idSql } from './ids.ts'
import type { PatientsByNeed } from './patients-by-need.ts'

/** A visit of the crowd; its number tells doctor, day and place in the day, so it is the same whenever it is planned. */
export interface CrowdVisit {
  number: number
  patient: number
  day: DayNumber
  starts: Minute
  ends: Minute
}

/** 2020-01-01: the crowd's days are counted from here. */
const firstDay: DayNumber = 18_262
const visitsADay = 64
const daysOfADoctor = 8192

/** Fewer and fewer visits ahead, as in every clinic's calendar. */
const shareOn = (distance: number): number => (distance <= 0 ? 0.9 : 0.85 * 0.95 ** distance)

/** Of the people of a department a fifth comes for more than half of the visits. */
const regulars = 0.2
const regularVisits = 0.55

/**
 * The visits of a doctor on a day, whoever made what before. Doctors draw from one list, each from a stretch of its own that moves on
 * day by day: so nobody comes to two of them on a day, and hence never to two at once.
 */
export function visitsOn(doctor: CrowdDoctor, day: DayNumber, today: DayNumber, patients: PatientsByNeed): CrowdVisit[] {
  const people = patients.of(doctor.branch, doctor.clinic)
  const often = Math.floor(people.length * regulars)
  const zone = doctor.branch === 'cairo' ? 'Africa/Cairo' : 'Asia/Riyadh'
  const share = shareOn(day - today)
  return startsOn(doctor, day).flatMap((start, place) => {
    const number = (doctor.number * daysOfADoctor + (day - firstDay)) * visitsADay + place
    const draws = drawsOf(5, number)
    if (!draws.chance(share)) return []
    const isRegular = draws.chance(regularVisits)
    const [first, size] = isRegular ? [0, often] : [often, people.length - often]
    const turn = doctor.number * visitsADay + place
    if (turn >= size) return []
    const patient = people[first + shuffled(turn + (day - firstDay) * 1499, strideOf(size), size)]
    if (patient === undefined || !patients.isKnownOn(patient, day)) return []
    const starts = minuteAt(zone, day, start)
    return [{ number, patient, day, starts, ends: starts + doctor.minutes }]
  })
}

/** Neighbours of a list are families; so a day goes through it in strides. A prime, unless the list is a multiple of it. */
const strideOf = (size: number): number => [104_729, 7919, 613].find((prime) => size % prime !== 0) ?? 1

type State = 'fulfilled' | 'noshow' | 'cancelled' | 'in-consultation' | 'booked'

function stateOf({ starts, ends }: CrowdVisit, now: Minute, draws: Draws): State {
  const fate = draws.share()
  if (fate < 0.06) return 'cancelled'
  if (ends <= now) return fate < 0.13 ? 'noshow' : 'fulfilled'
  return starts <= now ? 'in-consultation' : 'booked'
}

/** Whether the visit holds its time, and some of it lies ahead. */
export const holdsTime = (visit: CrowdVisit, now: Minute): boolean =>
  visit.ends > now && stateOf(visit, now, drawsOf(6, visit.number)) !== 'cancelled'

export function rowsOfVisits(doctor: CrowdDoctor, visits: CrowdVisit[], now: Minute): Rows[] {
  const common = commonOf(doctor)
  return [
    {
      table: 'appointments',
      columns: `${common.columns},id,number,patient_id,visit_type_id,asked_for,status,clinic_day,starts_at,ends_at,blocked_from,blocked_until,reason,price_minor,payment_state,payment_method,paid_at,arrived_at,called_at,finished_at,cancelled_at,cancel_reason,created_at`,
      rows: visits.map((visit) => appointmentSql(doctor, common.values, visit, now)),
    },
    {
      table: 'reservations',
      columns: 'resource_id,cell,lane,appointment_id,closure_id',
      rows: visits.flatMap((visit) => (holdsTime(visit, now) ? cellsSql(doctor, visit) : [])).sort(),
    },
  ]
}

function commonOf({ number, branch, clinic }: CrowdDoctor) {
  const hex = (id: string) => `0x${id.replaceAll('-', '')}`
  const ids = [idSql('doctor', number), idSql('role', number), idSql('room', number), hex(departmentId(clinic)), hex(locationId(branch))]
  return {
    columns: 'doctor_id,practitioner_role_id,room_id,department_id,location_id,currency,kind,mode,booked_through',
    values: `${ids.join(',')},'${branch === 'cairo' ? 'EGP' : 'SAR'}','booked','in-person','staff'`,
  }
}

const signs = '23456789CDFGHJKMNPRTVWXY'

/** Three signs longer than those that the desk gives out, so that it never meets a taken one. */
function bookingNumberOf(number: number): string {
  let rest = shuffled(number, 1_234_577, signs.length ** 7)
  let text = ''
  for (let place = 0; place < 7; place += 1) {
    text += signs.charAt(rest % signs.length)
    rest = Math.floor(rest / signs.length)
  }
  return `A-${text}`
}

const types = { new: `0x${visitTypeId('new').replaceAll('-', '')}`, again: `0x${visitTypeId('follow-up').replaceAll('-', '')}` }

function appointmentSql(doctor: CrowdDoctor, common: string, visit: CrowdVisit, now: Minute): string {
  const { number, patient, day, starts, ends } = visit
  const draws = drawsOf(6, number)
  const state = stateOf(visit, now, draws)
  const isNew = draws.chance(0.45)
  const reason = draws.chance(0.25) ? draws.pick(reasons).ar : null
  const arrived = starts - draws.between(2, 25)
  const created = Math.min(starts - draws.between(60, 60 * 24 * 20), now - draws.between(60, 4000))
  const came = state === 'fulfilled' || state === 'in-consultation'
  const paid = came && draws.chance(0.95) ? draws.pick(['card', 'card', 'cash', 'insurance'] as const) : null
  const cancelled = state === 'cancelled' ? Math.max(created, Math.min(starts - draws.between(60, 1200), now)) : null
  const why = draws.pick(['patient', 'patient', 'patient', 'clinic', 'doctor-absent'] as const)
  const asked = draws.chance(0.12) ? 'any' : 'this-doctor'
  const time = (minute: Minute | null) => (minute === null ? 'NULL' : timeSql(minute))
  return `(${common},${idSql('appointment', number)},'${bookingNumberOf(number)}',${idSql('patient', patient)},${isNew ? types.new : types.again},'${asked}','${state}','${dateText(day)}',${time(starts)},${time(ends)},${time(starts)},${time(ends)},${textSql(reason)},${isNew ? doctor.priceMinor : doctor.priceMinor / 4},'${paid ? 'paid' : 'unpaid'}',${textSql(paid)},${time(paid ? arrived : null)},${time(came ? arrived : null)},${time(came ? starts : null)},${time(state === 'fulfilled' ? ends : null)},${time(cancelled)},${textSql(cancelled === null ? null : why)},${time(created)})`
}

/** What the visit holds: of the doctor, the patient and the room. */
const cellsOfVisit = ({ starts, ends }: CrowdVisit): Minute[] =>
  Array.from({ length: (ends - starts) / cellMinutes }, (_, place) => starts + place * cellMinutes)

function cellsSql(doctor: CrowdDoctor, visit: CrowdVisit): string[] {
  const holders = [idSql('doctor', doctor.number), idSql('room', doctor.number), idSql('patient', visit.patient)]
  const id = idSql('appointment', visit.number)
  return holders.flatMap((holder) => cellsOfVisit(visit).map((cell) => `(${holder},${timeSql(cell)},0,${id},NULL)`))
}

import { type DayNumber, weekdayOf } from '../../appointments/free/minutes.ts'
import type { Id } from '../../database/ids.ts'
import type { NewRow, Sex } from '../../database/tables.ts'
import { type Branch, type Clinic, departmentId, locationId, visitTypeId } from '../seed/clinic.ts'
import { hoursRows, type WeeklyHours } from '../seed/weeks.ts'
import { drawsOf } from './draws.ts'
import { crowdId } from './ids.ts'
import { egyptianFamilies, families, men, women } from './names.ts'

/** A doctor of the crowd: so many as its visits need. */
export interface CrowdDoctor {
  number: number
  id: Id<'staff'>
  role: Id<'practitioner-role'>
  room: Id<'room'>
  branch: Branch
  clinic: Clinic
  sex: Sex
  minutes: number
  priceMinor: number
  hours: WeeklyHours
}

/** Family medicine is asked for most. */
const clinics: [Clinic, ...Clinic[]] = [
  'family',
  'internal',
  'paediatrics',
  'dermatology',
  'women',
  'dental',
  'family',
  'eyes',
  'bones',
  'paediatrics',
  'internal',
  'women',
]

const weeks: [WeeklyHours, ...WeeklyHours[]] = [
  [{ days: [7, 1, 2, 3, 4], times: ['08:00-12:00', '13:00-17:00'] }],
  [{ days: [6, 7, 1, 2, 3], times: ['14:00-22:00'] }],
  [{ days: [7, 1, 2, 3, 4], times: ['09:00-13:00', '16:00-20:00'] }],
  [{ days: [6, 7, 1, 2, 3, 5], times: ['16:00-22:00'] }],
]

const lengths: Record<Clinic, number> = {
  family: 15,
  internal: 20,
  paediatrics: 15,
  women: 20,
  dermatology: 20,
  dental: 30,
  eyes: 20,
  bones: 20,
}

export function crowdDoctor(number: number): CrowdDoctor {
  const branch = number % 5 === 4 ? 'cairo' : 'riyadh'
  const clinic = clinics[Math.floor(number / 5 + (number % 5) * 3) % clinics.length] ?? 'family'
  return {
    number,
    id: crowdId('doctor', number),
    role: crowdId('role', number),
    room: crowdId('room', number),
    branch,
    clinic,
    sex: clinic === 'women' || drawsOf(3, number).chance(0.45) ? 'female' : 'male',
    minutes: lengths[clinic],
    priceMinor: (branch === 'cairo' ? 450 : 220) * 100,
    hours: weeks[number % weeks.length] ?? weeks[0],
  }
}

/** When on that day visits may begin, in minutes after midnight on the wall. */
export function startsOn({ hours, minutes }: CrowdDoctor, day: DayNumber): number[] {
  const weekday = weekdayOf(day)
  return hours.flatMap(({ days, times }) => (days.includes(weekday) ? times.flatMap((time) => startsWithin(time, minutes)) : []))
}

function startsWithin(time: string, minutes: number): number[] {
  const [from = 0, until = 0] = time.split('-').map((clock) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)))
  return Array.from({ length: Math.floor((until - from) / minutes) }, (_, place) => from + place * minutes)
}

interface DoctorRows {
  staff: NewRow<'staff'>
  room: NewRow<'rooms'>
  role: NewRow<'practitioner_roles'>
  visits: NewRow<'practitioner_role_visit_types'>[]
  hours: NewRow<'working_hours'>[]
}

export function rowsOfDoctor(doctor: CrowdDoctor): DoctorRows {
  const { number, id, role, room, branch, clinic, sex, minutes, priceMinor } = doctor
  const draws = drawsOf(4, number)
  const [ar, latn = ar] = draws.pick(sex === 'female' ? women : men)
  const [familyAr, familyLatn = familyAr] = draws.pick(branch === 'cairo' ? egyptianFamilies : families)
  const department_id = departmentId(clinic)
  const location_id = locationId(branch)
  return {
    staff: {
      id,
      user_id: null,
      name: { en: `${latn} ${familyLatn}`, ar: `${ar} ${familyAr}` },
      sex,
      grade: draws.pick(['consultant', 'specialist', 'specialist', 'resident'] as const),
      languages: ['ar', 'en'],
      licence: `30RM${String(100_000 + number)}`,
      about: null,
      position: 1000 + number,
      archived_at: null,
    },
    room: {
      id: room,
      location_id,
      department_id,
      name: { en: `Room ${101 + number}`, ar: `عيادة ${101 + number}` },
      position: 1000 + number,
      archived_at: null,
    },
    role: {
      id: role,
      staff_id: id,
      role: 'doctor',
      department_id,
      location_id,
      room_id: room,
      valid_from: new Temporal.PlainDate(2020, 1, 1),
      valid_until: null,
    },
    visits: [
      { practitioner_role_id: role, visit_type_id: visitTypeId('new'), duration_minutes: minutes, price_minor: priceMinor },
      { practitioner_role_id: role, visit_type_id: visitTypeId('follow-up'), duration_minutes: minutes, price_minor: priceMinor / 4 },
    ],
    hours: hoursRows(doctor.hours, [], []).map((row, place) => ({
      id: crowdId<'working-hours'>('hours', number * 16 + place),
      practitioner_role_id: role,
      ...row,
    })),
  }
}

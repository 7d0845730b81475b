import type { Id } from '../../database/ids.ts'
import type { NewRow, Sex, StaffRole } from '../../database/tables.ts'
import { staffAccounts, userId } from './accounts.ts'
import { demoId } from './chance.ts'
import { type Branch, type Clinic, departmentId, locationId, type Visit, visitTypeId } from './clinic.ts'
import { type DemoDoctor, doctors } from './doctors.ts'
import { hoursRows, ramadans, type WeeklyHours } from './weeks.ts'

export const staffId = (key: string): Id<'staff'> => demoId('staff', key)
const roleId = (key: string, place: number): Id<'practitioner-role'> => demoId('role', key, place)
const roomId = (key: string): Id<'room'> => demoId('room', key)

interface Colleague {
  key: string
  role: Exclude<StaffRole, 'doctor'>
  name: [en: string, ar: string]
  sex: Sex
  languages: string[]
  /** No place: all locations or all departments. */
  branch?: Branch
  clinics?: Clinic[]
  hours: WeeklyHours
}

const wholeWeek = [6, 7, 1, 2, 3, 4]

/** Those with an account bear its name. */
const colleagues: Colleague[] = [
  {
    key: 'majed',
    role: 'admin',
    name: ['Majed Alsubaie', 'ماجد السبيعي'],
    sex: 'male',
    languages: ['ar', 'en'],
    hours: [{ days: [7, 1, 2, 3, 4], times: ['08:00-16:00'] }],
  },
  {
    key: 'hana',
    role: 'receptionist',
    name: ['Hana Aldosari', 'هناء الدوسري'],
    sex: 'female',
    languages: ['ar', 'en'],
    hours: [{ days: wholeWeek, times: ['07:45-16:00'] }],
  },
  {
    key: 'ziyad',
    role: 'receptionist',
    name: ['Ziyad Alharthi', 'زياد الحارثي'],
    sex: 'male',
    languages: ['ar'],
    branch: 'riyadh',
    hours: [{ days: [5, 6, 7, 1, 2, 3], times: ['16:00-02:00'] }],
  },
  {
    key: 'sherine',
    role: 'receptionist',
    name: ['Sherine Gamal', 'شيرين جمال'],
    sex: 'female',
    languages: ['ar', 'en'],
    branch: 'cairo',
    hours: [{ days: wholeWeek, times: ['09:45-18:00'] }],
  },
  {
    key: 'amal',
    role: 'nurse',
    name: ['Amal Alshammari', 'أمل الشمري'],
    sex: 'female',
    languages: ['ar', 'en'],
    branch: 'riyadh',
    clinics: ['paediatrics', 'family'],
    hours: [{ days: [7, 1, 2, 3, 4], times: ['08:00-16:00'] }],
  },
  {
    key: 'grace',
    role: 'nurse',
    name: ['Grace Mendoza', 'غريس مندوزا'],
    sex: 'female',
    languages: ['en', 'tl'],
    branch: 'riyadh',
    hours: [{ days: [5, 6, 7, 1, 2, 3], times: ['16:00-00:00'] }],
  },
  {
    key: 'hoda',
    role: 'nurse',
    name: ['Hoda Ramadan', 'هدى رمضان'],
    sex: 'female',
    languages: ['ar'],
    branch: 'cairo',
    hours: [{ days: wholeWeek, times: ['10:00-18:00'] }],
  },
  {
    key: 'bilal',
    role: 'pharmacist',
    name: ['Bilal Osman', 'بلال عثمان'],
    sex: 'male',
    languages: ['ar', 'en'],
    hours: [{ days: wholeWeek, times: ['09:00-17:00'] }],
  },
  {
    key: 'rania',
    role: 'lab-technician',
    name: ['Rania Khoury', 'رانيا خوري'],
    sex: 'female',
    languages: ['ar', 'en', 'fr'],
    hours: [{ days: [7, 1, 2, 3, 4], times: ['07:30-15:30'] }],
  },
]

const accountOf = (key: string) => staffAccounts.find((account) => account.key === key)
const sinceOpening = Temporal.PlainDate.from('2023-01-01')

export function staff(): NewRow<'staff'>[] {
  return [
    ...doctors.map(({ key, name: [en, ar], sex, grade, languages, about }, position) => ({
      id: staffId(key),
      user_id: accountOf(key) ? userId('staff', key) : null,
      name: { en, ar },
      sex,
      grade,
      languages,
      licence: `${18 + (position % 7)}RM00${41_200 + position * 173}`,
      about: about ? { en: about[0], ar: about[1] } : null,
      position,
      archived_at: null,
    })),
    ...colleagues.map(({ key, name: [en, ar], sex, languages }, position) => ({
      id: staffId(key),
      user_id: accountOf(key) ? userId('staff', key) : null,
      name: { en, ar },
      sex,
      grade: null,
      languages,
      licence: null,
      about: null,
      position: 100 + position,
      archived_at: null,
    })),
  ]
}

/** Each doctor has a room; somebody in two departments keeps it. */
export const rooms = (): NewRow<'rooms'>[] =>
  doctors.map(({ key, branch, works }, place) => {
    const number = doctors.slice(0, place + 1).filter((doctor) => doctor.branch === branch).length
    const [first] = works
    return {
      id: roomId(key),
      location_id: locationId(branch),
      department_id: works.length === 1 && first ? departmentId(first.clinic) : null,
      name: { en: `Room ${number}`, ar: `عيادة ${number}` },
      position: number,
      archived_at: null,
    }
  })

export function roles(): NewRow<'practitioner_roles'>[] {
  return [
    ...doctors.flatMap(({ key, branch, works }) =>
      works.map(({ clinic }, place) => ({
        id: roleId(key, place),
        staff_id: staffId(key),
        role: 'doctor' as const,
        department_id: departmentId(clinic),
        location_id: locationId(branch),
        room_id: roomId(key),
        valid_from: sinceOpening,
        valid_until: null,
      })),
    ),
    ...colleagues.flatMap(({ key, role, branch, clinics }) =>
      (clinics ?? [null]).map((clinic, place) => ({
        id: roleId(key, place),
        staff_id: staffId(key),
        role,
        department_id: clinic && departmentId(clinic),
        location_id: branch ? locationId(branch) : null,
        room_id: null,
        valid_from: sinceOpening,
        valid_until: null,
      })),
    ),
  ]
}

export function workingHours(today: Temporal.PlainDate): NewRow<'working_hours'>[] {
  const dates = ramadans(today)
  const ofRole = (role: Id<'practitioner-role'>, usual: WeeklyHours, ramadan: WeeklyHours) =>
    hoursRows(usual, ramadan, dates).map((row, place) => ({
      id: demoId<'working-hours'>('hours', role, place),
      practitioner_role_id: role,
      ...row,
    }))
  return [
    ...doctors.flatMap(({ key, works }) => works.flatMap(({ hours, ramadan }, place) => ofRole(roleId(key, place), hours, ramadan))),
    ...colleagues.flatMap(({ key, clinics, hours }) => (clinics ?? [null]).flatMap((_, place) => ofRole(roleId(key, place), hours, []))),
  ]
}

export const offeredVisits = (): NewRow<'practitioner_role_visit_types'>[] =>
  doctors.flatMap((doctor) =>
    doctor.works.flatMap((_, place) =>
      (['new', 'follow-up', ...(doctor.more ?? [])] as const).map((visit) => ({
        practitioner_role_id: roleId(doctor.key, place),
        visit_type_id: visitTypeId(visit),
        ...lengthOf(doctor, visit),
      })),
    ),
  )

/** A procedure takes two first visits with the room's cleaning. */
function lengthOf({ minutes: [first, followUp], prices: [price, again] }: DemoDoctor, visit: Visit) {
  const long = visit === 'procedure'
  const short = visit === 'follow-up' || visit === 'video'
  return {
    duration_minutes: long ? first * 2 - 10 : short ? followUp : first,
    buffer_before_minutes: 0,
    buffer_after_minutes: long ? 10 : 0,
    price_minor: (long ? price * 2 : short ? again : price) * 100,
  }
}

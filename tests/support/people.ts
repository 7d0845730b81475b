import type { Kysely } from 'kysely'
import { type Id, newId } from '../../src/database/ids.ts'
import type { ByLanguage, Relation, Row, StaffRole, Tables } from '../../src/database/tables.ts'
import { type Hours, hoursRows } from './hours.ts'
import { aDepartment, aLocation, aVisitType } from './places.ts'

type Database = Kysely<Tables>

const longAgo = Temporal.Instant.from('2020-01-01T00:00:00Z')
const validFromLongAgo = Temporal.PlainDate.from('2020-01-01')

/** The words of every test person. */
export const testPassword = 'palm river lantern'
/** argon2id of `testPassword` at the lowest cost, so that no test waits for a hash. */
const testPasswordHash = '$argon2id$v=19$m=8,t=1,p=1$BwcHBwcHBwcHBwcHBwcHBw$QHyI/8PqEsGNnUs7e6BceDGMWSkHwf9DpIuRp65bC0s'

interface UserGiven extends Partial<Row<'users'>> {
  phone?: string
  email?: string
  staffName?: string
}

/** Somebody who signs in; with a phone, an e-mail address or a staff name to do it by. */
export async function aUser(db: Database, given: UserGiven = {}): Promise<Row<'users'>> {
  const { phone, email, staffName, ...columns } = given
  const row: Row<'users'> = {
    id: newId<'user'>(),
    version: 1,
    name: { en: 'Fatimah Alghamdi', ar: 'فاطمة الغامدي' },
    language: null,
    password_hash: testPasswordHash,
    password_changed_at: null,
    disabled_at: null,
    created_at: longAgo,
    demo: false,
    ...columns,
  }
  await db.insertInto('users').values(row).execute()
  const logins = [
    { kind: 'phone' as const, value: phone },
    { kind: 'email' as const, value: email },
    { kind: 'staff-name' as const, value: staffName },
  ].flatMap(({ kind, value }) =>
    value
      ? [
          {
            id: newId<'login'>(),
            user_id: row.id,
            kind,
            value,
            confirmed_at: longAgo,
          },
        ]
      : [],
  )
  if (logins.length > 0) await db.insertInto('logins').values(logins).execute()
  return row
}

interface PatientGiven extends Partial<Row<'patients'>> {
  name?: string
  nameAr?: string
  phone?: string
  email?: string
  whose?: Row<'contact_points'>['whose']
}

let recordNumbers = 0

/** A person with a record: a woman born 1 July 1990, with a name in both scripts and no phone unless one is given. */
export async function aPatient(db: Database, given: PatientGiven = {}): Promise<Row<'patients'>> {
  const { name = 'Noura Saad Alqahtani', nameAr = 'نورة سعد القحطاني', phone, email, whose = 'self', ...columns } = given
  recordNumbers += 1
  const row: Row<'patients'> = {
    id: newId<'patient'>(),
    version: 1,
    record_number: `R-${String(recordNumbers).padStart(6, '0')}`,
    birth_date: Temporal.PlainDate.from('1990-07-01'),
    birth_precision: 'day',
    birth_calendar: 'gregorian',
    birth_entered: null,
    sex: 'female',
    nationality: 'SA',
    payer: 'cash',
    language: null,
    doctor_sex_preference: null,
    deceased_at: null,
    archived_at: null,
    created_at: longAgo,
    ...columns,
  }
  await db.insertInto('patients').values(row).execute()
  await aName(db, row, { script: 'ar', text: nameAr })
  await aName(db, row, { script: 'latn', text: name })
  if (phone)
    await aContactPoint(db, row, {
      contact_system: 'phone',
      value: phone,
      whose,
    })
  if (email)
    await aContactPoint(db, row, {
      contact_system: 'email',
      value: email,
      whose,
    })
  return row
}

/** An empty text is no name. */
export async function aName(
  db: Database,
  patient: { id: Id<'patient'> },
  given: Partial<Row<'patient_names'>> & { text: string },
): Promise<void> {
  if (given.text === '') return
  await db
    .insertInto('patient_names')
    .values({
      id: newId<'patient-name'>(),
      patient_id: patient.id,
      script: 'latn',
      usage_kind: 'official',
      given: null,
      father: null,
      grandfather: null,
      family: null,
      ...given,
    })
    .execute()
}

export async function aContactPoint(
  db: Database,
  patient: { id: Id<'patient'> },
  given: Partial<Row<'contact_points'>> & { value: string },
): Promise<Row<'contact_points'>> {
  const row: Row<'contact_points'> = {
    id: newId<'contact-point'>(),
    version: 1,
    patient_id: patient.id,
    contact_system: 'phone',
    whose: 'self',
    confirmed_at: longAgo,
    reminders: true,
    results: false,
    ...given,
  }
  await db.insertInto('contact_points').values(row).execute()
  return row
}

/** A Saudi national id unless said otherwise. */
export async function anIdentifier(
  db: Database,
  patient: { id: Id<'patient'> },
  given: Partial<Row<'identifiers'>> & { value: string },
): Promise<void> {
  await db
    .insertInto('identifiers')
    .values({
      id: newId<'identifier'>(),
      patient_id: patient.id,
      type: 'national-id',
      country: 'SA',
      verified_at: null,
      override_reason: null,
      ...given,
    })
    .execute()
}

/** Lets a user act for a patient: books and sees the record unless said otherwise. */
export async function anAccess(
  db: Database,
  user: { id: Id<'user'> },
  patient: { id: Id<'patient'> },
  given: Partial<Row<'patient_access'>> = {},
): Promise<void> {
  const relation: Relation = 'self'
  await db
    .insertInto('patient_access')
    .values({
      id: newId<'patient-access'>(),
      user_id: user.id,
      patient_id: patient.id,
      relation,
      may_book: true,
      may_see_record: true,
      granted_by_user_id: null,
      valid_from: longAgo,
      valid_until: null,
      ...given,
    })
    .execute()
}

/** A patient with an account of their own: the user, the patient and the actor of their requests. */
export async function aSignedInPatient(db: Database, given: PatientGiven = {}) {
  const patient = await aPatient(db, { phone: '+966501234567', ...given })
  const user = await aUser(db, given.phone === undefined ? {} : { phone: given.phone })
  await anAccess(db, user, patient)
  return { patient, user, actor: patientActor(user) }
}

export const patientActor = (user: Row<'users'>) => ({
  user: user.id,
  site: 'patient' as const,
  name: user.name,
  roles: [],
  staff: null,
  departments: [],
  locations: [],
  requestId: 'test',
  session: Buffer.alloc(32),
  strength: 'full' as const,
  language: user.language,
})

interface StaffGiven {
  name?: ByLanguage
  sex?: 'female' | 'male'
  grade?: Row<'staff'>['grade']
  languages?: string[]
  position?: number
  archived_at?: Temporal.Instant
  department?: Row<'departments'>
  location?: Row<'locations'>
  staffName?: string
  email?: string
  /** Asked for no second factor. */
  demo?: boolean
  valid_from?: Temporal.PlainDate
  valid_until?: Temporal.PlainDate
}

/** A member of staff who can sign in; works in all departments and locations unless some are given. */
export async function aStaffMember(db: Database, role: StaffRole, given: StaffGiven = {}) {
  const name = given.name ?? { en: 'Huda Alharbi', ar: 'هدى الحربي' }
  const user = await aUser(db, {
    name,
    ...(given.staffName === undefined ? {} : { staffName: given.staffName }),
    ...(given.email === undefined ? {} : { email: given.email }),
    demo: given.demo ?? false,
  })
  const staff: Row<'staff'> = {
    id: newId<'staff'>(),
    version: 1,
    user_id: user.id,
    name,
    sex: given.sex ?? 'female',
    grade: given.grade ?? null,
    languages: given.languages ?? ['ar', 'en'],
    licence: null,
    about: null,
    position: given.position ?? 0,
    archived_at: given.archived_at ?? null,
  }
  await db.insertInto('staff').values(staff).execute()
  const practitionerRole = await aRole(db, staff, role, given)
  const actor = {
    ...patientActor(user),
    site: 'staff' as const,
    roles: [role],
    staff: staff.id,
    departments: given.department ? [given.department.id] : ('all' as const),
    locations: given.location ? [given.location.id] : ('all' as const),
  }
  return { staff, user, practitionerRole, actor }
}

export async function aRole(
  db: Database,
  staff: { id: Id<'staff'> },
  role: StaffRole,
  given: StaffGiven = {},
): Promise<Row<'practitioner_roles'>> {
  const row: Row<'practitioner_roles'> = {
    id: newId<'practitioner-role'>(),
    version: 1,
    staff_id: staff.id,
    role,
    department_id: given.department?.id ?? null,
    location_id: given.location?.id ?? null,
    room_id: null,
    valid_from: given.valid_from ?? validFromLongAgo,
    valid_until: given.valid_until ?? null,
  }
  await db.insertInto('practitioner_roles').values(row).execute()
  return row
}

interface VisitGiven {
  type: { id: Id<'visit-type'> }
  minutes?: number
  before?: number
  after?: number
  priceMinor?: number
}

interface DoctorGiven extends StaffGiven {
  visits?: VisitGiven[]
  hours?: Hours[]
}

/** Adds a doctor's role with its visit types and hours: every day 08:00–16:00, 20 minutes, 200.00 unless said otherwise. */
export async function aDoctorsRole(db: Database, staff: { id: Id<'staff'> }, given: DoctorGiven): Promise<Row<'practitioner_roles'>> {
  const role = await aRole(db, staff, 'doctor', given)
  await fillRole(db, role, given)
  return role
}

async function fillRole(db: Database, role: Row<'practitioner_roles'>, given: DoctorGiven): Promise<void> {
  const visits = given.visits ?? [{ type: await aVisitType(db) }]
  await db
    .insertInto('practitioner_role_visit_types')
    .values(
      visits.map(({ type, minutes = 20, before = 0, after = 0, priceMinor = 20_000 }) => ({
        practitioner_role_id: role.id,
        visit_type_id: type.id,
        duration_minutes: minutes,
        buffer_before_minutes: before,
        buffer_after_minutes: after,
        price_minor: priceMinor,
      })),
    )
    .execute()
  const hours = hoursRows(given.hours ?? ['08:00-16:00']).map((row) => ({
    ...row,
    id: newId<'working-hours'>(),
    practitioner_role_id: role.id,
  }))
  if (hours.length > 0) await db.insertInto('working_hours').values(hours).execute()
}

/** A doctor with one role; makes the department, the location and the visit type that are not given. */
export async function aDoctor(db: Database, given: DoctorGiven = {}) {
  const department = given.department ?? (await aDepartment(db))
  const location = given.location ?? (await aLocation(db))
  const name = given.name ?? { en: 'Sara Alqahtani', ar: 'سارة القحطاني' }
  const member = await aStaffMember(db, 'doctor', {
    grade: 'consultant',
    ...given,
    name,
    department,
    location,
  })
  await fillRole(db, member.practitionerRole, given)
  return { ...member, department, location }
}

/** Who answers for a child at the desk: another patient, or a name only. */
export async function aGuardian(
  db: Database,
  { id }: Row<'patients'>,
  guardian: Row<'patients'> | string,
  relation: Row<'patient_guardians'>['relation'] = 'mother',
): Promise<void> {
  const who = typeof guardian === 'string' ? { guardian_id: null, name: guardian } : { guardian_id: guardian.id, name: null }
  await db
    .insertInto('patient_guardians')
    .values({ id: newId<'patient-guardian'>(), patient_id: id, relation, ...who })
    .execute()
}

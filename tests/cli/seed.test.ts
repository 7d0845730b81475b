import { beforeAll, describe, expect, test } from 'vitest'
import { accountOf } from '../../src/accounts/find.ts'
import { loginOf } from '../../src/accounts/logins.ts'
import { isPassword } from '../../src/accounts/passwords.ts'
import type { Fault } from '../../src/appointments/faults.ts'
import { verifyCalendar } from '../../src/appointments/verify-calendar.ts'
import { demoAccounts, seedClinic } from '../../src/cli/seed.ts'
import { intervalsOn, without } from '../../src/clinic/hours.ts'
import type { Row } from '../../src/database/tables.ts'
import {
  egyptianIdBirth,
  egyptianIdFault,
  egyptianIdSex,
  passesEgyptianChecksum,
  saudiIdFault,
} from '../../src/patients/registering/identifier-checks.ts'
import { testDatabase } from '../support/database.ts'
import { theSettings } from '../support/places.ts'
import { type Contents, contentsOf } from './demo.ts'

const statements: string[] = []
const { db } = testDatabase({ onStatement: (text) => statements.push(text) })

let demo: Contents
let faults: Fault[]
let signsIn: boolean[]
const now = Temporal.Now.instant()
const today = now.toZonedDateTimeISO('Asia/Riyadh').toPlainDate()

// Once for all that only read; the tests below that write seed a clinic of their own.
beforeAll(async () => {
  await seedClinic(db, { now })
  demo = await contentsOf(db)
  faults = await verifyCalendar(db)
  signsIn = await Promise.all(demoAccounts().map(canSignIn))
})

async function canSignIn({ site, login, password }: ReturnType<typeof demoAccounts>[number]): Promise<boolean> {
  const account = await accountOf(db, site, loginOf(login, 'SA'))
  return isPassword(account?.passwordHash ?? null, password)
}

describe('the demo clinic', () => {
  test('has two locations in two countries, with hours in Ramadan too', () => {
    expect(demo.settings).toMatchObject([{ country: 'SA', cancel_limit_minutes: 120 }])
    expect(demo.locations.map(({ country, zone, currency }) => [country, zone, currency]).toSorted()).toEqual([
      ['EG', 'Africa/Cairo', 'EGP'],
      ['SA', 'Asia/Riyadh', 'SAR'],
    ])
    for (const { id } of demo.locations) {
      expect(new Set(demo.locationHours.filter((row) => row.location_id === id).map((row) => row.precedence))).toEqual(new Set([0, 1]))
    }
  })

  test('has eight departments, each with a doctor', () => {
    expect(demo.departments).toHaveLength(8)
    for (const { id } of demo.departments) expect(demo.roles.some((role) => role.department_id === id && role.role === 'doctor')).toBe(true)
  })

  test('has about twenty doctors of both sexes', () => {
    const doctors = demo.staff.filter(({ id }) => rolesOf(id).some(({ role }) => role === 'doctor'))
    expect(doctors.length).toBeGreaterThanOrEqual(18)
    expect(doctors.length).toBeLessThanOrEqual(24)
    expect(doctors.filter(({ sex }) => sex === 'female').length).toBeGreaterThanOrEqual(8)
    expect(doctors.filter(({ sex }) => sex === 'male').length).toBeGreaterThanOrEqual(8)
    expect(new Set(doctors.map(({ grade }) => grade))).toEqual(new Set(['consultant', 'specialist', 'resident']))
  })

  test('knows split days, mornings only, an evening until two at night, and a doctor of two departments', () => {
    const weeks = demo.roles.filter(({ role }) => role === 'doctor').map(({ id }) => usualHours(id))
    expect(weeks.some((times) => times.includes('08:00-12:00') && times.includes('16:00-20:00'))).toBe(true)
    expect(weeks.some((times) => times.every((time) => time === '08:00-12:00'))).toBe(true)
    expect(weeks.some((times) => times.includes('18:00-02:00'))).toBe(true)
    expect(demo.staff.some(({ id }) => new Set(rolesOf(id).map(({ department_id }) => department_id)).size === 2)).toBe(true)
  })

  test('offers first visits, follow-ups, video visits, and procedures that only the desk books', () => {
    expect(demo.visitTypes.map(({ code, mode, first_visit, online }) => [code, mode, first_visit, online]).toSorted()).toEqual([
      ['follow-up', 'in-person', false, true],
      ['new', 'in-person', true, true],
      ['procedure', 'in-person', false, false],
      ['video', 'video', false, true],
    ])
    expect(demo.offered.some((offer) => offer.buffer_after_minutes > 0)).toBe(true)
  })

  test('has a holiday in each country, a leave, and a department’s afternoon off, all ahead', () => {
    expect(demo.closures.map(({ kind }) => kind).toSorted()).toEqual(['holiday', 'holiday', 'leave', 'other', 'other'])
    for (const closure of demo.closures) expect(Temporal.Instant.compare(closure.starts_at, now)).toBe(1)
    expect(demo.closures.filter(({ department_id }) => department_id !== null)).toHaveLength(1)
  })

  test('has one account for each role, two of them doctors, and twelve patients, one with a family', () => {
    const count = Object.entries(Object.groupBy(demoAccounts(), ({ role }) => role)).map(([role, list]) => [role, list?.length])
    expect(Object.fromEntries(count)).toEqual({
      admin: 1,
      doctor: 2,
      receptionist: 1,
      nurse: 1,
      pharmacist: 1,
      'lab-technician': 1,
      patient: 12,
    })
    const family = demo.access.filter(({ relation }) => relation === 'parent').filter(({ valid_until }) => valid_until === null)
    expect(Math.max(...Object.values(Object.groupBy(family, ({ user_id }) => user_id)).map((rows) => rows?.length ?? 0))).toBe(4)
  })

  test('everybody signs in with what demo.json says, by three plain words', () => {
    expect(signsIn).toEqual(demoAccounts().map(() => true))
    for (const { password } of demoAccounts()) expect(password).toMatch(/^[a-z]{4,} [a-z]{4,} [a-z]{4,}$/)
    expect(new Set(demoAccounts().map(({ password }) => password)).size).toBe(19)
  })
})

describe('its patients', () => {
  test('are about two hundred, from newborn to ninety-seven', () => {
    expect(demo.patients.length).toBeGreaterThanOrEqual(190)
    expect(demo.patients.length).toBeLessThanOrEqual(210)
    const ages = demo.patients.flatMap(({ birth_date }) => (birth_date ? [birth_date.until(today, { largestUnit: 'years' }).years] : []))
    expect([Math.min(...ages), Math.max(...ages)]).toEqual([0, 97])
    expect(demo.patients.some(({ birth_date }) => birth_date?.equals(today))).toBe(true)
  })

  test('are called by one name, by four and by more, in both scripts or in one', () => {
    const words = demo.names.map(({ text }) => text.split(' ').length)
    for (const count of [1, 2, 3, 4]) expect(words).toContain(count)
    expect(Math.max(...demo.names.map(({ text }) => text.length))).toBeGreaterThan(60)
    const scripts = demo.patients.map(({ id }) => officialNames(id).map(({ script }) => script))
    for (const known of [['ar'], ['latn'], ['ar', 'latn']])
      expect(scripts.some((some) => some.toSorted().join() === known.join())).toBe(true)
    expect(scripts.every((some) => some.length > 0)).toBe(true)
  })

  test('include twins with nearly one name, and namesakes', () => {
    const births = Object.values(Object.groupBy(demo.patients, ({ birth_date }) => String(birth_date)))
    const together = births.map((born) =>
      (born ?? []).map(({ id }) => officialNames(id).find(({ script }) => script === 'latn')?.text ?? ''),
    )
    expect(together.some((names) => names.includes('Reem Khalid Alotaibi') && names.includes('Rana Khalid Alotaibi'))).toBe(true)
    const arabic = demo.names.filter(({ script, text }) => script === 'ar' && text === 'محمد سعد عبدالله الغامدي')
    expect(arabic).toHaveLength(2)
  })

  test('include four children on their mother’s phone: one account, five patients', () => {
    const phones = Object.values(Object.groupBy(demo.contacts, ({ value }) => value))
    expect(phones.some((points) => points?.filter(({ whose }) => whose === 'mother').length === 4 && points.length === 5)).toBe(true)
  })

  test('include people born on 1 Rajab, kept as it was told', () => {
    const rajab = demo.patients.filter(({ birth_entered }) => birth_entered?.endsWith('-07-01') && birth_entered.startsWith('1'))
    const told = rajab.filter(({ birth_calendar }) => birth_calendar === 'umalqura')
    expect(told.length).toBeGreaterThanOrEqual(8)
    for (const { birth_date } of told) {
      const hijri = birth_date?.withCalendar('islamic-umalqura')
      expect([hijri?.month, hijri?.day]).toEqual([7, 1])
    }
  })

  test('include births known by the month, the year or the age, and not at all', () => {
    expect(new Set(demo.patients.map(({ birth_precision }) => birth_precision))).toEqual(new Set(['day', 'month', 'year', 'age', null]))
  })

  test('include people without identity number, without phone, without e-mail, and without any of them', () => {
    const without = (rows: { patient_id: string }[]) => demo.patients.filter(({ id }) => !rows.some((row) => row.patient_id === id))
    const phones = demo.contacts.filter(({ contact_system }) => contact_system === 'phone')
    expect(without(demo.identifiers).length).toBeGreaterThanOrEqual(5)
    expect(without(phones).length).toBeGreaterThanOrEqual(5)
    const nothing = without(demo.identifiers).filter(({ id }) => !demo.contacts.some((point) => point.patient_id === id))
    expect(nothing.length).toBeGreaterThanOrEqual(1)
  })

  test('have numbers that a strict desk would accept', () => {
    for (const { type, value, patient_id } of demo.identifiers) {
      if (type === 'national-id' || type === 'iqama') expect(saudiIdFault(value, type)).toBeNull()
      if (type !== 'eg-national-id') continue
      const patient = demo.patients.find(({ id }) => id === patient_id)
      expect([egyptianIdFault(value), passesEgyptianChecksum(value)]).toEqual([null, true])
      expect(egyptianIdBirth(value)?.toString()).toBe(patient?.birth_date?.toString())
      expect(egyptianIdSex(value)).toBe(patient?.sex)
    }
  })

  test('are reached by nobody’s real mailbox', () => {
    for (const { contact_system, value } of demo.contacts) if (contact_system === 'email') expect(value).toMatch(/@patients\.example$/)
  })
})

describe('its appointments', () => {
  test('are consistent with the cells, in both directions', () => {
    expect(faults).toEqual([])
  })

  test('lie within the hours of the role and outside of closures', () => {
    for (const visit of demo.appointments) {
      const role = demo.roles.find(({ id }) => id === visit.practitioner_role_id)
      const zone = demo.locations.find(({ id }) => id === role?.location_id)?.zone ?? ''
      const hours = demo.workingHours.filter((row) => row.practitioner_role_id === role?.id)
      const closures = demo.closures.filter(
        ({ staff_id, location_id, department_id }) =>
          [null, role?.staff_id].includes(staff_id) &&
          [null, role?.location_id].includes(location_id) &&
          [null, role?.department_id].includes(department_id),
      )
      const open = without(intervalsOn(hours, visit.clinic_day, zone), closures)
      const inside = open.some(
        ({ starts, ends }) =>
          Temporal.Instant.compare(starts.toInstant(), visit.starts_at) <= 0 &&
          Temporal.Instant.compare(visit.ends_at, ends.toInstant()) <= 0,
      )
      expect(inside, `${visit.number} ${visit.starts_at}`).toBe(true)
    }
  })

  test('never bring one patient twice a day, nor one doctor two patients at once', () => {
    const days = demo.appointments.map(({ patient_id, clinic_day }) => `${patient_id} ${clinic_day}`)
    expect(new Set(days).size).toBe(days.length)
    const held = demo.appointments.filter(({ status }) => status !== 'cancelled' && status !== 'noshow')
    for (const visits of Object.values(Object.groupBy(held, ({ doctor_id }) => doctor_id))) {
      const inOrder = (visits ?? []).toSorted((a, b) => Temporal.Instant.compare(a.blocked_from, b.blocked_from))
      inOrder.forEach((visit, place) => {
        const before = inOrder[place - 1]
        if (before) expect(Temporal.Instant.compare(before.blocked_until, visit.blocked_from)).toBeLessThanOrEqual(0)
      })
    }
  })

  test('cost and last what the doctor’s role says', () => {
    for (const visit of demo.appointments) {
      const offer = demo.offered.find(
        (row) => row.practitioner_role_id === visit.practitioner_role_id && row.visit_type_id === visit.visit_type_id,
      )
      expect([visit.price_minor, visit.starts_at.until(visit.ends_at).total('minutes')]).toEqual([
        offer?.price_minor,
        offer?.duration_minutes,
      ])
    }
  })

  test('children come to the children’s doctor, and women to the women’s', () => {
    for (const visit of demo.appointments) {
      const department = demo.departments.find(({ id }) => id === visit.department_id)?.name.en
      const patient = demo.patients.find(({ id }) => id === visit.patient_id)
      if (department === 'Women’s health') expect(patient?.sex).toBe('female')
      if (department === 'Paediatrics' && patient?.birth_date)
        expect(patient.birth_date.until(today, { largestUnit: 'years' }).years).toBeLessThan(15)
    }
  })

  test('are past, of today and ahead, in every state that a day book shows', () => {
    const statuses = (day: -1 | 1) =>
      new Set(
        demo.appointments
          .filter((visit) => Temporal.PlainDate.compare(visit.clinic_day, today) === day && !isLastNight(visit))
          .map(({ status }) => status),
      )
    // Past midnight the clinic day before goes on for a while.
    const isLastNight = (visit: (typeof demo.appointments)[number]) =>
      Temporal.PlainDate.compare(visit.clinic_day, today) < 0 && Temporal.Instant.compare(visit.ends_at, now) > 0
    expect(statuses(-1)).toEqual(new Set(['fulfilled', 'noshow', 'cancelled']))
    expect(statuses(1)).toEqual(new Set(['booked', 'cancelled']))
    expect(ofToday('SA').length).toBeGreaterThanOrEqual(40)
    expect(ofToday('SA').length).toBeLessThanOrEqual(85)
  })

  test('everybody with an account has been here and will be again', () => {
    const selves = demo.access.filter(({ relation }) => relation === 'self').map(({ patient_id }) => patient_id)
    for (const patient of selves) {
      const visits = demo.appointments.filter(({ patient_id }) => patient_id === patient)
      expect(visits.some(({ starts_at }) => Temporal.Instant.compare(starts_at, now) < 0)).toBe(true)
      expect(visits.some(({ starts_at }) => Temporal.Instant.compare(starts_at, now) > 0)).toBe(true)
    }
  })
})

describe('seeding', () => {
  test('a second time does nothing and says so', async () => {
    expect(await seedClinic(db)).toMatchObject({ ok: true, patients: demo.patients.length })
    const before = await contentsOf(db)
    expect(await seedClinic(db)).toEqual({ ok: false, reason: 'not-empty' })
    expect(await contentsOf(db)).toEqual(before)
  })

  test('leaves alone a clinic that somebody has begun', async () => {
    await theSettings(db)
    statements.length = 0
    expect(await seedClinic(db)).toEqual({ ok: false, reason: 'not-empty' })
    expect(statements).toHaveLength(1)
  })

  test('at one moment gives one clinic, byte for byte', async () => {
    await seedClinic(db, { now })
    expect(await contentsOf(db)).toEqual(demo)
  })

  test('from two starts at once happens once', async () => {
    const answers = await Promise.all([seedClinic(db, { now }), seedClinic(db, { now })])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toEqual({ ok: false, reason: 'not-empty' })
    expect(await contentsOf(db)).toEqual(demo)
  })

  test('tells what it does as it goes', async () => {
    const steps: string[] = []
    await seedClinic(db, { progress: (step) => steps.push(step) })
    expect(steps).toEqual(['clinic and staff', '200 patients', 'appointments'])
  })
})

type Visit = Row<'appointments'>
const rolesOf = (staff: string) => demo.roles.filter(({ staff_id }) => staff_id === staff)
const officialNames = (patient: string) =>
  demo.names.filter(({ patient_id, usage_kind }) => patient_id === patient && usage_kind === 'official')
const usualHours = (role: string) =>
  demo.workingHours
    .filter(({ practitioner_role_id, precedence }) => practitioner_role_id === role && precedence === 0)
    .map(({ starts, ends }) => [starts, ends].map((time) => time.toString({ smallestUnit: 'minute' })).join('-'))
function ofToday(country: string): Visit[] {
  const location = demo.locations.find((one) => one.country === country)?.id
  return demo.appointments.filter((visit) => visit.location_id === location && visit.clinic_day.equals(today))
}

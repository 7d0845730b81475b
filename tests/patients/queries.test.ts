import { describe, expect, test } from 'vitest'
import type { Actor } from '../../src/audit/actor.ts'
import { type Id, newId } from '../../src/database/ids.ts'
import type { AppointmentStatus, StaffRole } from '../../src/database/tables.ts'
import { cardsOf } from '../../src/patients/cards.ts'
import { staffPatientOf } from '../../src/patients/queries.ts'
import { anAppointment } from '../support/appointments.ts'
import { testDatabase } from '../support/database.ts'
import { aContactPoint, aDoctor, aGuardian, aName, anAccess, aPatient, aSignedInPatient, aStaffMember, aUser } from '../support/people.ts'
import { aDepartment, aLocation, aVisitType } from '../support/places.ts'

const statements: string[] = []
const { db, owner } = testDatabase({ onStatement: (text) => statements.push(text) })
const now = Temporal.Now.instant()
const today = Temporal.Now.plainDateISO('Asia/Riyadh')

describe('a patient’s card', () => {
  test('tells names, birth, sex, record number, payer and languages', async () => {
    const patient = await aPatient(owner, {
      language: 'ar',
      payer: 'insurance',
      doctor_sex_preference: 'female',
      record_number: 'R-003377',
    })
    expect(await cardOf(patient.id)).toMatchObject({
      recordNumber: 'R-003377',
      names: { ar: 'نورة سعد القحطاني', latn: 'Noura Saad Alqahtani' },
      birth: { precision: 'day', calendar: 'gregorian' },
      sex: 'female',
      payer: 'insurance',
      language: 'ar',
      doctorSexPreference: 'female',
      deceased: false,
      archived: false,
      phone: null,
      email: null,
      childOf: null,
      contacts: [],
    })
  })

  test('of somebody with nothing but a record number', async () => {
    const patient = await aPatient(owner, {
      name: '',
      nameAr: '',
      birth_date: null,
      birth_precision: null,
      birth_calendar: null,
      sex: 'unknown',
    })
    expect(await cardOf(patient.id)).toMatchObject({ names: { ar: null, latn: null }, birth: null, sex: 'unknown', phone: null })
  })

  test('shows one’s own phone before somebody else’s', async () => {
    const patient = await aPatient(owner, { phone: '+966500000001', whose: 'spouse' })
    expect((await cardOf(patient.id))?.phone).toEqual({ value: '+966500000001', whose: 'spouse' })
    await aContactPoint(owner, patient, { value: '+966500000002' })
    await aContactPoint(owner, patient, { contact_system: 'email', value: 'noura@example.com' })
    const card = await cardOf(patient.id)
    expect(card?.phone).toEqual({ value: '+966500000002', whose: 'self' })
    expect(card?.email?.value).toBe('noura@example.com')
    expect(card?.contacts).toHaveLength(3)
  })

  test('beside a child on its mother’s phone stands whose child it is; with two parents nothing is told twice', async () => {
    const [mother, father] = [
      await aUser(owner, { name: { en: 'Fatimah', ar: 'فاطمة' } }),
      await aUser(owner, { name: { en: 'Saeed', ar: 'سعيد' } }),
    ]
    const child = await aPatient(owner, { phone: '+966500012345', whose: 'mother' })
    await anAccess(owner, mother, child, { relation: 'parent' })
    await anAccess(owner, father, child, { relation: 'parent' })
    const card = await cardOf(child.id)
    expect(card?.childOf).toEqual({ en: 'Fatimah', ar: 'فاطمة' })
    expect(card?.contacts).toHaveLength(1)
  })

  test('a guardian whom the desk has written down is named in both scripts, and needs no account', async () => {
    const mother = await aPatient(owner, { name: 'Fatimah Ali Alzahrani', nameAr: 'فاطمة علي الزهراني' })
    const child = await aPatient(owner, { phone: '+966500012345', whose: 'mother' })
    const nephew = await aPatient(owner, { phone: '+966500012345', whose: 'guardian' })
    const son = await aPatient(owner, { phone: '+966500012399' })
    await aGuardian(owner, child, mother)
    await aGuardian(owner, nephew, 'Saeed')
    await aGuardian(owner, son, mother)
    const cards = await cardsOf(db, [child.id, nephew.id, son.id])
    expect([child, nephew, son].map(({ id }) => cards.get(id)?.childOf)).toEqual([
      { en: 'Fatimah Ali Alzahrani', ar: 'فاطمة علي الزهراني' },
      { en: 'Saeed', ar: 'Saeed' },
      null,
    ])
  })

  test('names no parent whose right has ended, nor where the phone is the patient’s own or a husband’s', async () => {
    const parent = await aUser(owner)
    const ended = await aPatient(owner, { phone: '+966500012345', whose: 'mother' })
    await anAccess(owner, parent, ended, { relation: 'parent', valid_until: now.subtract({ hours: 1 }) })
    const grown = await aPatient(owner, { phone: '+966500012346' })
    await anAccess(owner, parent, grown, { relation: 'parent' })
    const wife = await aPatient(owner, { phone: '+966500012347', whose: 'spouse' })
    await anAccess(owner, parent, wife, { relation: 'spouse' })
    const cards = await cardsOf(db, [ended.id, grown.id, wife.id])
    expect([...cards.values()].map((card) => card.childOf)).toEqual([null, null, null])
  })

  test('of many takes two statements, of nobody none', async () => {
    const ids = [(await aPatient(owner)).id, (await aPatient(owner)).id, newId<'patient'>()]
    statements.length = 0
    expect((await cardsOf(db, ids)).size).toBe(2)
    expect(statements).toHaveLength(2)
    expect(await cardsOf(db, [])).toEqual(new Map())
    expect(statements).toHaveLength(2)
  })

  test('shows the official name even where a former and a preferred one are kept', async () => {
    const patient = await aPatient(owner, { nameAr: '' })
    await aName(owner, patient, { text: 'Noura Formerly', usage_kind: 'previous' })
    await aName(owner, patient, { text: 'Nouri', usage_kind: 'preferred' })
    expect((await cardOf(patient.id))?.names).toEqual({ ar: null, latn: 'Noura Saad Alqahtani' })
  })
})

describe('a patient at the desk', () => {
  test.each(['receptionist', 'admin', 'nurse'] as const)('the %s sees everybody, identifiers and contacts included', async (role) => {
    const patient = await aPatient(owner, { phone: '+966500000001' })
    await owner
      .insertInto('identifiers')
      .values({
        id: newId<'identifier'>(),
        patient_id: patient.id,
        type: 'iqama',
        country: 'SA',
        value: '2000000006',
        verified_at: null,
        override_reason: null,
      })
      .execute()
    const { actor } = await aStaffMember(owner, role, { department: await aDepartment(owner) })
    const found = await staffPatientOf(db, actor, patient.id)
    expect(found).toMatchObject({
      id: patient.id,
      contacts: [{ value: '+966500000001' }],
      identifiers: [{ type: 'iqama', value: '2000000006' }],
    })
  })

  test('an id that nobody has is not found', async () => {
    const { actor } = await aStaffMember(owner, 'receptionist')
    expect(await staffPatientOf(db, actor, newId<'patient'>())).toBeNull()
  })

  test('nobody sees one from the patients’ site, not even themselves', async () => {
    const { patient, actor } = await aSignedInPatient(owner)
    expect(await staffPatientOf(db, actor, patient.id)).toBeNull()
  })

  test('takes at most four statements', async () => {
    const { patient, doctor } = await aVisit()
    statements.length = 0
    expect(await staffPatientOf(db, doctor.actor, patient.id)).not.toBeNull()
    expect(statements.length).toBeLessThanOrEqual(4)
  })
})

describe('the scope of clinical roles', () => {
  const clinical = ['doctor', 'pharmacist', 'lab-technician'] satisfies StaffRole[]

  test.each(clinical)('a %s sees patients with a visit in a department of theirs, and nobody else', async (role) => {
    const { patient, doctor } = await aVisit()
    const inside = await aStaffMember(owner, role, { department: doctor.department })
    const outside = await aStaffMember(owner, role, { department: await aDepartment(owner) })
    const everywhere = await aStaffMember(owner, role)
    expect(await sees(inside.actor, patient.id)).toBe(true)
    expect(await sees(outside.actor, patient.id)).toBe(false)
    expect(await sees(everywhere.actor, patient.id)).toBe(true)
    expect(await sees(everywhere.actor, (await aPatient(owner)).id)).toBe(false)
  })

  test.each([
    ['ahead', { days: 200 }, true],
    ['today', { days: 0 }, true],
    ['eleven months ago', { months: -11 }, true],
    ['thirteen months ago', { months: -13 }, false],
  ] as const)('a visit %s', async (_, when, seen) => {
    const { patient, doctor } = await aVisit({ day: today.add(when) })
    expect(await sees(doctor.actor, patient.id)).toBe(seen)
  })

  test.each([
    ['booked', true],
    ['arrived', true],
    ['in-consultation', true],
    ['fulfilled', true],
    ['noshow', true],
    ['cancelled', false],
    ['offered', false],
    ['entered-in-error', false],
  ] as const)('a visit that is %s', async (status, seen) => {
    const { patient, doctor } = await aVisit({ status })
    expect(await sees(doctor.actor, patient.id)).toBe(seen)
  })

  test('somebody whose roles are all over sees nobody', async () => {
    const { patient, doctor } = await aVisit()
    expect(await sees({ ...doctor.actor, departments: [] }, patient.id)).toBe(false)
    expect(await sees({ ...doctor.actor, roles: [] }, patient.id)).toBe(false)
  })
})

const cardOf = async (id: Id<'patient'>) => (await cardsOf(db, [id])).get(id)
const sees = async (actor: Actor, patient: Id<'patient'>) => (await staffPatientOf(db, actor, patient)) !== null

async function aVisit({ day = today, status = 'booked' }: { day?: Temporal.PlainDate; status?: AppointmentStatus } = {}) {
  const doctor = await aDoctor(owner, {
    department: await aDepartment(owner),
    location: await aLocation(owner),
    visits: [{ type: await aVisitType(owner) }],
  })
  const patient = await aPatient(owner)
  await anAppointment(owner, doctor, patient, { clinic_day: day, status })
  return { patient, doctor }
}

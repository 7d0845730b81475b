import { describe, expect, test } from 'vitest'
import type { Actor } from '../../src/audit/actor.ts'
import { findPatients } from '../../src/patients/search/find.ts'
import { refreshTokens } from '../../src/patients/search/refresh-tokens.ts'
import { anAppointment } from '../support/appointments.ts'
import { testDatabase } from '../support/database.ts'
import { aDoctor, aName, anAccess, anIdentifier, aPatient, aStaffMember, aUser } from '../support/people.ts'
import { aDepartment, aLocation, aVisitType } from '../support/places.ts'

const statements: string[] = []
const { db, owner } = testDatabase({ onStatement: (text) => statements.push(text) })
const today = Temporal.Now.plainDateISO('Asia/Riyadh')
const finding = { limit: 10, country: 'SA', today }

async function aFoundPatient(given: Parameters<typeof aPatient>[1], identifier?: string) {
  const patient = await aPatient(owner, given)
  if (identifier) await anIdentifier(owner, patient, { value: identifier })
  await owner.transaction().execute((tx) => refreshTokens(tx, patient.id))
  return patient
}

const found = async (actor: Actor, words: string) => (await findPatients(db, actor, words, finding)).hits.map((hit) => hit.names.latn)

describe('who is found', () => {
  test('comes with what tells two of one name apart, by one statement', async () => {
    const { actor } = await aStaffMember(owner, 'receptionist')
    const child = await aFoundPatient({ phone: '+966501234567', whose: 'mother', record_number: 'R-003377' }, '1000000008')
    const mother = await aUser(owner, { name: { en: 'Fatimah', ar: 'فاطمة' } })
    await anAccess(owner, mother, child, { relation: 'parent' })
    statements.length = 0
    const { hits } = await findPatients(db, actor, '4567', finding)
    expect(statements).toHaveLength(1)
    expect(hits).toMatchObject([
      {
        id: child.id,
        recordNumber: 'R-003377',
        names: { ar: 'نورة سعد القحطاني', latn: 'Noura Saad Alqahtani' },
        birth: { precision: 'day' },
        sex: 'female',
        phone: { value: '+966501234567', whose: 'mother' },
        identifier: { type: 'national-id', value: '1000000008' },
        childOf: { en: 'Fatimah', ar: 'فاطمة' },
        visit: null,
      },
    ])
  })

  test('has a visit today: comes first, with what can be done', async () => {
    const { actor } = await aStaffMember(owner, 'receptionist')
    await aFoundPatient({ name: 'Mohamed Saad', nameAr: '' })
    const expected = await aFoundPatient({ name: 'Mohammed Saad', nameAr: '' })
    const location = await aLocation(owner)
    const doctor = await aDoctor(owner, { location })
    const visit = await anAppointment(owner, doctor, expected, { clinic_day: today })
    const { hits } = await findPatients(db, actor, 'mohamed', finding)
    expect(hits.map((hit) => hit.names.latn)).toEqual(['Mohammed Saad', 'Mohamed Saad'])
    expect(hits[0]?.visit).toMatchObject({ id: visit.id, status: 'booked', zone: location.zone })
  })

  test('is awaited too who comes right after midnight, while the clinic day still lasts', async () => {
    const { actor } = await aStaffMember(owner, 'receptionist')
    const doctor = await aDoctor(owner, { location: await aLocation(owner) })
    const [soon, late] = [
      await aFoundPatient({ name: 'Mohamed Saad', nameAr: '' }),
      await aFoundPatient({ name: 'Mohamed Saad', nameAr: '' }),
    ]
    const now = Temporal.Now.instant()
    const next = { clinic_day: today.add({ days: 1 }) }
    const visit = await anAppointment(owner, doctor, soon, {
      ...next,
      starts_at: now.add({ minutes: 20 }),
      ends_at: now.add({ minutes: 40 }),
    })
    await anAppointment(owner, doctor, late, { ...next, starts_at: now.add({ hours: 5 }), ends_at: now.add({ hours: 6 }) })
    const { hits } = await findPatients(db, actor, 'mohamed', finding)
    expect(hits.map((hit) => hit.visit?.id)).toEqual([visit.id, undefined])
  })

  test('is not archived, and nobody is found by signs or one letter', async () => {
    const { actor } = await aStaffMember(owner, 'receptionist')
    await aFoundPatient({ archived_at: Temporal.Now.instant() })
    expect(await found(actor, 'noura')).toEqual([])
    expect(await findPatients(db, actor, '%', finding)).toEqual({ hits: [], more: false, empty: true })
    expect(await findPatients(db, actor, 'n', finding)).toMatchObject({ empty: true })
  })

  test('is counted no further than asked', async () => {
    const { actor } = await aStaffMember(owner, 'receptionist')
    for (let n = 0; n < 5; n++) await aFoundPatient({})
    const answer = await findPatients(db, actor, 'noura', { ...finding, limit: 3 })
    expect([answer.hits.length, answer.more]).toEqual([3, true])
    expect((await findPatients(db, actor, 'noura', { ...finding, limit: 5 })).more).toBe(false)
  })
})

describe('doctors, pharmacists and lab technicians', () => {
  test.each(['doctor', 'pharmacist', 'lab-technician'] as const)('a %s finds patients of their departments only', async (role) => {
    const [mine, other] = [await aDepartment(owner), await aDepartment(owner)]
    const place = { location: await aLocation(owner), visits: [{ type: await aVisitType(owner) }] }
    const [here, there] = [await aDoctor(owner, { ...place, department: mine }), await aDoctor(owner, { ...place, department: other })]
    const { actor } = await aStaffMember(owner, role, { department: mine })
    const names = ['Noura Mine', 'Noura Elsewhere', 'Noura Cancelled', 'Noura Longago']
    const [a, b, c, d] = await Promise.all(names.map((name) => aFoundPatient({ name, nameAr: '' })))
    if (!a || !b || !c || !d) throw new Error('four')
    await anAppointment(owner, here, a, { clinic_day: today.subtract({ months: 11 }) })
    await anAppointment(owner, there, b, { clinic_day: today })
    await anAppointment(owner, here, c, { clinic_day: today, status: 'cancelled' })
    await anAppointment(owner, here, d, { clinic_day: today.subtract({ months: 13 }) })
    expect(await found(actor, 'noura')).toEqual(['Noura Mine'])
    expect(await found({ ...actor, departments: [] }, 'noura')).toEqual([])
  })

  test('nobody on the patients’ site searches', async () => {
    await aFoundPatient({})
    const { actor } = await aStaffMember(owner, 'receptionist')
    expect(await found({ ...actor, site: 'patient', roles: [] }, 'noura')).toEqual([])
  })
})

describe('whatever is typed', () => {
  const hostile: Record<string, string> = {
    'a condition': "' OR 1=1 --",
    percents: '%%%%',
    underscores: '____',
    backslashes: '\\\\\\',
    'a statement': '"; DROP TABLE patients; --',
    'ten thousand letters': 'a'.repeat(10_000),
    'ten thousand Arabic words': 'محمد '.repeat(10_000),
    'ten thousand digits': '1'.repeat(10_000),
    'many dates': '1/1/1999 '.repeat(500),
    emoji: '😀😀😀',
    'control characters': '\u0000\u0001\u0007\u001b[31m',
    'half a character': '\ud800 zzz',
    'marks of direction': '\u202e\u2066ereh\u2069',
    'a script': '<script>alert(1)</script>',
    templates: '{{7*7}} <%= 7 %>',
    brackets: '('.repeat(90),
    'many e-mails': 'a@'.repeat(300),
    'Arabic percents': '٪٪٪',
    pluses: '+'.repeat(90),
    hyphens: '-'.repeat(90),
    noughts: '0'.repeat(90),
  }
  test.each(Object.keys(hostile))('%s are answered, and change nothing', async (what) => {
    const { actor } = await aStaffMember(owner, 'receptionist')
    await aFoundPatient({})
    const began = await counts()
    const answer = await findPatients(db, actor, hostile[what] ?? '', finding)
    expect(answer.hits).toEqual([])
    expect(await counts()).toEqual(began)
  })

  const counts = async () => [
    (await db.selectFrom('patients').select('id').execute()).length,
    (await db.selectFrom('search_tokens').select('token').execute()).length,
  ]

  test('a percent sign or an underscore stands for itself', async () => {
    const { actor } = await aStaffMember(owner, 'receptionist')
    await aFoundPatient({ name: 'A', nameAr: '', email: 'under_score@x.example' })
    await aFoundPatient({ name: 'B', nameAr: '', email: 'underxscore@x.example' })
    expect(await found(actor, 'under_score@')).toEqual(['A'])
  })
})

test('what a patient was found by goes with the change', async () => {
  const { actor } = await aStaffMember(owner, 'receptionist')
  const patient = await aFoundPatient({ name: 'Noura Saad', nameAr: '' })
  await owner.updateTable('patient_names').set({ text: 'Huda Saad' }).where('patient_id', '=', patient.id).execute()
  await owner.transaction().execute((tx) => refreshTokens(tx, patient.id))
  expect(await found(actor, 'noura')).toEqual([])
  expect(await found(actor, 'huda')).toEqual(['Huda Saad'])
  await aName(owner, patient, { text: 'Noura Saad', usage_kind: 'previous' })
  await owner.transaction().execute((tx) => refreshTokens(tx, patient.id))
  expect(await found(actor, 'noura')).toEqual(['Huda Saad'])
})

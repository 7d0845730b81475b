import { describe, expect, test } from 'vitest'
import { newId } from '../../src/database/ids.ts'
import { directoryOf } from '../../src/staff/directory.ts'
import { weekFrom, workingHoursOf } from '../../src/staff/hours.ts'
import { doctorOf, doctorsOf } from '../../src/staff/queries.ts'
import { testDatabase } from '../support/database.ts'
import { sundayToThursday } from '../support/hours.ts'
import { aDoctor, aDoctorsRole, aRole, aStaffMember } from '../support/people.ts'
import { aCairoLocation, aDepartment, aFollowUp, aLocation, aVisitType } from '../support/places.ts'

const statements: string[] = []
const { db, owner } = testDatabase({ onStatement: (text) => statements.push(text) })
const today = Temporal.Now.plainDateISO('UTC')
const gone = Temporal.Instant.from('2026-01-01T00:00:00Z')

describe('doctors', () => {
  test('are told with place, grade, languages, and each visit’s length and price', async () => {
    const [riyadh, skin] = [await aLocation(owner), await aDepartment(owner)]
    const [newVisit, followUp] = [await aVisitType(owner), await aFollowUp(owner)]
    const visits = [
      { type: followUp, minutes: 10, priceMinor: 8_000 },
      { type: newVisit, minutes: 20, before: 5, after: 10, priceMinor: 25_000 },
    ]
    const sara = await aDoctor(owner, { location: riyadh, department: skin, languages: ['ar', 'fr'], visits })
    const doctor = await doctorOf(db, sara.staff.id)
    expect(doctor).toMatchObject({
      name: { en: 'Sara Alqahtani' },
      sex: 'female',
      grade: 'consultant',
      languages: ['ar', 'fr'],
      licence: null,
    })
    expect(doctor?.roles).toMatchObject([
      {
        id: sara.practitionerRole.id,
        department: { id: skin.id, name: { en: 'Dermatology' } },
        location: { id: riyadh.id, zone: 'Asia/Riyadh', currency: 'SAR' },
        visits: [
          { type: newVisit.id, minutes: 20, bufferBefore: 5, bufferAfter: 10, priceMinor: 25_000, firstVisit: true },
          { type: followUp.id, minutes: 10, bufferBefore: 0, bufferAfter: 0, priceMinor: 8_000, firstVisit: false },
        ],
      },
    ])
  })

  test('stand in the clinic’s order, each once, with all of their roles', async () => {
    const [family, internal] = [await aDepartment(owner, { position: 0 }), await aDepartment(owner, { position: 1 })]
    const second = await aDoctor(owner, { position: 2, department: internal })
    const first = await aDoctor(owner, { position: 1, department: internal })
    await aDoctorsRole(owner, first.staff, { department: family, location: first.location })
    const doctors = await doctorsOf(db)
    expect(doctors.map(({ id, roles }) => [id, roles.map(({ department }) => department.id)])).toEqual([
      [first.staff.id, [family.id, internal.id]],
      [second.staff.id, [internal.id]],
    ])
  })

  test('are found by department, location and sex, and by all of them together', async () => {
    const [skin, eyes, riyadh, cairo] = [
      await aDepartment(owner),
      await aDepartment(owner),
      await aLocation(owner),
      await aCairoLocation(owner),
    ]
    const sara = await aDoctor(owner, { department: skin, location: riyadh, position: 1 })
    const faisal = await aDoctor(owner, { department: skin, location: cairo, sex: 'male', position: 2 })
    const abeer = await aDoctor(owner, { department: eyes, location: riyadh, position: 3 })
    const found = async (filter: Parameters<typeof doctorsOf>[1]) => (await doctorsOf(db, filter)).map(({ id }) => id)
    expect(await found({ department: skin.id })).toEqual([sara.staff.id, faisal.staff.id])
    expect(await found({ location: riyadh.id })).toEqual([sara.staff.id, abeer.staff.id])
    expect(await found({ sex: 'male' })).toEqual([faisal.staff.id])
    expect(await found({ sex: 'female', department: skin.id, location: riyadh.id })).toEqual([sara.staff.id])
    expect(await found({ sex: 'male', department: eyes.id })).toEqual([])
    expect(await found({ department: newId<'department'>() })).toEqual([])
  })

  test('those who left, work elsewhere now, or are no doctors are not among them', async () => {
    await aDoctor(owner, { archived_at: gone })
    await aDoctor(owner, { valid_until: today.subtract({ days: 2 }) })
    await aDoctor(owner, { department: await aDepartment(owner, { archived_at: gone }) })
    await aDoctor(owner, { location: await aLocation(owner, { archived_at: gone }) })
    const nurse = await aStaffMember(owner, 'nurse', { department: await aDepartment(owner), location: await aLocation(owner) })
    expect(await doctorsOf(db)).toEqual([])
    expect(await doctorOf(db, nurse.staff.id)).toBeNull()
    expect(await doctorOf(db, newId<'staff'>())).toBeNull()
  })

  test('a role that ends today still counts, and so does one that begins next month', async () => {
    const ending = await aDoctor(owner, { position: 1, valid_until: today })
    const coming = await aDoctor(owner, { position: 2, valid_from: today.add({ months: 1 }) })
    expect((await doctorsOf(db)).map(({ id }) => id)).toEqual([ending.staff.id, coming.staff.id])
  })

  test('in public are those with hours now or later, in the roles that have some', async () => {
    const invited = await aDoctor(owner, { position: 1, hours: [] })
    const former = await aDoctor(owner, { position: 2, hours: [{ time: '09:00-13:00', until: today.subtract({ days: 2 }) }] })
    const later = await aDoctor(owner, { position: 3, hours: [{ time: '09:00-13:00', from: today.add({ months: 2 }) }] })
    const elsewhere = { department: await aDepartment(owner), location: await aLocation(owner), hours: [] }
    await aDoctorsRole(owner, later.staff, elsewhere)
    const shown = await doctorsOf(db, { withHours: true })
    expect(shown.map(({ id, roles }) => [id, roles.length])).toEqual([[later.staff.id, 1]])
    expect(await doctorsOf(db)).toHaveLength(3)
    expect([await doctorOf(db, invited.staff.id), await doctorOf(db, former.staff.id)]).toEqual([null, null])
    expect(await doctorOf(db, later.staff.id)).toMatchObject({ id: later.staff.id })
  })

  test('a visit type that was archived is offered by nobody', async () => {
    const type = await aVisitType(owner, { archived_at: gone })
    const doctor = await aDoctor(owner, { visits: [{ type }] })
    expect((await doctorOf(db, doctor.staff.id))?.roles).toMatchObject([{ visits: [] }])
  })

  test('take one statement, however many they are', async () => {
    for (const position of [1, 2, 3]) await aDoctor(owner, { position })
    statements.length = 0
    await doctorsOf(db)
    expect(statements).toHaveLength(1)
  })
})

describe('working hours', () => {
  test('a week is shown as it really is, Ramadan nights included', async () => {
    const doctor = await aDoctor(owner, {
      hours: [
        { time: '08:00-12:00', days: sundayToThursday },
        { time: '21:00-02:00', days: [2], from: '2027-02-08', until: '2027-03-08', precedence: 1 },
      ],
    })
    const role = doctor.practitionerRole.id
    const rows = (await workingHoursOf(db, [role])).get(role) ?? []
    const days = (first: string) => weekFrom(rows, Temporal.PlainDate.from(first), 'Asia/Riyadh').map(({ intervals }) => intervals.length)
    expect(days('2026-11-22')).toEqual([1, 1, 1, 1, 1, 0, 0])
    expect(days('2027-02-07')).toEqual([1, 0, 1, 0, 0, 0, 0])
  })

  test('nobody’s hours are asked for without a statement', async () => {
    statements.length = 0
    expect(await workingHoursOf(db, [])).toEqual(new Map())
    expect(statements).toEqual([])
  })
})

describe('the directory', () => {
  test('lists each department with its people and their hours, and those who work in all of them', async () => {
    const [skin, eyes] = [await aDepartment(owner, { position: 1 }), await aDepartment(owner, { position: 2 })]
    const location = await aLocation(owner)
    const sara = await aDoctor(owner, { department: skin, location, position: 1 })
    const nurse = await aStaffMember(owner, 'nurse', { department: skin, location, position: 2 })
    const reception = await aStaffMember(owner, 'receptionist', { position: 3 })
    statements.length = 0
    const directory = await directoryOf(db, today)
    expect(statements).toHaveLength(3)
    expect(directory.map(({ department, people }) => [department?.id ?? null, people.map(({ staff, role }) => [staff, role])])).toEqual([
      [
        skin.id,
        [
          [sara.staff.id, 'doctor'],
          [nurse.staff.id, 'nurse'],
        ],
      ],
      [eyes.id, []],
      [null, [[reception.staff.id, 'receptionist']]],
    ])
    expect(directory[0]?.people[0]).toMatchObject({ location: { id: location.id, zone: 'Asia/Riyadh' }, hours: { length: 7 } })
    expect(directory[2]?.people[0]).toMatchObject({ location: null, hours: [] })
  })

  test('somebody who works in two departments stands in both', async () => {
    const [family, internal] = [await aDepartment(owner, { position: 1 }), await aDepartment(owner, { position: 2 })]
    const doctor = await aDoctor(owner, { department: family })
    await aDoctorsRole(owner, doctor.staff, { department: internal, location: doctor.location })
    const people = (await directoryOf(db, today)).map((entry) => entry.people.map(({ staff }) => staff))
    expect(people).toEqual([[doctor.staff.id], [doctor.staff.id], []])
  })

  test('leaves out who has left, who has not begun, and whose role has ended', async () => {
    await aStaffMember(owner, 'nurse', { archived_at: gone })
    await aStaffMember(owner, 'nurse', { valid_from: today.add({ days: 2 }) })
    const left = await aStaffMember(owner, 'nurse', { valid_until: today.subtract({ days: 2 }) })
    expect(await directoryOf(db, today)).toEqual([{ department: null, people: [] }])
    await aRole(owner, left.staff, 'pharmacist')
    expect(await directoryOf(db, today)).toMatchObject([{ people: [{ staff: left.staff.id, role: 'pharmacist' }] }])
  })
})

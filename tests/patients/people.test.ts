import { describe, expect, test } from 'vitest'
import { bytesOfId, type Id, newId } from '../../src/database/ids.ts'
import { piece } from '../../src/database/piece.ts'
import { lineMaker } from '../../src/patients/lines.ts'
import { peopleOfActor, personOf } from '../../src/patients/people.ts'
import { testDatabase } from '../support/database.ts'
import { aContactPoint, aGuardian, anAccess, aPatient, aSignedInPatient, aStaffMember, aUser, patientActor } from '../support/people.ts'

const statements: string[] = []
const { db, owner } = testDatabase({ onStatement: (text) => statements.push(text) })
const now = Temporal.Now.instant()
const born = (date: string) => Temporal.PlainDate.from(date)

describe('for whom somebody acts', () => {
  test('themselves first, then their family from the oldest on, in one statement', async () => {
    const { patient, user, actor } = await aSignedInPatient(owner, { birth_date: born('1988-05-02') })
    const young = await aPatient(owner, { birth_date: born('2023-11-04') })
    const unknown = await aPatient(owner, { birth_date: null, birth_precision: null })
    const old = await aPatient(owner, { birth_date: born('1950-01-01') })
    for (const child of [young, unknown, old]) await anAccess(owner, user, child, { relation: 'parent' })
    statements.length = 0
    const people = await peopleOfActor(db, actor)
    expect(statements).toHaveLength(1)
    expect(people.map(({ id, relation }) => [id, relation])).toEqual([
      [patient.id, 'self'],
      [old.id, 'parent'],
      [young.id, 'parent'],
      [unknown.id, 'parent'],
    ])
    expect(people[0]?.names).toEqual({ ar: 'نورة سعد القحطاني', latn: 'Noura Saad Alqahtani' })
  })

  test('nobody, where no access was given', async () => {
    expect(await peopleOfActor(db, patientActor(await aUser(owner)))).toEqual([])
  })

  test('not on the staff site: who works here does not act for herself there', async () => {
    const nurse = await aStaffMember(owner, 'nurse')
    const patient = await aPatient(owner)
    await anAccess(owner, nurse.user, patient)
    expect(await peopleOfActor(db, nurse.actor)).toEqual([])
    expect(await personOf(db, nurse.actor, patient.id)).toBeNull()
    expect(await personOf(db, patientActor(nurse.user), patient.id)).toMatchObject({ relation: 'self' })
  })

  test.each([
    ['is not yet valid', { valid_from: now.add({ hours: 1 }) }, null],
    ['has ended', { valid_until: now.subtract({ minutes: 1 }) }, null],
    ['ends later', { valid_until: now.add({ hours: 1 }) }, { mayBook: true }],
    ['lets them see but not book', { may_book: false }, { mayBook: false }],
  ] as const)('an access that %s', async (_, access, found) => {
    const [user, patient] = [await aUser(owner), await aPatient(owner)]
    await anAccess(owner, user, patient, access)
    const person = await personOf(db, patientActor(user), patient.id)
    if (found === null) expect(person).toBeNull()
    else expect(person).toMatchObject({ id: patient.id, ...found })
  })

  test('two grants for one patient add up', async () => {
    const [user, patient] = [await aUser(owner), await aPatient(owner)]
    await anAccess(owner, user, patient, { relation: 'carer', may_book: false })
    await anAccess(owner, user, patient, { relation: 'child' })
    expect(await peopleOfActor(db, patientActor(user))).toMatchObject([{ id: patient.id, mayBook: true }])
  })

  test('for somebody who has died nobody books; an archived record is nobody’s', async () => {
    const user = await aUser(owner)
    const [dead, archived] = [await aPatient(owner, { deceased_at: now }), await aPatient(owner, { archived_at: now })]
    await anAccess(owner, user, dead)
    await anAccess(owner, user, archived)
    expect(await peopleOfActor(db, patientActor(user))).toMatchObject([{ id: dead.id, mayBook: false }])
    expect(await personOf(db, patientActor(user), archived.id)).toBeNull()
  })

  test('another’s patient, and an id that nobody has, are not found', async () => {
    const { actor } = await aSignedInPatient(owner)
    const other = await aSignedInPatient(owner, { phone: '+966500000009' })
    expect(await personOf(db, actor, other.patient.id)).toBeNull()
    expect(await personOf(db, actor, newId<'patient'>())).toBeNull()
  })
})

describe('lines of a list', () => {
  const lineOf = async (patient: Id<'patient'>) => {
    const row = await owner.selectFrom('patients').selectAll().where('id', '=', patient).executeTakeFirstOrThrow()
    return (await lineMaker(db, piece`${bytesOfId(patient)}`))({ ...row, patient_id: patient })
  }

  test('tell patients apart, and whose child somebody without a phone of their own is', async () => {
    const mother = await aUser(owner, { name: { en: 'Fatimah', ar: 'فاطمة' } })
    const child = await aPatient(owner, { phone: '+966500012345', whose: 'mother', record_number: 'R-009001' })
    await anAccess(owner, mother, child, { relation: 'parent' })
    const grown = await aPatient(owner, { phone: '+966500012346', name: '' })
    await anAccess(owner, mother, grown, { relation: 'parent' })
    expect(await lineOf(child.id)).toMatchObject({ recordNumber: 'R-009001', sex: 'female', childOf: { en: 'Fatimah' } })
    expect(await lineOf(grown.id)).toMatchObject({ names: { latn: null }, childOf: null })
    await aContactPoint(owner, child, { value: '+966500012399' })
    expect((await lineOf(child.id)).childOf).toBeNull()
  })

  test('name the guardian whom the desk has written down, who needs no account', async () => {
    const mother = await aPatient(owner, { name: 'Mona Hassan', nameAr: 'منى حسن', phone: '+966500012345' })
    const child = await aPatient(owner, { phone: '+966500012345', whose: 'mother' })
    await aGuardian(owner, child, mother)
    expect((await lineOf(child.id)).childOf).toEqual({ en: 'Mona Hassan', ar: 'منى حسن' })
    expect((await lineOf(mother.id)).childOf).toBeNull()
  })
})

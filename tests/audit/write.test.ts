import { describe, expect, it } from 'vitest'
import { audit } from '../../src/audit/write.ts'
import { newId } from '../../src/database/ids.ts'
import { transact } from '../../src/database/transact.ts'
import { testDatabase } from '../support/database.ts'
import { aStaffMember, aUser, patientActor } from '../support/people.ts'
import { aDepartment } from '../support/places.ts'

const statements: string[] = []
const { db } = testDatabase({ onStatement: (text) => statements.push(text) })
const rows = () => db.selectFrom('audit').selectAll().orderBy('id').execute()

describe('an audit row', () => {
  it('says who, as what, from where, did what to whom, in which request', async () => {
    const department = await aDepartment(db)
    const { actor } = await aStaffMember(db, 'doctor', { department })
    const [patient, appointment] = [newId<'patient'>(), newId<'appointment'>()]
    const subject = { type: 'appointment', id: appointment }
    statements.length = 0
    await audit(db, actor, { action: 'appointment.cancel', subject, patient, reason: 'The doctor is ill' })
    expect(statements, 'one INSERT').toHaveLength(1)
    const [row] = await rows()
    expect(row).toMatchObject({
      user_id: actor.user,
      role: 'doctor',
      department_id: department.id,
      location_id: null,
      action: 'appointment.cancel',
      subject_type: 'appointment',
      subject_id: appointment,
      patient_id: patient,
      patient_ids: null,
      reason: 'The doctor is ill',
      request: 'test',
    })
    expect(Math.abs(row?.at.until(Temporal.Now.instant()).total('minutes') ?? 99)).toBeLessThan(5)
  })

  it('names all whom a list showed, in one row', async () => {
    const { actor } = await aStaffMember(db, 'receptionist')
    const patients = Array.from({ length: 200 }, () => newId<'patient'>())
    await audit(db, actor, { action: 'day-book.see', patients })
    expect(await rows()).toMatchObject([{ action: 'day-book.see', patient_id: null, patient_ids: patients }])
  })

  it('of somebody on the patients’ site is a patient’s, and names no department', async () => {
    await audit(db, patientActor(await aUser(db)), { action: 'appointment.book' })
    expect(await rows()).toMatchObject([{ role: 'patient', department_id: null }])
  })

  it('puts somebody who works in several departments into none of them', async () => {
    const { actor } = await aStaffMember(db, 'nurse')
    await audit(db, { ...actor, departments: [newId(), newId()] }, { action: 'patient.see' })
    expect(await rows()).toMatchObject([{ role: 'nurse', department_id: null }])
  })

  it('can be written where nobody is signed in', async () => {
    await audit(db, null, { action: 'sign-in.fail', requestId: 'r-1' })
    expect(await rows()).toMatchObject([{ user_id: null, role: null, request: 'r-1' }])
  })

  it('goes with its transaction', async () => {
    const { actor } = await aStaffMember(db, 'nurse')
    const action = { receipt: newId<'receipt'>(), name: 'try', user: actor.user, subject: null }
    await transact(db, action, async (tx) => {
      await audit(tx, actor, { action: 'appointment.book' })
      return { ok: false as const, reason: 'taken' }
    })
    expect(await rows()).toEqual([])
  })
})

it('the app can neither change nor remove what was written', async () => {
  await audit(db, null, { action: 'sign-in.fail' })
  await expect(db.updateTable('audit').set({ action: 'nothing' }).execute()).rejects.toThrow('1142')
  await expect(db.deleteFrom('audit').execute()).rejects.toThrow('1142')
  expect(await rows()).toHaveLength(1)
})

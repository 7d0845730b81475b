import { beforeEach, describe, expect, it } from 'vitest'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { audit } from '../../src/audit/write.ts'
import { textsFor } from '../../src/web/texts.ts'
import { aBrowser, type TestBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { wordsOf } from '../support/forms.ts'
import { aDoctor, anAccess, aPatient, aSignedInPatient, aStaffMember, aUser, patientActor } from '../support/people.ts'
import { aDepartment, aLocation, theSettings } from '../support/places.ts'

const { db } = testDatabase()
let mother: Awaited<ReturnType<typeof aSignedInPatient>>
let browser: TestBrowser

beforeEach(async () => {
  await theSettings(db)
  await aLocation(db)
  mother = await aSignedInPatient(db, { name: 'Maha Alotaibi' })
  const token = newToken()
  await startSession(db, { site: 'patient', user: mother.user.id, device: null, token, strength: 'full' })
  browser = aBrowser(db, 'patient', { '__Host-session': token })
})

const words = async (patient = mother.patient.id) => wordsOf(await (await browser.get(`/patients/${patient}/access`)).text())

describe('who opened my record', () => {
  it('names role, department, time and reason, and nobody of the staff', async () => {
    const department = await aDepartment(db, { name: { en: 'Dermatology', ar: 'الجلدية' } })
    const doctor = await aDoctor(db, { department })
    await audit(db, doctor.actor, { action: 'glass.open', patient: mother.patient.id, reason: 'Fainted in the corridor' })
    const { actor } = await aStaffMember(db, 'receptionist')
    await audit(db, actor, { action: 'patient.edit', patient: mother.patient.id })
    const page = await words()
    expect(page).toMatch(/Receptionist Changed the personal details.* Doctor \(Dermatology\) Emergency access Fainted in the corridor/)
    expect(page).not.toContain('Sara')
    expect(page).not.toContain('Huda')
  })

  it('says a reason that nobody typed in the reader’s language, and one that somebody typed as it is', async () => {
    const { actor } = await aStaffMember(db, 'receptionist')
    await audit(db, actor, { action: 'appointment.cancel', patient: mother.patient.id, reason: 'clinic' })
    await audit(db, actor, { action: 'patient.edit', patient: mother.patient.id, reason: 'version 3' })
    await audit(db, actor, { action: 'glass.open', patient: mother.patient.id, reason: 'clinic' })
    expect(await words()).toMatch(/Emergency access clinic .*Version 3 .*The clinic cannot keep it/)
    const arabic = wordsOf(await (await browser.get(`/patients/${mother.patient.id}/access`, { 'Accept-Language': 'ar' })).text())
    expect(arabic).toContain(textsFor('ar', 'SA')('appointment.cancelReason.clinic'))
  })

  it('is without what the reader did, and with what others of the family did', async () => {
    await audit(db, mother.actor, { action: 'appointment.see', patient: mother.patient.id })
    expect(await words()).toContain('Nobody has opened the record yet.')
    await audit(db, patientActor(await aUser(db)), { action: 'appointment.see', patient: mother.patient.id })
    expect(await words()).toContain('Somebody of the family Saw an appointment')
  })

  it('is a child’s too for whom the reader may see the record, and nobody else’s', async () => {
    const [child, other] = [await aPatient(db, { name: 'Omar Alotaibi' }), await aPatient(db)]
    await anAccess(db, mother.user, child, { relation: 'parent' })
    const html = await (await browser.get(`/patients/${child.id}/access`)).text()
    expect(html).toMatch(/<title>\s*Who opened the record of Omar Alotaibi/)
    expect(wordsOf(html)).toContain('Who opened the record of Omar Alotaibi')
    expect(html).toMatch(/<a class="back" href="\/account"/)
    expect(await words()).toContain('Who opened my record')
    expect((await browser.get(`/patients/${other.id}/access`)).status).toBe(404)
    await anAccess(db, mother.user, other, { relation: 'carer', may_see_record: false })
    expect((await browser.get(`/patients/${other.id}/access`)).status, 'books only').toBe(404)
  })

  it('leads on to what is older', async () => {
    const { actor } = await aStaffMember(db, 'receptionist')
    for (let n = 0; n < 35; n += 1) await audit(db, actor, { action: 'patient.see', patient: mother.patient.id })
    const first = await (await browser.get(`/patients/${mother.patient.id}/access`)).text()
    const [, older = ''] = /href="([^"]*before=[^"]*)"/.exec(first) ?? []
    const second = await (await browser.get(older)).text()
    const count = (html: string) => html.match(/Saw the personal details/g)?.length
    expect([count(first), count(second)]).toEqual([30, 5])
  })
})

import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { newId } from '../../src/database/ids.ts'
import { glassHours } from '../../src/patients/glass/open-record.ts'
import { staffPatientOf } from '../../src/patients/queries.ts'
import { aBrowser, type TestBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { hiddenFields, wordsOf } from '../support/forms.ts'
import { aDoctor, anIdentifier, aPatient, aStaffMember } from '../support/people.ts'
import { aLocation, theSettings } from '../support/places.ts'

const { db, owner } = testDatabase()
let doctor: Awaited<ReturnType<typeof aDoctor>>
let patient: Awaited<ReturnType<typeof aPatient>>
let browser: TestBrowser

const signedInAs = async (user: Parameters<typeof startSession>[1]['user']) => {
  const token = newToken()
  await startSession(db, { site: 'staff', user, device: null, token, strength: 'full', secondFactor: true })
  return aBrowser(db, 'staff', { '__Host-session': token })
}

beforeEach(async () => {
  await theSettings(db)
  doctor = await aDoctor(db, { location: await aLocation(db) })
  patient = await aPatient(db, { name: 'Noura Alotaibi', record_number: 'R-003377' })
  await anIdentifier(db, patient, { value: '1012345678' })
  browser = await signedInAs(doctor.user.id)
})

const reason = 'Collapsed in the waiting room'
const open = async (number: string, given: Record<string, string> = {}) => {
  const form = hiddenFields(await (await browser.get('/emergency-access')).text())
  return browser.post('/emergency-access', { ...form, number, reason, ...given })
}
const openings = () => db.selectFrom('glass_breaks').selectAll().execute()
const audited = (action: string) => db.selectFrom('audit').selectAll().where('action', '=', action).execute()

describe('a doctor who needs the record of somebody else’s patient', () => {
  it.each(['R-003377', 'r-003377', '3377', '٠٠٣٣٧٧', '1012345678', '١٠١٢٣٤٥٦٧٨', ' 1012 345678 '])(
    'opens it by %j, with a reason',
    async (typed) => {
      expect((await browser.get(`/patients/${patient.id}`)).status).toBe(404)
      const answer = await open(typed)
      expect([answer.status, answer.headers.get('Location')]).toEqual([303, `/patients/${patient.id}`])
      expect((await browser.get(`/patients/${patient.id}`)).status).toBe(200)
      expect(await audited('glass.open')).toMatchObject([{ user_id: doctor.user.id, patient_id: patient.id, reason }])
    },
  )

  it('sees on each of the patient’s pages that it is open, and for how long', async () => {
    await open('R-003377')
    for (const path of ['', '/book']) {
      const words = wordsOf(await (await browser.get(`/patients/${patient.id}${path}`)).text())
      expect(words, path).toContain(`open to you for ${glassHours * 60} more minutes`)
    }
    expect(wordsOf(await (await browser.get('/emergency-access')).text())).toContain('R-003377')
  })

  it('finds it closed by itself after two hours', async () => {
    await open('R-003377')
    await owner.updateTable('glass_breaks').set({ ends_at: sql<Temporal.Instant>`UTC_TIMESTAMP(3)` }).execute()
    expect((await browser.get(`/patients/${patient.id}`)).status).toBe(404)
    expect(wordsOf(await (await browser.get('/emergency-access')).text())).not.toContain('Open now')
  })

  it('ends it early, once, and is told so', async () => {
    await open('R-003377')
    const [, path = ''] = /href="(\/emergency-access\/[^"]+\/ending)"/.exec(await (await browser.get('/emergency-access')).text()) ?? []
    const asked = await browser.get(path)
    const form = hiddenFields(await asked.text())
    expect((await browser.get(`/patients/${patient.id}`)).status, 'asking ends nothing').toBe(200)
    for (let times = 0; times < 2; times += 1)
      expect((await browser.post(path, form)).headers.get('Location')).toBe('/emergency-access?done=ended')
    expect((await browser.get(`/patients/${patient.id}`)).status).toBe(404)
    const words = wordsOf(await (await browser.get('/emergency-access?done=ended')).text())
    expect(words).toContain('The record is closed')
    expect(words).not.toContain('Open now')
    expect(await audited('glass.end')).toMatchObject([{ user_id: doctor.user.id, patient_id: patient.id }])
  })

  it('cannot end what a colleague opened', async () => {
    await open('R-003377')
    const [row] = await openings()
    const colleague = await signedInAs((await aDoctor(db, { location: doctor.location })).user.id)
    expect((await colleague.get(`/emergency-access/${row?.id}/ending`)).status).toBe(404)
    expect((await colleague.post(`/emergency-access/${row?.id}/ending`, { receipt: newId() })).status).toBe(404)
    expect((await browser.get(`/patients/${patient.id}`)).status).toBe(200)
  })

  it('opens it for nobody else', async () => {
    await open('R-003377')
    const colleague = await aDoctor(db, { location: doctor.location })
    expect(await staffPatientOf(db, colleague.actor, patient.id)).toBeNull()
  })

  it('opens it once, however often the form is sent', async () => {
    const receipt = newId()
    await Promise.all([open('R-003377', { receipt }), open('R-003377', { receipt }), open('R-003377', { receipt })])
    expect(await openings()).toHaveLength(1)
  })

  it.each([
    ['no reason', { reason: '' }, 'Enter the reason, in a few words'],
    ['no real reason', { reason: 'x' }, 'Enter the reason, in a few words'],
    ['no number', { number: '' }, 'Enter the record number or ID number'],
    ['a number of nobody', { number: 'R-999999' }, 'No patient has this number'],
  ])('with %s is asked again and keeps what was typed', async (_, given, message) => {
    const answer = await open('R-003377', given)
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(wordsOf(html)).toContain(message)
    if (!('reason' in given)) expect(html).toContain(reason)
    expect(await openings()).toEqual([])
  })

  it('leaves a row of the audit when nobody has the number, and cannot try numbers without end', async () => {
    await open('R-999999')
    expect(await audited('glass.miss')).toMatchObject([{ user_id: doctor.user.id, reason }])
    for (let n = 0; n < 19; n += 1) await open(`R-90000${n}`)
    expect((await open('R-003377')).status).toBe(429)
  })

  it('who has the patient already is led there, and nothing is opened', async () => {
    const nurse = await aStaffMember(db, 'nurse')
    browser = await signedInAs(nurse.user.id)
    expect((await open('R-003377')).headers.get('Location')).toBe(`/patients/${patient.id}`)
    expect(await openings()).toEqual([])
  })
})

describe('an admin', () => {
  let admin: TestBrowser
  beforeEach(async () => {
    await open('R-003377')
    admin = await signedInAs((await aStaffMember(db, 'admin', { name: { en: 'Amal Alharbi', ar: 'أمل الحربي' } })).user.id)
  })

  it('finds every opening in a list, what nobody has looked at first, and notes having seen it', async () => {
    const [row] = await openings()
    const list = await (await admin.get('/administration/emergency-access')).text()
    expect(wordsOf(list)).toMatch(/Sara Alqahtani, Doctor .*Noura Alotaibi.* R-003377 Collapsed in the waiting room Not seen yet/)
    const page = await (await admin.get(`/administration/emergency-access/${row?.id}`)).text()
    const answer = await admin.post(`/administration/emergency-access/${row?.id}`, {
      ...hiddenFields(page),
      note: 'Spoke with Dr. Sara: justified',
    })
    expect(answer.status).toBe(303)
    expect(wordsOf(await (await admin.get('/administration/emergency-access?done=seen')).text())).toContain('Seen')
    expect(await openings()).toMatchObject([{ note: 'Spoke with Dr. Sara: justified', version: 2 }])
    expect(await audited('glass.review')).toMatchObject([{ patient_id: patient.id }])
  })

  it('who comes second does not write over the note of the first', async () => {
    const [row] = await openings()
    const address = `/administration/emergency-access/${row?.id}`
    const [one, two] = [await (await admin.get(address)).text(), await (await admin.get(address)).text()]
    await admin.post(address, { ...hiddenFields(one), note: 'first' })
    const late = await admin.post(address, { ...hiddenFields(two), note: 'second' })
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('second')
    expect(await openings()).toMatchObject([{ note: 'first' }])
  })
})

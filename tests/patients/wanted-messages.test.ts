import { describe, expect, it } from 'vitest'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { type Id, idOf, newId } from '../../src/database/ids.ts'
import { formOf } from '../../src/patients/registering/form-of.ts'
import { changeMessages } from '../../src/patients/registrations/change-messages.ts'
import { aBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { hiddenFields, wordsOf } from '../support/forms.ts'
import { aContactPoint, anAccess, aPatient, aStaffMember, aUser } from '../support/people.ts'
import { aLocation, theSettings } from '../support/places.ts'

const { db } = testDatabase()
const mothers = '+966501234567'

/** A mother with a child whose record has her number, and the father's. */
async function aFamily() {
  await theSettings(db)
  await aLocation(db)
  const mother = await aUser(db, { phone: mothers })
  const own = await aPatient(db, { name: 'Mona Alharbi' })
  const child = await aPatient(db, { name: 'Sami Alharbi' })
  await anAccess(db, mother, own)
  await anAccess(db, mother, child, { relation: 'parent' })
  await aContactPoint(db, own, { value: mothers, reminders: true })
  await aContactPoint(db, child, { value: mothers, whose: 'mother', reminders: true })
  await aContactPoint(db, child, { value: '+966507777777', whose: 'father', reminders: true })
  const token = newToken()
  await startSession(db, { site: 'patient', user: mother.id, device: null, token, strength: 'code' })
  return { browser: aBrowser(db, 'patient', { '__Host-session': token }), mother, own, child }
}

const reminders = async (patient: { id: Id<'patient'> }) =>
  (
    await db.selectFrom('contact_points').select(['value', 'reminders']).where('patient_id', '=', patient.id).orderBy('value').execute()
  ).map(({ value, reminders: sent }) => [value, sent])

const receipt = () => newId<'receipt'>()

describe('the consent for messages', () => {
  it('is withdrawn and given on one’s own page, for each person, and what was said before stays readable', async () => {
    const { browser, mother, own, child } = await aFamily()
    expect(wordsOf(await (await browser.get('/account')).text())).toContain('Confirmations, changes and reminders')
    const page = wordsOf(await (await browser.get('/account/messages')).text())
    expect(page).toContain('About my appointments')
    expect(page).toContain('Sami Alharbi')
    const answer = await browser.post('/account/messages', { receipt: receipt(), 'wanted[]': own.id })
    expect(answer.headers.get('Location')).toBe('/account?done=messages')
    expect(await reminders(own)).toEqual([[mothers, true]])
    expect(await reminders(child), 'the father’s own are his to decide').toEqual([
      [mothers, false],
      ['+966507777777', true],
    ])
    await browser.post('/account/messages', { receipt: receipt(), 'wanted[]': child.id })
    expect(await reminders(own)).toEqual([[mothers, false]])
    const said = await db.selectFrom('consents').select(['kind', 'user_id', 'patient_id', 'given']).orderBy('id').execute()
    const row = { kind: 'messages', user_id: mother.id }
    expect(said).toHaveLength(3)
    expect(said[0]).toEqual({ ...row, patient_id: child.id, given: false })
    expect(said.slice(1)).toEqual(
      expect.arrayContaining([
        { ...row, patient_id: own.id, given: false },
        { ...row, patient_id: child.id, given: true },
      ]),
    )
    const written = await db.selectFrom('audit').select(['patient_id', 'reason']).where('action', '=', 'consent.change').execute()
    expect(written).toHaveLength(3)
  })

  it('is nobody else’s to change', async () => {
    const { browser, own } = await aFamily()
    const stranger = await aPatient(db)
    await aContactPoint(db, stranger, { value: '+966502222222', reminders: false })
    await browser.post('/account/messages', { receipt: receipt(), 'wanted[]': stranger.id })
    expect(await reminders(stranger)).toEqual([['+966502222222', false]])
    expect(await reminders(own)).toEqual([[mothers, false]])
  })
})

describe('at the desk', () => {
  async function aDesk() {
    await theSettings(db)
    await aLocation(db)
    const patient = await aPatient(db, { name: 'Mona Alharbi' })
    await aContactPoint(db, patient, { value: mothers, reminders: true })
    await aContactPoint(db, patient, { value: '+966507777777', whose: 'spouse', reminders: true })
    const nurse = await aStaffMember(db, 'nurse')
    const token = newToken()
    await startSession(db, { site: 'staff', user: nurse.user.id, device: null, token, strength: 'full', secondFactor: true })
    return { patient, nurse, browser: aBrowser(db, 'staff', { '__Host-session': token }), address: `/patients/${patient.id}/messages` }
  }

  const consents = () => db.selectFrom('consents').select(['kind', 'user_id', 'patient_id', 'given']).orderBy('id').execute()

  it('somebody without an account says where messages may go, and it is kept who wrote that down', async () => {
    const { patient, nurse, browser, address } = await aDesk()
    expect(await (await browser.get(`/patients/${patient.id}`)).text()).toContain(`href="${address}"`)
    const asked = wordsOf(await (await browser.get(address)).text())
    expect(asked).toContain('Nobody has to agree in order to book')
    expect(asked).toContain('050 123 4567')
    const own = await db.selectFrom('contact_points').select('id').where('value', '=', mothers).executeTakeFirstOrThrow()
    const form = hiddenFields(await (await browser.get(address)).text())
    const answer = await browser.post(address, { ...form, 'wanted[]': own.id })
    expect(answer.headers.get('Location')).toBe(`/patients/${patient.id}?done=saved`)
    expect(await reminders(patient)).toEqual([
      [mothers, true],
      ['+966507777777', false],
    ])
    expect(wordsOf(await (await browser.get(`/patients/${patient.id}`)).text())).toContain('050 777 7777 (spouse’s) · no messages')
    expect((await browser.post(address, { ...form, receipt: receipt() })).status, 'changed since the form was opened').toBe(409)
    await browser.post(address, hiddenFields(await (await browser.get(address)).text()))
    expect(await reminders(patient)).toEqual([
      [mothers, false],
      ['+966507777777', false],
    ])
    const row = { kind: 'messages', user_id: nurse.user.id, patient_id: patient.id }
    expect(await consents()).toEqual([
      { ...row, given: true },
      { ...row, given: false },
    ])
  })

  it('who is registered is asked first: nobody gets messages who has not said so, and a new number goes by what was said', async () => {
    await theSettings(db)
    await aLocation(db)
    const { user } = await aStaffMember(db, 'receptionist')
    const token = newToken()
    await startSession(db, { site: 'staff', user: user.id, device: null, token, strength: 'full', secondFactor: true })
    const browser = aBrowser(db, 'staff', { '__Host-session': token })
    expect(wordsOf(await (await browser.get('/patients/new')).text())).toContain('Wants messages about appointments')
    const registered = async (fields: Record<string, string>) => {
      const answer = await browser.post('/patients/new', { sex: 'female', whose: 'self', next: 'open', ...fields, receipt: receipt() })
      return { id: idOf<'patient'>((answer.headers.get('Location') ?? '').slice(10, 46)) ?? newId<'patient'>() }
    }
    const silent = await registered({ name: 'Mona Alharbi', birth: '1990', phone: '0501234567' })
    const agreed = await registered({ name: 'Hala Alotaibi', birth: '1971', phone: '0502222222', messages: 'yes' })
    expect(await reminders(silent)).toEqual([[mothers, false]])
    expect(await reminders(agreed)).toEqual([['+966502222222', true]])
    const row = { kind: 'messages', user_id: user.id }
    expect(await consents()).toEqual([
      { ...row, patient_id: silent.id, given: false },
      { ...row, patient_id: agreed.id, given: true },
    ])
    for (const { id } of [silent, agreed]) {
      const form = await formOf(db, id)
      const fields = { ...form?.fields, phone2: '0503333333', whose2: 'spouse', version: String(form?.version), receipt: receipt() }
      expect((await browser.post(`/patients/${id}/edit`, fields)).status).toBe(303)
    }
    expect((await reminders(silent)).map(([, sent]) => sent)).toEqual([false, false])
    expect((await reminders(agreed)).map(([, sent]) => sent)).toEqual([true, true])
  })

  it('what is as it was is not written again, and another patient’s number stays as it is', async () => {
    const { patient, nurse } = await aDesk()
    const stranger = await aPatient(db)
    const theirs = newId<'contact-point'>()
    await aContactPoint(db, stranger, { id: theirs, value: '+966502222222', reminders: false })
    const ids = (await db.selectFrom('contact_points').select('id').where('patient_id', '=', patient.id).execute()).map(({ id }) => id)
    await changeMessages(db, nurse.actor, {
      receipt: receipt(),
      patient: patient.id,
      version: patient.version,
      wanted: [...ids, theirs],
      language: 'en',
    })
    expect(await reminders(stranger)).toEqual([['+966502222222', false]])
    expect(await consents()).toEqual([])
  })
})

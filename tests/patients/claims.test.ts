import { beforeEach, describe, expect, it } from 'vitest'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { type Id, newId } from '../../src/database/ids.ts'
import { codeFor, postFor } from '../accounts/post.ts'
import { aBrowser, type TestBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { hiddenFields } from '../support/forms.ts'
import { aContactPoint, aPatient, aSignedInPatient, aStaffMember, aUser, testPassword } from '../support/people.ts'
import { aLocation, theSettings } from '../support/places.ts'

const { db } = testDatabase()
const phone = '+966501234567'
const password = 'blue kettle on a hill'

beforeEach(async () => {
  await theSettings(db)
  await aLocation(db)
})

async function desk(role: 'receptionist' | 'nurse' = 'receptionist') {
  const { user } = await aStaffMember(db, role)
  const token = newToken()
  await startSession(db, { site: 'staff', user: user.id, device: null, token, strength: 'full', secondFactor: true })
  return aBrowser(db, 'staff', { '__Host-session': token })
}

const receipt = () => newId<'receipt'>()

/** What stands on the paper that the desk prints for a patient. */
async function paperFor(patient: { id: Id<'patient'> }): Promise<string> {
  const answer = await (await desk()).post(`/patients/${patient.id}/account`, { receipt: receipt(), way: 'paper' })
  const [, code = ''] = /([0-9A-Z]{5}-[0-9A-Z]{5})/.exec(await answer.text()) ?? []
  expect([answer.status, code]).toEqual([200, expect.stringMatching(/./)])
  return code
}

async function confirms(browser: TestBrowser, login = phone) {
  await browser.post('/claim/contact', { login })
  return browser.post('/claim/contact/code', { code: await codeFor(db, login) })
}

async function finishes(browser: TestBrowser, fields: Record<string, string> = {}) {
  const html = await (await browser.get('/claim/account')).text()
  return browser.post('/claim/account', { ...hiddenFields(html), ...fields })
}

const accessTo = (patient: { id: Id<'patient'> }) =>
  db.selectFrom('patient_access').select(['user_id', 'may_see_record', 'relation']).where('patient_id', '=', patient.id).execute()

describe('a code on paper', () => {
  it('gives a patient of the desk’s an account for the record, with a number of their own and a password', async () => {
    const patient = await aPatient(db, { name: 'Fatimah Alghamdi', phone })
    const browser = aBrowser(db)
    const shown = await browser.post('/claim', { claim: (await paperFor(patient)).toLowerCase() })
    expect(shown.headers.get('Location')).toBe('/claim/account')
    expect((await browser.get('/claim/account')).headers.get('Location')).toBe('/claim/contact')
    expect((await confirms(browser)).headers.get('Location')).toBe('/claim/account')
    expect((await finishes(browser, { password: 'short' })).status).toBe(422)
    expect((await finishes(browser, { password })).headers.get('Location')).toBe('/')
    expect(await accessTo(patient)).toMatchObject([{ may_see_record: true, relation: 'self' }])
    expect((await browser.get('/appointments')).headers.get('Location')).toContain(patient.id)
    expect(await db.selectFrom('sessions').select('strength').where('site', '=', 'patient').execute()).toEqual([{ strength: 'full' }])
    expect(await db.selectFrom('registrations').selectAll().execute()).toEqual([])
    expect((await aBrowser(db).post('/sign-in', { login: phone, password })).status).toBe(303)
  })

  it('needs no password of who wants to see visits only', async () => {
    const patient = await aPatient(db)
    const browser = aBrowser(db)
    await browser.post('/claim', { claim: await paperFor(patient) })
    await confirms(browser)
    expect((await finishes(browser)).status).toBe(303)
    expect(await db.selectFrom('sessions').select('strength').where('site', '=', 'patient').execute()).toEqual([{ strength: 'code' }])
  })

  it('is tried where tries are counted, and in no cookie', async () => {
    const code = (await paperFor(await aPatient(db))).replace('-', '')
    const browser = aBrowser(db, 'patient', { '__Host-claim': code })
    expect((await browser.get('/claim/account')).headers.get('Location')).toBe('/claim')
    await confirms(browser)
    expect((await browser.post('/claim/account', { receipt: receipt() })).headers.get('Location')).toBe('/claim')
  })

  it('is good once', async () => {
    const patient = await aPatient(db)
    const paper = await paperFor(patient)
    const [one, other] = [aBrowser(db), aBrowser(db)]
    for (const [browser, login] of [
      [one, phone],
      [other, '+966507777777'],
    ] as const) {
      await browser.post('/claim', { claim: paper })
      await confirms(browser, login)
    }
    await Promise.all([finishes(one), finishes(other)])
    expect(await accessTo(patient)).toHaveLength(1)
    expect((await aBrowser(db).post('/claim', { claim: paper })).status).toBe(422)
  })

  it('ends when the desk makes another, and after two weeks', async () => {
    const patient = await aPatient(db)
    const [first, second] = [await paperFor(patient), await paperFor(patient)]
    expect((await aBrowser(db).post('/claim', { claim: first })).status).toBe(422)
    expect((await aBrowser(db).get(`/claim/${second.replace('-', '')}`)).status).toBe(404)
    expect((await aBrowser(db).post('/claim', { claim: second })).status).toBe(303)
    await db
      .updateTable('claims')
      .set({ expires_at: Temporal.Now.instant().subtract({ hours: 1 }) })
      .execute()
    expect((await aBrowser(db).post('/claim', { claim: second })).status).toBe(422)
  })

  it('is not guessed: after twenty tries an address waits', async () => {
    const browser = aBrowser(db)
    const answers = []
    for (let n = 0; n < 22; n += 1) answers.push((await browser.post('/claim', { claim: `ABCDE-2345${(n % 8) + 2}` })).status)
    expect(new Set(answers.slice(0, 20))).toEqual(new Set([422]))
    expect(answers.at(-1)).toBe(429)
  })

  it('stands nowhere in the database', async () => {
    const patient = await aPatient(db)
    const paper = (await paperFor(patient)).replace('-', '')
    for (const table of ['claims', 'audit', 'outbox', 'receipts'] as const) {
      expect(JSON.stringify(await db.selectFrom(table).selectAll().execute())).not.toContain(paper)
    }
  })

  it('takes nobody’s password: an account that has one keeps it', async () => {
    const patient = await aPatient(db)
    const user = await aUser(db, { phone })
    const browser = aBrowser(db)
    await browser.post('/claim', { claim: await paperFor(patient) })
    await confirms(browser)
    await finishes(browser, { password })
    expect(await accessTo(patient)).toMatchObject([{ user_id: user.id }])
    expect((await aBrowser(db).post('/sign-in', { login: phone, password })).status).toBe(422)
    expect((await aBrowser(db).post('/sign-in', { login: phone, password: testPassword })).status).toBe(303)
  })

  it('is no use without a confirmed number, nor with a form that was made up', async () => {
    const patient = await aPatient(db)
    const browser = aBrowser(db)
    await browser.post('/claim', { claim: await paperFor(patient) })
    const answer = await browser.post('/claim/account', { receipt: receipt(), password })
    expect(answer.status).toBe(303)
    expect(await accessTo(patient)).toEqual([])
  })

  it('adds the record to the account of who is signed in', async () => {
    const patient = await aPatient(db, { name: 'Noura Alghamdi' })
    const { user } = await aSignedInPatient(db, { phone })
    const token = newToken()
    await startSession(db, { site: 'patient', user: user.id, device: null, token, strength: 'full' })
    const browser = aBrowser(db, 'patient', { '__Host-session': token })
    await browser.post('/claim', { claim: await paperFor(patient) })
    expect((await finishes(browser)).headers.get('Location')).toBe('/')
    expect(await accessTo(patient)).toMatchObject([{ user_id: user.id }])
    expect(await db.selectFrom('sessions').select('strength').where('site', '=', 'patient').execute()).toEqual([{ strength: 'full' }])
  })
})

describe('a link', () => {
  it('is sent to the patient’s own number only, and opening it does nothing yet', async () => {
    const patient = await aPatient(db)
    const own = await aContactPoint(db, patient, { value: phone })
    const mothers = await aContactPoint(db, patient, { value: '+966507777777', whose: 'mother' })
    const browser = await desk()
    const page = await (await browser.get(`/patients/${patient.id}/account`)).text()
    expect(page).toContain(own.id)
    expect(page).not.toContain(mothers.id)
    expect((await browser.post(`/patients/${patient.id}/account`, { receipt: receipt(), way: mothers.id })).status).toBe(422)
    expect((await browser.post(`/patients/${patient.id}/account`, { receipt: receipt(), way: own.id })).status).toBe(200)
    const [notice] = await postFor(db, phone)
    if (notice?.purpose !== 'link') throw new Error('a link is sent')
    expect(notice.values.path).toMatch(/^\/claim\/[\w-]{16}$/)
    const theirs = aBrowser(db)
    const html = await (await theirs.get(notice.values.path)).text()
    expect(html).not.toContain('Fatimah')
    expect(await db.selectFrom('claims').select('used_at').execute()).toEqual([{ used_at: null }])
    expect((await theirs.post('/claim', hiddenFields(html))).headers.get('Location')).toBe('/claim/account')
  })
})

describe('the desk', () => {
  it('gives none for a child, nor may a nurse', async () => {
    const child = await aPatient(db, { birth_date: Temporal.Now.plainDateISO().subtract({ years: 7 }) })
    const browser = await desk()
    expect(await (await browser.get(`/patients/${child.id}/account`)).text()).toContain('A child has no account of its own')
    expect((await browser.post(`/patients/${child.id}/account`, { receipt: receipt(), way: 'paper' })).status).toBe(422)
    expect((await (await desk('nurse')).get(`/patients/${child.id}/account`)).status).toBe(403)
  })

  it('shows a code once: a form sent twice says so', async () => {
    const patient = await aPatient(db)
    const browser = await desk()
    const fields = { receipt: receipt(), way: 'paper' }
    await browser.post(`/patients/${patient.id}/account`, fields)
    const again = await (await browser.post(`/patients/${patient.id}/account`, fields)).text()
    expect(again).toContain('sent twice')
    expect(await db.selectFrom('claims').selectAll().execute()).toHaveLength(1)
  })
})

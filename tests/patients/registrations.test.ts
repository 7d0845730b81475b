import { beforeEach, describe, expect, it } from 'vitest'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { book } from '../../src/appointments/visit/book.ts'
import { type Id, newId } from '../../src/database/ids.ts'
import { letterOf, plainText } from '../../src/notices/letter.ts'
import { textMessage } from '../../src/notices/text-message.ts'
import { refreshTokens } from '../../src/patients/search/refresh-tokens.ts'
import { textsFor } from '../../src/web/texts.ts'
import { postFor } from '../accounts/post.ts'
import { registers } from '../accounts/registering.ts'
import { aBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { hiddenFields, wordsOf } from '../support/forms.ts'
import { aDoctor, anAccess, anIdentifier, aPatient, aStaffMember, aUser, patientActor } from '../support/people.ts'
import { aLocation, aVisitType, theSettings } from '../support/places.ts'

const { db } = testDatabase()
const phone = '+966501234567'

let clinic: Awaited<ReturnType<typeof aClinic>>

async function aClinic() {
  await theSettings(db)
  const location = await aLocation(db)
  const type = await aVisitType(db)
  const doctor = await aDoctor(db, { location, visits: [{ type }], hours: ['08:00-20:00'] })
  return { location, type, doctor }
}

beforeEach(async () => {
  clinic = await aClinic()
})

async function desk(role: 'receptionist' | 'nurse' = 'receptionist') {
  const { user } = await aStaffMember(db, role)
  const token = newToken()
  await startSession(db, { site: 'staff', user: user.id, device: null, token, strength: 'full', secondFactor: true })
  return aBrowser(db, 'staff', { '__Host-session': token })
}

async function somebodyNew(fields: Record<string, string> = {}) {
  const browser = aBrowser(db)
  await registers(db, browser, phone, fields)
  const row = await db.selectFrom('registrations').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow()
  const user = await db.selectFrom('users').selectAll().where('id', '=', row.user_id).executeTakeFirstOrThrow()
  return { browser, row, actor: patientActor(user), address: `/registrations/${row.id}` }
}

/** Tomorrow, at the clinic. */
const at = (hour: number) =>
  Temporal.Now.zonedDateTimeISO('Asia/Riyadh')
    .add({ days: 1 })
    .with({ hour, minute: 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 })
    .toInstant()

const books = (
  who: Pick<Awaited<ReturnType<typeof somebodyNew>>, 'actor'>,
  patient: Id<'patient'>,
  hour: number,
  through: 'patient' | 'staff' = 'patient',
) =>
  book(db, who.actor, {
    receipt: newId<'receipt'>(),
    patient,
    visitType: clinic.type.id,
    start: at(hour),
    doctor: clinic.doctor.staff.id,
    through,
  })

const accessOf = (user: Id<'user'>) =>
  db
    .selectFrom('patient_access')
    .select(['patient_id', 'may_see_record', 'valid_until'])
    .where('user_id', '=', user)
    .orderBy('id')
    .execute()

const receipt = () => newId<'receipt'>()

describe('a confirmed phone', () => {
  it('may hold two future visits at once, and a third after one was cancelled', async () => {
    const who = await somebodyNew()
    const patient = who.row.patient_id
    const first = await books(who, patient, 9)
    expect(first).toMatchObject({ ok: true })
    expect(await books(who, patient, 10)).toMatchObject({ ok: true })
    expect(await books(who, patient, 11)).toEqual({ ok: false, reason: 'two-held' })
    if (first.ok) await db.updateTable('appointments').set({ status: 'cancelled' }).where('id', '=', first.appointment).execute()
    expect(await books(who, patient, 11)).toMatchObject({ ok: true })
  })

  it('holds two however many are asked for at the same time', async () => {
    const who = await somebodyNew()
    const answers = await Promise.all([9, 10, 11, 12, 13].map((hour) => books(who, who.row.patient_id, hour)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(2)
  })

  it('is not counted where the desk books', async () => {
    const who = await somebodyNew()
    for (const hour of [9, 10, 11]) expect(await books(who, who.row.patient_id, hour, 'staff')).toMatchObject({ ok: true })
  })

  it('holds as many as anybody once the card was seen', async () => {
    const who = await somebodyNew()
    await (await desk()).post(`${who.address}/confirmation`, { receipt: receipt() })
    for (const hour of [9, 10, 11]) expect(await books(who, who.row.patient_id, hour)).toMatchObject({ ok: true })
  })
})

describe('the review list', () => {
  it('shows who registered, those who come first before the others, and says who looked', async () => {
    await somebodyNew({ nameEn: 'Aisha Alharbi' })
    const browser = aBrowser(db)
    await registers(db, browser, '+966501234568', { nameEn: 'Khalid Alotaibi' })
    const khalid = await db.selectFrom('registrations').selectAll().where('contact_value', '=', '+966501234568').executeTakeFirstOrThrow()
    const user = await db.selectFrom('users').selectAll().where('id', '=', khalid.user_id).executeTakeFirstOrThrow()
    await books({ actor: patientActor(user) }, khalid.patient_id, 9)
    const words = wordsOf(await (await (await desk()).get('/registrations')).text())
    expect(words.indexOf('Khalid Alotaibi')).toBeGreaterThan(0)
    expect(words.indexOf('Khalid Alotaibi')).toBeLessThan(words.indexOf('Aisha Alharbi'))
    const seen = await db.selectFrom('audit').selectAll().where('action', '=', 'registrations.see').execute()
    expect(seen[0]?.patient_ids).toHaveLength(2)
  })

  it('is the reception’s and the administration’s', async () => {
    const { address } = await somebodyNew()
    expect((await (await desk('nurse')).get('/registrations')).status).toBe(403)
    expect((await (await desk('nurse')).post(`${address}/confirmation`, { receipt: receipt() })).status).toBe(403)
  })

  it('is reached from the patient’s own page as long as nobody has seen the card', async () => {
    const { row, address } = await somebodyNew()
    const browser = await desk()
    expect(await (await browser.get(`/patients/${row.patient_id}`)).text()).toContain(`href="${address}"`)
    await browser.post(`${address}/confirmation`, { receipt: receipt() })
    expect(await (await browser.get(`/patients/${row.patient_id}`)).text()).not.toContain(`href="${address}"`)
  })
})

describe('confirming', () => {
  it('lets the account see the record and keeps the number on the card as seen', async () => {
    const { row, address } = await somebodyNew({ idType1: 'national-id', idValue1: '1000000008' })
    expect(await accessOf(row.user_id)).toMatchObject([{ may_see_record: false, valid_until: null }])
    const browser = await desk()
    const fields = hiddenFields(await (await browser.get(address)).text())
    expect((await browser.post(`${address}/confirmation`, fields)).status).toBe(303)
    const now = (await accessOf(row.user_id)).filter(({ valid_until }) => valid_until === null)
    expect(now).toMatchObject([{ patient_id: row.patient_id, may_see_record: true }])
    const [identifier] = await db.selectFrom('identifiers').selectAll().execute()
    expect(identifier).toMatchObject({ patient_id: row.patient_id, value: '1000000008', verified_at: expect.anything() })
    expect(wordsOf(await (await browser.get(address)).text())).toContain('The identity was checked')
    const actions = await db.selectFrom('audit').select('action').where('patient_id', '=', row.patient_id).execute()
    expect(actions.map(({ action }) => action)).toContain('registration.confirm')
  })

  it('is not possible where the number is another patient’s: that one is then the same person', async () => {
    const known = await aPatient(db, { name: 'Fatimah Alghamdi' })
    await anIdentifier(db, known, { value: '1000000008' })
    const { row, address } = await somebodyNew({ idType1: 'national-id', idValue1: '1000000008' })
    const answer = await (await desk()).post(`${address}/confirmation`, { receipt: receipt() })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('belongs to another record')
    expect(await accessOf(row.user_id)).toMatchObject([{ may_see_record: false, valid_until: null }])
  })

  it('happens once, whoever decides at the same time', async () => {
    const { row, address } = await somebodyNew()
    const known = await aPatient(db)
    const [one, other] = [await desk(), await desk()]
    const answers = await Promise.all([
      one.post(`${address}/confirmation`, { receipt: receipt() }),
      other.post(`${address}/link`, { receipt: receipt(), recordNumber: known.record_number }),
      other.post(`${address}/refusal`, { receipt: receipt(), because: 'no-card', reason: '' }),
    ])
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(2)
    expect((await accessOf(row.user_id)).filter(({ valid_until }) => valid_until === null).length).toBeLessThanOrEqual(1)
  })
})

describe('linking', () => {
  it('shows who may be the same, and gives the account that record with the visits booked meanwhile', async () => {
    const known = await aPatient(db, { name: 'Fatimah Alghamdi', birth_date: Temporal.PlainDate.from('1990-07-01') })
    await anIdentifier(db, known, { value: '1000000008' })
    const who = await somebodyNew({ idType1: 'national-id', idValue1: '1000000008' })
    const booked = await books(who, who.row.patient_id, 9)
    await db.transaction().execute((tx) => refreshTokens(tx, known.id))
    const browser = await desk()
    const html = await (await browser.get(who.address)).text()
    expect(html).toContain(`value="${known.id}"`)
    expect((await browser.post(`${who.address}/link`, { receipt: receipt(), patient: known.id })).status).toBe(303)
    expect((await accessOf(who.row.user_id)).filter(({ valid_until }) => valid_until === null)).toMatchObject([
      { patient_id: known.id, may_see_record: true },
    ])
    const visits = await db.selectFrom('appointments').select(['id', 'patient_id']).execute()
    expect(visits).toEqual([{ id: booked.ok && booked.appointment, patient_id: known.id }])
    const cells = await db.selectFrom('reservations').select('resource_id').where('resource_id', '=', who.row.patient_id).execute()
    expect(cells).toEqual([])
    const points = await db.selectFrom('contact_points').selectAll().where('patient_id', '=', known.id).execute()
    expect(points.map(({ value }) => value)).toContain(phone)
    const old = await db.selectFrom('patients').select('archived_at').where('id', '=', who.row.patient_id).executeTakeFirstOrThrow()
    expect(old.archived_at).not.toBeNull()
    expect((await who.browser.get('/appointments')).headers.get('Location')).toContain(known.id)
  })

  it('changes nothing where both have a visit at the same time', async () => {
    const known = await aPatient(db)
    const who = await somebodyNew()
    await books(who, who.row.patient_id, 9)
    const other = await aDoctor(db, { location: clinic.location, visits: [{ type: clinic.type }], hours: ['08:00-20:00'] })
    const mine = await book(db, who.actor, {
      receipt: receipt(),
      patient: known.id,
      visitType: clinic.type.id,
      start: at(9),
      doctor: other.staff.id,
      through: 'staff',
    })
    expect(mine).toMatchObject({ ok: true })
    const answer = await (await desk()).post(`${who.address}/link`, { receipt: receipt(), recordNumber: known.record_number })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('at the same time')
    expect(await db.selectFrom('registrations').select('status').execute()).toEqual([{ status: 'waiting' }])
  })

  it('asks for a record, and finds none that is not there or that the registration made itself', async () => {
    const { row, address } = await somebodyNew()
    const own = await db.selectFrom('patients').select('record_number').where('id', '=', row.patient_id).executeTakeFirstOrThrow()
    const browser = await desk()
    expect((await browser.post(`${address}/link`, { receipt: receipt() })).status).toBe(422)
    expect((await browser.post(`${address}/link`, { receipt: receipt(), recordNumber: 'R-999999' })).status).toBe(422)
    expect((await browser.post(`${address}/link`, { receipt: receipt(), recordNumber: own.record_number })).status).toBe(409)
    expect((await browser.post(`${address}/link`, { receipt: receipt(), patient: newId() })).status).toBe(409)
  })
})

describe('a record that has an account already', () => {
  it('is named in the review by what its holder signs in by, and gets a second account only when the desk says so', async () => {
    const known = await aPatient(db, { name: 'Fatimah Alghamdi', birth_date: Temporal.PlainDate.from('1990-07-01') })
    await anIdentifier(db, known, { value: '1000000008' })
    await anAccess(db, await aUser(db, { phone: '+966507777777' }), known)
    await db.transaction().execute((tx) => refreshTokens(tx, known.id))
    const who = await somebodyNew({ idType1: 'national-id', idValue1: '1000000008' })
    const browser = await desk()
    expect(wordsOf(await (await browser.get(who.address)).text())).toContain('This record has an account already: 05• ••• ••77')
    const asked = await browser.post(`${who.address}/link`, { receipt: receipt(), recordNumber: known.record_number })
    expect([asked.status, wordsOf(await asked.text())]).toEqual([409, expect.stringContaining('this account as well as 05• ••• ••77')])
    expect(await db.selectFrom('registrations').select('status').execute()).toEqual([{ status: 'waiting' }])
    const answer = await browser.post(`${who.address}/link`, { receipt: receipt(), recordNumber: known.record_number, evenSo: 'yes' })
    expect(answer.status).toBe(303)
    const open = (await accessOf(who.row.user_id)).filter(({ valid_until }) => valid_until === null)
    expect(open).toMatchObject([{ patient_id: known.id, may_see_record: true }])
  })
})

describe('refusing', () => {
  const refuses = async (who: { address: string }, fields: Record<string, string>) =>
    (await desk()).post(`${who.address}/refusal`, { receipt: receipt(), ...fields })

  it('needs a reason and no visits ahead; the account then sees nothing any more', async () => {
    const who = await somebodyNew()
    const booked = await books(who, who.row.patient_id, 9)
    expect((await refuses(who, { reason: 'Words alone' })).status).toBe(422)
    expect((await refuses(who, { because: 'other', reason: ' ' })).status).toBe(422)
    const early = await refuses(who, { because: 'no-name' })
    expect([early.status, await early.text()]).toEqual([409, expect.stringContaining('Cancel them first')])
    if (booked.ok) await db.updateTable('appointments').set({ status: 'cancelled' }).where('id', '=', booked.appointment).execute()
    expect((await refuses(who, { because: 'no-name', reason: 'Come with your ID.' })).status).toBe(303)
    const words = wordsOf(await (await (await desk()).get(who.address)).text())
    expect(words).toContain('not the name of a person')
    expect(words).toContain('Come with your ID.')
    expect((await who.browser.get(`/patients/${who.row.patient_id}/appointments`)).status).toBe(404)
    expect((await who.browser.get(`/patients/${who.row.patient_id}/book`)).status).toBe(404)
    expect((await who.browser.get('/book')).status).toBe(403)
  })

  it('is told to the person when they sign in, and by message: what the desk wrote is on no telephone', async () => {
    const who = await somebodyNew()
    await refuses(who, { because: 'other-name', reason: 'The card says <b>Ghamdi</b>.' })
    for (const address of ['/', '/appointments']) {
      const html = await (await who.browser.get(address)).text()
      expect(wordsOf(html)).toContain('Your registration was not accepted')
      expect(wordsOf(html)).toContain('differ from those on your ID')
      expect(html).toContain('&lt;b&gt;Ghamdi')
    }
    const [notice] = await postFor(db, phone)
    if (notice?.purpose !== 'registration-refused') throw new Error('a refusal is told')
    const sites = { patient: new URL('https://raseel.example'), staff: new URL('https://staff.raseel.example') }
    const t = textsFor('en', 'SA')
    expect(textMessage(notice, t, sites)).toMatch(/was not accepted.*call/)
    expect(textMessage(notice, t, sites)).not.toContain('Ghamdi')
    expect(plainText(letterOf(notice, t, sites))).toContain('The card says <b>Ghamdi</b>.')
  })

  it('is over once the desk has given the account a record after all', async () => {
    const who = await somebodyNew()
    await refuses(who, { because: 'no-card' })
    const user = await db.selectFrom('users').selectAll().where('id', '=', who.row.user_id).executeTakeFirstOrThrow()
    await anAccess(db, user, await aPatient(db))
    expect(wordsOf(await (await who.browser.get('/')).text())).not.toContain('not accepted')
  })
})

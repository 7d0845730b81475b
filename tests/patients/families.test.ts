import { describe, expect, it } from 'vitest'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { type Id, newId } from '../../src/database/ids.ts'
import type { Row } from '../../src/database/tables.ts'
import { noticeForm } from '../../src/notices/notice.ts'
import { endGuardianships } from '../../src/patients/families/end-guardianships.ts'
import { peopleOfActor } from '../../src/patients/people.ts'
import { aBrowser, type TestBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { hiddenFields, wordsOf } from '../support/forms.ts'
import { anAccess, aPatient, aSignedInPatient, aStaffMember, aUser, patientActor } from '../support/people.ts'
import { aLocation, theSettings } from '../support/places.ts'

const { db } = testDatabase()

async function theClinic() {
  await theSettings(db)
  await aLocation(db)
}

async function browserOf(
  user: { id: Id<'user'> },
  site: 'patient' | 'staff' = 'patient',
  strength: 'code' | 'full' = 'full',
): Promise<TestBrowser> {
  const token = newToken()
  await startSession(db, { site, user: user.id, device: null, token, strength, secondFactor: site === 'staff' })
  return aBrowser(db, site, { '__Host-session': token })
}

const yearsAgo = (years: number, days = 0) => Temporal.Now.plainDateISO('Asia/Riyadh').subtract({ years }).add({ days })

const rights = () =>
  db
    .selectFrom('patient_access')
    .select(['id', 'patient_id', 'relation', 'may_book', 'may_see_record', 'valid_until', 'reason', 'ended_because', 'ended_by_user_id'])
    .where('relation', '!=', 'self')
    .orderBy('id')
    .execute()

async function told() {
  const rows = await db.selectFrom('outbox').select('payload').where('topic', 'in', ['mail', 'text']).execute()
  return rows
    .map(({ payload }) => noticeForm.parse(payload))
    .flatMap((notice) => (notice.purpose === 'account-changed' ? [`${notice.values.what} ${notice.to.address}`] : []))
    .sort()
}

const audited = async (action: string) =>
  db.selectFrom('audit').select(['user_id', 'patient_id', 'reason']).where('action', '=', action).execute()

describe('at the desk, with both present', () => {
  const asked = { login: '050 765 4321', relation: 'child', rights: 'book', reason: 'drives her to the clinic', present: 'yes' }

  async function aDesk() {
    await theClinic()
    const mother = await aPatient(db, { phone: '+966501111111' })
    const son = await aUser(db, { phone: '+966507654321', name: { en: 'Omar Alghamdi', ar: 'عمر الغامدي' } })
    const clerk = await aStaffMember(db, 'receptionist')
    const browser = await browserOf(clerk.user, 'staff')
    return { mother, son, clerk, browser, address: `/patients/${mother.id}/people` }
  }

  /** Looks the account up, then gives the right. */
  async function give(browser: TestBrowser, address: string, fields: Record<string, string> = asked): Promise<Response> {
    const first = await browser.post(`${address}/new`, { receipt: newId(), ...fields })
    const html = await first.clone().text()
    const { account } = hiddenFields(html)
    return account ? browser.post(`${address}/new`, { ...hiddenFields(html), ...fields }) : first
  }

  it('an account is found, shown by name, and only then given the right; both are told and the audit says why', async () => {
    const { mother, son, clerk, browser, address } = await aDesk()
    expect(await (await browser.get(`/patients/${mother.id}`)).text()).toContain(`href="${address}"`)
    const shown = await browser.post(`${address}/new`, { receipt: newId(), ...asked })
    expect(shown.status).toBe(200)
    expect(wordsOf(await shown.text())).toContain('The account is in the name of Omar Alghamdi')
    expect(await rights(), 'nothing is given yet').toEqual([])
    const answer = await give(browser, address)
    expect(answer.headers.get('Location')).toBe(`${address}?done=given`)
    expect(await rights()).toMatchObject([
      { patient_id: mother.id, relation: 'child', may_book: true, may_see_record: false, reason: 'drives her to the clinic' },
    ])
    expect(await told()).toEqual(['access-given +966501111111', 'acting-given +966507654321'])
    expect(await audited('access.give')).toEqual([{ user_id: clerk.user.id, patient_id: mother.id, reason: 'drives her to the clinic' }])
    expect((await peopleOfActor(db, patientActor(son))).map(({ id }) => id)).toEqual([mother.id])
    expect(wordsOf(await (await browser.get(`${address}?done=given`)).text())).toContain('Omar Alghamdi 05• ••• ••21 Child · books visits')
  })

  it.each([
    ['present', '', 'Both have to be present'],
    ['reason', '', 'Enter the reason'],
    ['rights', '', 'Choose what the person may do'],
    ['relation', 'self', 'Choose what the person is to the patient'],
    ['login', '050 999 9999', 'No account has this mobile number'],
    ['login', 'huda', 'No account has this mobile number'],
  ])('nothing is given with %s “%s”', async (field, value, message) => {
    const { browser, address } = await aDesk()
    const answer = await give(browser, address, { ...asked, [field]: value })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(message)
    expect(await rights()).toEqual([])
  })

  it('another account than the one that was shown is not given the right', async () => {
    const { browser, address } = await aDesk()
    const other = await aUser(db)
    const answer = await browser.post(`${address}/new`, { receipt: newId(), ...asked, account: other.id })
    expect(answer.status).toBe(200)
    expect(await rights()).toEqual([])
  })

  it('nobody gives themselves a patient, and nobody is given one twice', async () => {
    const { clerk, browser, address } = await aDesk()
    const own = { user_id: clerk.user.id, kind: 'phone' as const, value: '+966508888888', confirmed_at: Temporal.Now.instant() }
    await db
      .insertInto('logins')
      .values({ id: newId<'login'>(), ...own })
      .execute()
    expect(await (await give(browser, address, { ...asked, login: '050 888 8888' })).text()).toContain('This is your own account')
    await give(browser, address)
    expect(await (await give(browser, address)).text()).toContain('acts for the patient already')
    expect(await rights()).toHaveLength(1)
  })

  it('for a child only parents and guardians act', async () => {
    const { mother, browser, address } = await aDesk()
    await db
      .updateTable('patients')
      .set({ birth_date: yearsAgo(10) })
      .where('id', '=', mother.id)
      .execute()
    expect(await (await browser.get(`${address}/new`)).text()).not.toContain('value="spouse"')
    expect((await give(browser, address, { ...asked, relation: 'spouse' })).status).toBe(422)
    expect((await give(browser, address, { ...asked, relation: 'parent' })).status).toBe(303)
  })

  it('it is ended with a reason, and both are told', async () => {
    const { mother, son, clerk, browser, address } = await aDesk()
    await give(browser, address)
    await db.deleteFrom('outbox').execute()
    const [right] = await rights()
    const ending = `${address}/${right?.id}/ending`
    expect((await browser.get(ending)).status).toBe(200)
    expect((await browser.post(ending, { receipt: newId(), reason: '' })).status).toBe(422)
    await browser.post(ending, { receipt: newId(), reason: 'she asked for it' })
    expect(await peopleOfActor(db, patientActor(son))).toEqual([])
    expect(await rights()).toMatchObject([{ ended_because: 'she asked for it', ended_by_user_id: clerk.user.id }])
    expect(await audited('access.end')).toMatchObject([{ patient_id: mother.id, reason: 'she asked for it' }])
    expect(await told()).toEqual(['access-ended +966501111111', 'acting-ended +966507654321'])
    expect((await browser.get(ending)).status, 'what has ended is not there').toBe(404)
  })

  it('an old account of the patient’s own is told from the new one by its login, and ended; the new one still opens the record', async () => {
    const { mother, clerk, browser, address } = await aDesk()
    const [old, newer] = [await aUser(db, { phone: '+966502222222' }), await aUser(db, { phone: '+966501111111' })]
    const id = newId<'patient-access'>()
    await anAccess(db, old, mother, { id })
    await anAccess(db, newer, mother)
    const listed = wordsOf(await (await browser.get(address)).text())
    expect(listed).toContain('05• ••• ••22 Themselves · books visits · sees the record')
    expect(listed).toContain('05• ••• ••11 Themselves')
    const ending = `${address}/${id}/ending`
    expect(wordsOf(await (await browser.get(ending)).text())).toContain('will no longer open this record')
    expect((await browser.post(ending, { receipt: newId(), reason: 'the number is another’s now' })).status).toBe(303)
    expect(await peopleOfActor(db, patientActor(old))).toEqual([])
    expect((await peopleOfActor(db, patientActor(newer))).map((one) => one.id)).toEqual([mother.id])
    expect(await audited('access.end')).toEqual([{ user_id: clerk.user.id, patient_id: mother.id, reason: 'the number is another’s now' }])
    expect(await told(), 'each number once').toEqual(['access-ended +966501111111', 'own-ended +966502222222'])
  })

  it('who has lost a phone is signed out everywhere, and whoever acts for them; others and the staff site go on', async () => {
    const { mother, son, browser } = await aDesk()
    const own = await aUser(db)
    await anAccess(db, own, mother, { relation: 'self' })
    await anAccess(db, son, mother, { relation: 'child' })
    const former = await aUser(db)
    await anAccess(db, former, mother, { relation: 'spouse', valid_until: Temporal.Now.instant().subtract({ hours: 1 }) })
    await browserOf(son, 'staff')
    const [lost, hers, others] = [await browserOf(son), await browserOf(own, 'patient', 'code'), await browserOf(former)]
    const page = await browser.get(`/patients/${mother.id}/people/sessions-ending`)
    const done = await browser.post(`/patients/${mother.id}/people/sessions-ending`, hiddenFields(await page.text()))
    expect(done.headers.get('Location')).toBe(`/patients/${mother.id}/people?done=signed-out`)
    expect(wordsOf(await (await browser.get(`/patients/${mother.id}/people?done=signed-out`)).text())).toContain(
      'signed out on every device',
    )
    const status = async (phone: TestBrowser) => (await phone.get('/account')).status
    expect([await status(lost), await status(hers), await status(others)]).toEqual([303, 303, 200])
    expect(await db.selectFrom('sessions').select('site').where('user_id', '=', son.id).execute()).toEqual([{ site: 'staff' }])
    expect(await audited('account.end-sessions')).toMatchObject([{ patient_id: mother.id }])
  })

  it('a right over another patient is not found at this one’s address', async () => {
    const { son, browser, address } = await aDesk()
    const other = await aPatient(db)
    const id = newId<'patient-access'>()
    await anAccess(db, son, other, { id, relation: 'carer' })
    expect((await browser.get(`${address}/${id}/ending`)).status).toBe(404)
    expect((await browser.post(`${address}/${id}/ending`, { receipt: newId(), reason: 'anything' })).status).toBe(404)
    expect((await rights())[0]?.valid_until).toBeNull()
  })
})

describe('one’s own page of people', () => {
  async function aCouple(birth = yearsAgo(40)) {
    await theClinic()
    const wife = await aSignedInPatient(db, { phone: '+966501234567', birth_date: birth })
    const husband = await aUser(db, { phone: '+966507654321', name: { en: 'Saad Alqahtani', ar: 'سعد القحطاني' } })
    const right = newId<'patient-access'>()
    await anAccess(db, husband, wife.patient, { id: right, relation: 'spouse', reason: 'a note of the desk' })
    return { wife, husband, right, ending: `/account/people/${right}/ending` }
  }

  const until = async (id: Id<'patient-access'>) => (await rights()).find((row) => row.id === id)?.valid_until ?? null

  it('lists for whom they act and who acts for them, with the rights, and not what the desk wrote', async () => {
    const { wife, husband } = await aCouple()
    const hers = wordsOf(await (await (await browserOf(wife.user)).get('/account/people')).text())
    expect(hers).toContain('Who acts for me Saad Alqahtani Spouse · books visits · sees the record')
    expect(hers).not.toContain('a note of the desk')
    const his = wordsOf(await (await (await browserOf(husband)).get('/account/people')).text())
    expect(his).toContain('I act for Noura Saad Alqahtani Spouse')
  })

  it.each(['wife', 'husband'] as const)('the %s ends it: looking changes nothing, the button does', async (who) => {
    const { wife, husband, right, ending } = await aCouple()
    const browser = await browserOf(who === 'wife' ? wife.user : husband)
    const html = await (await browser.get(ending)).text()
    expect(await until(right)).toBeNull()
    const answer = await browser.post(ending, hiddenFields(html))
    expect(answer.headers.get('Location')).toBe('/account/people?done=ended')
    expect(await until(right)).not.toBeNull()
    expect(await told()).toEqual(['access-ended +966501234567', 'acting-ended +966507654321'])
    expect(await peopleOfActor(db, patientActor(husband))).toEqual([])
  })

  it('is closed to everybody else, and to who came by a code alone', async () => {
    const { wife, right, ending } = await aCouple()
    const stranger = await aSignedInPatient(db, { phone: '+966509999999' })
    const browser = await browserOf(stranger.user)
    expect((await browser.get(ending)).status).toBe(404)
    expect((await browser.post(ending, { receipt: newId() })).status).toBe(404)
    const byCode = await browserOf(wife.user, 'patient', 'code')
    expect((await byCode.get('/account/people')).headers.get('Location')).toContain('/sign-in/password')
    expect((await byCode.post(ending, { receipt: newId() })).headers.get('Location')).toContain('/sign-in/password')
    expect(await until(right)).toBeNull()
  })

  it('ends nobody’s right over themselves', async () => {
    const { wife } = await aCouple()
    const self = await db.selectFrom('patient_access').select('id').where('relation', '=', 'self').executeTakeFirstOrThrow()
    expect((await (await browserOf(wife.user)).post(`/account/people/${self.id}/ending`, { receipt: newId() })).status).toBe(404)
  })

  it('does not let a child end a guardian’s right', async () => {
    const { wife: child, right, ending } = await aCouple(yearsAgo(15))
    await db.updateTable('patient_access').set({ relation: 'parent' }).where('id', '=', right).execute()
    const browser = await browserOf(child.user)
    expect(await (await browser.get('/account/people')).text()).not.toContain(ending)
    expect((await browser.get(ending)).status).toBe(403)
    expect((await browser.post(ending, { receipt: newId() })).status).toBe(403)
    expect(await until(right)).toBeNull()
  })
})

describe('parents and guardians', () => {
  async function aFamily(birth: Temporal.PlainDate, given: Partial<Row<'patient_access'>> = {}) {
    await theClinic()
    const child = await aPatient(db, { birth_date: birth, phone: '+966502222222' })
    const mother = await aUser(db, { phone: '+966507654321' })
    await anAccess(db, mother, child, { relation: 'parent', ...given })
    return { child, mother }
  }

  it('act until the day before the eighteenth birthday, and are told when it is over, as is the one they acted for', async () => {
    const { child, mother } = await aFamily(yearsAgo(18, 1))
    expect(await endGuardianships(db)).toBe(0)
    await db
      .updateTable('patients')
      .set({ birth_date: yearsAgo(18) })
      .where('id', '=', child.id)
      .execute()
    expect(await endGuardianships(db)).toBe(1)
    expect(await peopleOfActor(db, patientActor(mother))).toEqual([])
    expect(await rights()).toMatchObject([{ ended_because: 'of-age', ended_by_user_id: null }])
    expect(await told()).toEqual(['access-ended +966502222222', 'acting-ended +966507654321'])
    expect(await audited('access.end')).toEqual([{ user_id: null, patient_id: child.id, reason: 'of-age' }])
    expect(await endGuardianships(db), 'once').toBe(0)
    expect(await told()).toHaveLength(2)
  })

  it('see until when, before it is over', async () => {
    const { mother } = await aFamily(Temporal.PlainDate.from('2019-03-03'))
    expect(wordsOf(await (await (await browserOf(mother)).get('/account/people')).text())).toContain('until Tuesday 3 March 2037')
  })

  it('keep what was given to them over an adult, at the desk', async () => {
    await aFamily(yearsAgo(20), { valid_from: Temporal.Now.instant().subtract({ hours: 1 }) })
    expect(await endGuardianships(db)).toBe(0)
  })

  it.each(['spouse', 'child', 'carer', 'self'] as const)('are meant, and not a %s', async (relation) => {
    await aFamily(yearsAgo(30), { relation })
    expect(await endGuardianships(db)).toBe(0)
  })

  it('stay where no birth date is known', async () => {
    const { child } = await aFamily(yearsAgo(30))
    await db.updateTable('patients').set({ birth_date: null, birth_precision: null }).where('id', '=', child.id).execute()
    expect(await endGuardianships(db)).toBe(0)
  })
})

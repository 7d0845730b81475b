import { describe, expect, it } from 'vitest'
import { newId } from '../../src/database/ids.ts'
import { noticeForm } from '../../src/notices/notice.ts'
import { aBrowser, type TestBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { hiddenFields, wordsOf } from '../support/forms.ts'
import { aContactPoint, anAccess, aPatient, aUser, testPassword } from '../support/people.ts'
import { aLocation, theSettings } from '../support/places.ts'

const { db } = testDatabase()

async function aPerson() {
  await theSettings(db)
  await aLocation(db)
  const user = await aUser(db, { phone: '+966501234567', email: 'fatimah@example.org' })
  const patient = await aPatient(db, { phone: '+966501234567' })
  await anAccess(db, user, patient)
  return { user, patient, browser: await signedIn('0501234567') }
}

async function signedIn(login: string): Promise<TestBrowser> {
  const browser = aBrowser(db)
  await browser.post('/sign-in', { login, password: testPassword })
  return browser
}

const ask = (browser: TestBrowser, kind: 'phone' | 'email', login: string, password = testPassword) =>
  browser.post(`/account/${kind}`, { login, 'current-password': password })

async function type(browser: TestBrowser, kind: 'phone' | 'email', code: string): Promise<Response> {
  const { receipt = newId() } = hiddenFields(await (await browser.get(`/account/${kind}/code`)).text())
  return browser.post(`/account/${kind}/code`, { receipt, code })
}

async function notices(purpose: string) {
  const rows = await db.selectFrom('outbox').select('payload').where('topic', 'in', ['mail', 'text']).orderBy('id').execute()
  return rows.map(({ payload }) => noticeForm.parse(payload)).filter((notice) => notice.purpose === purpose)
}

async function codeSent(): Promise<string> {
  const last = (await notices('code')).at(-1)
  return last?.purpose === 'code' ? last.values.code : ''
}

const logins = async () => {
  const rows = await db.selectFrom('logins').select(['kind', 'value']).orderBy('kind').orderBy('value').execute()
  return rows.map(({ value }) => value)
}

describe('another phone to sign in by', () => {
  it('is the account’s once its code is typed; the old one is told, other sessions end, and visits are told of there', async () => {
    const { browser, patient } = await aPerson()
    const child = await aPatient(db)
    await aContactPoint(db, child, { value: '+966501234567', whose: 'mother' })
    const elsewhere = await signedIn('0501234567')
    expect((await ask(browser, 'phone', '050 765 4321')).headers.get('Location')).toBe('/account/phone/code')
    expect((await notices('code')).map(({ to }) => to.address)).toEqual(['+966507654321'])
    expect(await logins(), 'nothing has changed yet').toEqual(['fatimah@example.org', '+966501234567'])
    const answer = await type(browser, 'phone', await codeSent())
    expect(answer.headers.get('Location')).toBe('/account?done=phone')
    expect(wordsOf(await (await browser.get('/account?done=phone')).text())).toContain('Mobile number 050 765 4321')
    expect(await logins()).toEqual(['fatimah@example.org', '+966507654321'])
    expect((await notices('account-changed')).map(({ to }) => to.address).sort()).toEqual(['+966501234567', 'fatimah@example.org'])
    expect((await elsewhere.get('/account')).status).toBe(303)
    const points = await db.selectFrom('contact_points').select(['patient_id', 'value']).execute()
    expect(points).toEqual(
      expect.arrayContaining([
        { patient_id: patient.id, value: '+966507654321' },
        { patient_id: child.id, value: '+966501234567' },
      ]),
    )
    const found = await db.selectFrom('search_tokens').select('token').where('subject_id', '=', patient.id).execute()
    expect(found.map(({ token }) => token).join(' ')).toContain('7654321')
  })

  it('needs the password once more', async () => {
    const { browser } = await aPerson()
    const answer = await ask(browser, 'phone', '050 765 4321', 'not this')
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('value="050 765 4321"')
    expect(await notices('code')).toEqual([])
    expect((await ask(browser, 'phone', 'nobody@example.org')).status, 'an address is no phone').toBe(422)
  })

  it('is not confirmed by a wrong code, in another browser, or by another account', async () => {
    const { browser } = await aPerson()
    await aUser(db, { phone: '+966505555555' })
    await ask(browser, 'phone', '050 765 4321')
    const code = await codeSent()
    expect((await type(browser, 'phone', code === '000000' ? '000001' : '000000')).status).toBe(422)
    const other = await signedIn('0505555555')
    expect((await type(other, 'phone', code)).headers.get('Location')).toBe('/account/phone')
    const stolen = aBrowser(db, 'patient', {
      '__Host-session': other.cookie('__Host-session') ?? '',
      '__Host-request': browser.cookie('__Host-request') ?? '',
    })
    expect((await type(stolen, 'phone', code)).headers.get('Location')).toBe('/account/phone')
    expect((await type(browser, 'email', code)).headers.get('Location'), 'nor as an address').toBe('/account/email')
    expect(await logins()).not.toContain('+966507654321')
  })

  it('is refused when another account has it, and only to who holds that phone', async () => {
    const { browser } = await aPerson()
    await aUser(db, { phone: '+966505555555' })
    expect((await ask(browser, 'phone', '050 555 5555')).headers.get('Location')).toBe('/account/phone/code')
    const answer = await type(browser, 'phone', await codeSent())
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Another account uses this number already')
    expect(await logins()).toEqual(['fatimah@example.org', '+966501234567', '+966505555555'])
  })
})

describe('another e-mail address', () => {
  it('is confirmed in the same way, and the old address hears of it', async () => {
    const { browser } = await aPerson()
    await ask(browser, 'email', 'Fatimah@New.example')
    expect((await type(browser, 'email', await codeSent())).headers.get('Location')).toBe('/account?done=email')
    expect(await logins()).toEqual(['fatimah@new.example', '+966501234567'])
    expect((await notices('account-changed')).map(({ to }) => to.address)).toContain('fatimah@example.org')
  })
})

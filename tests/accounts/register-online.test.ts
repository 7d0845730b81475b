import { Hono } from 'hono'
import { beforeEach, describe, expect, it } from 'vitest'
import { fullyKnown, signedIn } from '../../src/accounts/require.ts'
import { routes } from '../../src/app.tsx'
import { noticeVersion } from '../../src/patients/registrations/consents.ts'
import type { Env } from '../../src/web/context.ts'
import { testApp } from '../support/app.ts'
import { aBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { hiddenFields, wordsOf } from '../support/forms.ts'
import { anIdentifier, aPatient, aSignedInPatient, aUser, testPassword } from '../support/people.ts'
import { aLocation, theSettings } from '../support/places.ts'
import { codeFor, notThis, postFor, waitMinutes } from './post.ts'
import { confirmed, fatimah, registers, saysWho } from './registering.ts'

const { db } = testDatabase()
const phone = '+966501234567'

beforeEach(async () => {
  await theSettings(db)
  await aLocation(db)
})

const all = (table: 'users' | 'logins' | 'registrations' | 'patients' | 'sessions' | 'identifiers') =>
  db.selectFrom(table).selectAll().execute()
const registrations = () => db.selectFrom('registrations').selectAll().execute()

describe('registering by phone', () => {
  it('needs a code, a name in one script, a birth date and the sex; then one is in', async () => {
    const browser = aBrowser(db)
    const asked = await browser.post('/register', { login: '050 123 4567' })
    expect([asked.status, asked.headers.get('Location')]).toEqual([303, '/register/code'])
    const html = await (await browser.get('/register/code')).text()
    expect(html).toMatch(/<input[^>]*name="code"[^>]*autocomplete="one-time-code"/)
    expect(wordsOf(html)).toContain('05• ••• ••67')
    const right = await browser.post('/register/code', { code: await codeFor(db, phone) })
    expect(right.headers.get('Location')).toBe('/register/details')
    const done = await saysWho(browser)
    expect([done.status, done.headers.get('Location')]).toEqual([303, '/?done=registered'])
    expect(wordsOf(await (await browser.get('/?done=registered')).text())).toContain('You are registered and signed in.')
    expect(wordsOf(await (await aBrowser(db).get('/?done=registered')).text())).not.toContain('You are registered')
    expect((await browser.get('/appointments')).headers.get('Location')).toMatch(/^\/patients\//)
    expect(await all('logins')).toMatchObject([{ kind: 'phone', value: phone, confirmed_at: expect.anything() }])
    expect(await all('users')).toMatchObject([{ password_hash: null, name: { en: 'Fatimah Alghamdi', ar: 'Fatimah Alghamdi' } }])
    expect(await all('sessions')).toMatchObject([{ strength: 'code', site: 'patient' }])
    expect(await all('registrations')).toMatchObject([{ status: 'waiting', contact_kind: 'phone', contact_value: phone }])
    expect(await all('patients')).toMatchObject([{ birth_date: Temporal.PlainDate.from('1990-07-01'), sex: 'female', language: 'en' }])
    const access = await db.selectFrom('patient_access').selectAll().execute()
    expect(access).toMatchObject([{ relation: 'self', may_book: true, may_see_record: false }])
  })

  it('lists what is missing in the order of the form', async () => {
    const browser = aBrowser(db)
    await confirmed(db, browser, phone)
    const html = await (
      await saysWho(browser, { nameEn: '', year: '', day: '', month: '', sex: '', idType1: 'iqama', idValue1: '1' })
    ).text()
    const listed = [...html.matchAll(/<li><a href="#f-(\w+)"/g)].map(([, field]) => field)
    expect(listed).toEqual(['nameEn', 'day', 'sex', 'idValue1'])
  })

  it('reads a Hijri date, and a year alone', async () => {
    await registers(db, aBrowser(db), phone, { day: '1', month: '٧', year: '1395', nameEn: '', nameAr: 'فاطمة الغامدي' })
    await registers(db, aBrowser(db), '+966501234568', { day: '', month: '', year: '1980' })
    expect(await db.selectFrom('patients').selectAll().orderBy('id').execute()).toMatchObject([
      { birth_calendar: 'umalqura', birth_precision: 'day' },
      { birth_calendar: 'gregorian', birth_precision: 'year' },
    ])
  })

  it('keeps which privacy notice was shown, and whether messages are wanted, apart', async () => {
    await registers(db, aBrowser(db))
    await registers(db, aBrowser(db), '+966501234568', { messages: 'yes' })
    const rows = await db.selectFrom('consents').selectAll().orderBy('id').execute()
    expect(rows.map(({ kind, given }) => [kind, given])).toEqual([
      ['privacy', true],
      ['messages', false],
      ['privacy', true],
      ['messages', true],
    ])
    expect(new Set(rows.map(({ notice_version, language }) => `${notice_version} ${language}`))).toEqual(new Set([`${noticeVersion} en`]))
    const points = await db.selectFrom('contact_points').selectAll().orderBy('id').execute()
    expect(points.map(({ reminders, confirmed_at }) => [reminders, confirmed_at !== null])).toEqual([
      [false, true],
      [true, true],
    ])
    expect(await (await aBrowser(db).get('/privacy')).text()).toContain(noticeVersion)
  })

  it('says what is wrong beside the field, keeps what was typed, and keeps the code', async () => {
    const browser = aBrowser(db)
    await confirmed(db, browser, phone)
    const answer = await saysWho(browser, { nameEn: '', month: '13', sex: '', idType1: 'national-id', idValue1: '1234567890' })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('Error:')
    for (const words of [
      'Enter your name, in Arabic or English letters',
      'Check the date of birth',
      'Choose the sex',
      'one digit seems wrong',
    ]) {
      expect(html).toContain(words)
    }
    expect(html).toContain('value="1234567890"')
    expect((await saysWho(browser)).status).toBe(303)
  })

  it('leads on to what was chosen before', async () => {
    const to = '/book?visit=1&day=2026-11-24'
    const browser = aBrowser(db)
    const signIn = await (await browser.get(`/sign-in?to=${encodeURIComponent(to)}`)).text()
    expect(signIn).toContain(`href="/register?to=${encodeURIComponent(to)}"`)
    expect(signIn).toContain(`href="/sign-in/code?to=${encodeURIComponent(to)}"`)
    expect(await (await browser.get(`/register?to=${encodeURIComponent(to)}`)).text()).toContain('What you chose is kept')
    const right = await confirmed(db, browser, phone, phone, to)
    expect(right.headers.get('Location')).toBe(`/register/details?to=${encodeURIComponent(to)}`)
    expect((await saysWho(browser, {}, to)).headers.get('Location')).toBe(to)
  })

  it('leads nowhere else than on this host', async () => {
    const to = 'https://evil.example/'
    const browser = aBrowser(db)
    expect((await confirmed(db, browser, phone, phone, to)).headers.get('Location')).toBe('/register/details')
    expect((await saysWho(browser, {}, to)).headers.get('Location')).toBe('/?done=registered')
  })
})

describe('nobody learns who is registered', () => {
  it('from asking for a code: a known number and an unknown one are answered alike, at both doors', async () => {
    await aUser(db, { phone })
    for (const door of ['/register', '/sign-in/code']) {
      const answers = []
      for (const login of [phone, '+966509999999']) {
        const browser = aBrowser(db)
        const asked = await browser.post(door, { login })
        const shown = await (await browser.get(asked.headers.get('Location') ?? '')).text()
        answers.push([asked.status, asked.headers.get('Location'), wordsOf(shown).replace(/05• ••• ••\d\d/, '')])
      }
      expect(answers[0]).toEqual(answers[1])
      await waitMinutes(db, 5)
    }
  })

  it('from a wrong code', async () => {
    await aUser(db, { phone })
    const words = []
    for (const login of [phone, '+966509999999']) {
      const browser = aBrowser(db)
      await browser.post('/register', { login })
      const answer = await browser.post('/register/code', { code: notThis(await codeFor(db, login)) })
      words.push([answer.status, wordsOf(await answer.text()).replace(/05• ••• ••\d\d/, '')])
    }
    expect(words[0]).toEqual(words[1])
  })

  it('from an identifier, a name or a birth date that somebody has already', async () => {
    const known = await aPatient(db, { name: 'Fatimah Alghamdi', birth_date: Temporal.PlainDate.from('1990-07-01'), phone })
    await anIdentifier(db, known, { value: '1000000016' })
    const answers = []
    for (const [login, idValue1] of [
      ['+966501111111', '1000000016'],
      ['+966502222222', '1000000008'],
    ] as const) {
      const browser = aBrowser(db)
      const done = await registers(db, browser, login, { idType1: 'national-id', idValue1 })
      answers.push([done.status, done.headers.get('Location')])
    }
    expect(answers).toEqual([
      [303, '/?done=registered'],
      [303, '/?done=registered'],
    ])
    // Said only: the card has not been seen, and the number is not taken from whom it belongs to.
    expect(await all('identifiers')).toMatchObject([{ patient_id: known.id }])
    expect((await registrations()).map((row) => row.identifier_value).sort()).toEqual(['1000000008', '1000000016'])
  })

  it('but who has read the code of a number that has an account is signed in there', async () => {
    const { patient } = await aSignedInPatient(db, { phone })
    const browser = aBrowser(db)
    const right = await confirmed(db, browser, phone)
    expect(right.headers.get('Location')).toBe('/')
    expect((await browser.get('/appointments')).headers.get('Location')).toContain(patient.id)
    expect(await all('registrations')).toEqual([])
  })
})

describe('whoever tries it otherwise', () => {
  it('gets no form without a right code', async () => {
    const browser = aBrowser(db)
    expect((await browser.get('/register/details')).headers.get('Location')).toBe('/register')
    await browser.post('/register', { login: phone })
    expect((await browser.get('/register/details')).headers.get('Location')).toBe('/register')
    expect((await browser.post('/register/details', fatimah)).headers.get('Location')).toBe('/register')
    expect(await all('users')).toEqual([])
  })

  it('gets no form in another browser, nor with a cookie that was made up', async () => {
    const browser = aBrowser(db)
    await browser.post('/register', { login: phone })
    const code = await codeFor(db, phone)
    for (const cookies of [{}, { '__Host-request': 'made-up' }] as Record<string, string>[]) {
      const other = aBrowser(db, 'patient', cookies)
      await other.post('/register/code', { code })
      expect((await other.get('/register/details')).headers.get('Location')).toBe('/register')
    }
    expect((await browser.post('/register/code', { code })).headers.get('Location')).toBe('/register/details')
  })

  it('makes one account of one code, however often and fast the form is sent', async () => {
    const browser = aBrowser(db)
    await confirmed(db, browser, phone)
    const fields = { ...hiddenFields(await (await browser.get('/register/details')).text()), ...fatimah }
    const answers = await Promise.all(Array.from({ length: 4 }, () => browser.post('/register/details', fields)))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303])
    expect([(await all('users')).length, (await all('patients')).length]).toEqual([1, 1])
    const again = await browser.post('/register/details', { ...fields, receipt: '' })
    expect(again.status).toBe(303)
    expect(await all('users')).toHaveLength(1)
  })

  it('makes one account of one number from two browsers at once', async () => {
    const [first, second] = [aBrowser(db), aBrowser(db)]
    await confirmed(db, first, phone)
    await waitMinutes(db, 2)
    await confirmed(db, second, phone)
    const answers = await Promise.all([saysWho(first), saysWho(second)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect([(await all('users')).length, (await all('patients')).length]).toEqual([1, 1])
    for (const browser of [first, second]) expect((await browser.get('/appointments')).headers.get('Location')).toMatch(/^\/patients\//)
  })

  it('finds no form after an hour', async () => {
    const browser = aBrowser(db)
    await confirmed(db, browser, phone)
    await waitMinutes(db, 61)
    expect((await browser.get('/register/details')).headers.get('Location')).toBe('/register')
  })

  it('meets the same answer for what can be no number or address', async () => {
    for (const login of ['', 'huda', '12', 'a@b', 'x@y.z\r\nBcc: all@example.org', '<script>alert(1)</script>', `${'9'.repeat(300)}`]) {
      const answer = await aBrowser(db).post('/register', { login })
      expect([login, answer.status]).toEqual([login, login === 'a@b' ? 303 : 422])
    }
  })
})

describe('registering by e-mail', () => {
  const mail = 'fatimah@example.org'

  it('needs a password, which then opens all that there is', async () => {
    const browser = aBrowser(db)
    await confirmed(db, browser, 'Fatimah@Example.org', mail)
    const refused = await saysWho(browser, { password: 'too short' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('at least 15 characters')
    const done = await saysWho(browser, { password: 'blue kettle on a hill', phone: '050 123 4567' })
    expect(done.status).toBe(303)
    expect(await all('sessions')).toMatchObject([{ strength: 'full' }])
    expect(await all('logins')).toMatchObject([{ kind: 'email', value: mail }])
    const points = await db.selectFrom('contact_points').selectAll().orderBy('contact_system').execute()
    expect(points.map(({ value, confirmed_at }) => [value, confirmed_at !== null])).toEqual([
      [mail, true],
      [phone, false],
    ])
    const other = aBrowser(db)
    expect((await other.post('/sign-in', { login: mail, password: 'blue kettle on a hill' })).headers.get('Location')).toBe('/')
  })

  it('sends no text', async () => {
    await aBrowser(db).post('/register', { login: mail })
    expect(await postFor(db, mail)).toMatchObject([{ to: { channel: 'mail' }, purpose: 'code' }])
  })
})

describe('signing in by code', () => {
  it('opens visits to who has an account, in a session that knows it was no more than a code', async () => {
    const { patient } = await aSignedInPatient(db, { phone })
    const browser = aBrowser(db)
    await browser.post('/sign-in/code', { login: '0501234567' })
    const to = `/patients/${patient.id}/appointments`
    const right = await browser.post(`/sign-in/code/entry?to=${encodeURIComponent(to)}`, { code: await codeFor(db, phone) })
    expect(right.headers.get('Location')).toBe(to)
    expect((await browser.get(to)).status).toBe(200)
    expect(await all('sessions')).toMatchObject([{ strength: 'code' }])
  })

  it('ends the session that this browser had before', async () => {
    await aSignedInPatient(db, { phone })
    const browser = aBrowser(db)
    for (let n = 0; n < 2; n += 1) {
      await browser.post('/sign-in/code', { login: phone })
      await browser.post('/sign-in/code/entry', { code: await codeFor(db, phone) })
      await waitMinutes(db, 2)
    }
    expect(await all('sessions')).toHaveLength(1)
  })

  it('opens nothing to whose account is closed', async () => {
    await aUser(db, { phone, disabled_at: Temporal.Now.instant() })
    const browser = aBrowser(db)
    await browser.post('/sign-in/code', { login: phone })
    const right = await browser.post('/sign-in/code/entry', { code: await codeFor(db, phone) })
    expect(right.status).toBe(403)
    expect(await right.text()).toContain('This account is closed')
    expect(await all('sessions')).toEqual([])
  })

  it('is not there on the staff site, whose sessions a code does not open', async () => {
    const browser = aBrowser(db, 'staff')
    expect((await browser.get('/sign-in/code')).status).toBe(404)
    expect((await browser.post('/register', { login: phone })).status).toBe(404)
    expect(await (await browser.get('/sign-in')).text()).not.toContain('/register')
  })

  it('waits a minute before it sends another code, and says so', async () => {
    const browser = aBrowser(db)
    await browser.post('/sign-in/code', { login: phone })
    const again = await browser.post('/sign-in/code/entry', { again: 'yes' })
    expect(again.status).toBe(429)
    expect(await again.text()).toContain('Wait a minute')
    expect((await browser.post('/sign-in/code/entry', { code: await codeFor(db, phone) })).headers.get('Location')).toBe(
      '/register/details',
    )
  })

  it('sends another code after a minute, and the first is no longer good', async () => {
    await aSignedInPatient(db, { phone })
    const browser = aBrowser(db)
    await browser.post('/sign-in/code', { login: phone })
    const first = await codeFor(db, phone)
    await waitMinutes(db, 1)
    expect((await browser.post('/sign-in/code/entry', { again: 'yes' })).status).toBe(303)
    const second = await codeFor(db, phone)
    if (first !== second) expect((await browser.post('/sign-in/code/entry', { code: first })).status).toBe(422)
    expect((await browser.post('/sign-in/code/entry', { code: second })).headers.get('Location')).toBe('/')
  })
})

describe('the record', () => {
  const site = () => {
    const record = new Hono<Env>()
    record.get('/record', signedIn, fullyKnown, (c) => c.text('the record'))
    return record
  }

  it('asks who signed in by a code for the password too, and opens a new session with it', async () => {
    routes.patient.push(site())
    await aSignedInPatient(db, { phone })
    const { app } = testApp(db)
    routes.patient.pop()
    const browser = aBrowser(db)
    await browser.post('/sign-in/code', { login: phone })
    await browser.post('/sign-in/code/entry', { code: await codeFor(db, phone) })
    const ask = () =>
      app.request('http://localhost:3000/record', { headers: { Cookie: `__Host-session=${browser.cookie('__Host-session')}` } })
    expect((await ask()).headers.get('Location')).toBe('/sign-in/password?to=%2Frecord')
    expect((await browser.get('/sign-in/password?to=%2Frecord')).status).toBe(200)
    expect((await browser.post('/sign-in/password?to=%2Frecord', { 'current-password': 'wrong' })).status).toBe(422)
    const before = browser.cookie('__Host-session')
    const right = await browser.post('/sign-in/password?to=%2Frecord', { 'current-password': testPassword })
    expect(right.headers.get('Location')).toBe('/record')
    expect(browser.cookie('__Host-session')).not.toBe(before)
    expect(await (await ask()).text()).toBe('the record')
    expect(await all('sessions')).toMatchObject([{ strength: 'full' }])
  })
})

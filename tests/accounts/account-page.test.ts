import { describe, expect, it } from 'vitest'
import { faultOf, shortest, shortestWithSecondFactor } from '../../src/accounts/own/new-password.ts'
import { isPassword } from '../../src/accounts/passwords.ts'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { newId } from '../../src/database/ids.ts'
import { aBrowser, type TestBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { hiddenFields, wordsOf } from '../support/forms.ts'
import { anAccess, aPatient, aSignedInPatient, aStaffMember, aUser, testPassword } from '../support/people.ts'
import { aLocation, theSettings } from '../support/places.ts'
import { codeFor } from './post.ts'

const { db } = testDatabase()
const newWords = 'camel window forty spoons'

/** Somebody with a phone and a confirmed e-mail address, signed in. */
async function aPerson() {
  await theSettings(db)
  await aLocation(db)
  const user = await aUser(db, { phone: '+966501234567', email: 'fatimah@example.org' })
  const patient = await aPatient(db)
  await anAccess(db, user, patient)
  return { user, patient, browser: await signedIn() }
}

async function signedIn(password = testPassword): Promise<TestBrowser> {
  const browser = aBrowser(db)
  await browser.post('/sign-in', { login: '0501234567', password })
  return browser
}

async function change(browser: TestBrowser, fields: { current?: string; wanted?: string; receipt?: string }) {
  const { receipt = '' } = hiddenFields(await (await browser.get('/account/password')).text())
  const { current = testPassword, wanted = newWords } = fields
  return browser.post('/account/password', { receipt: fields.receipt ?? receipt, 'current-password': current, 'new-password': wanted })
}

const hash = async () => (await db.selectFrom('users').select('password_hash').executeTakeFirstOrThrow()).password_hash

describe('the account page', () => {
  it('says how somebody signs in, and is where the name in the bar leads', async () => {
    const { browser } = await aPerson()
    const html = await (await browser.get('/account')).text()
    expect(html).toMatch(/<a class="who" href="\/account" aria-current="page">/)
    expect(wordsOf(html)).toContain('Mobile number 050 123 4567')
    expect(wordsOf(html)).toContain('fatimah@example.org')
    expect(await (await browser.get('/doctors')).text()).toContain('<a class="who" href="/account">')
  })

  it('is of staff, too, with their staff name', async () => {
    await theSettings(db)
    const { user } = await aStaffMember(db, 'nurse', { staffName: 'huda' })
    const token = newToken()
    await startSession(db, { site: 'staff', user: user.id, device: null, token, strength: 'full', secondFactor: true })
    const browser = aBrowser(db, 'staff', { '__Host-session': token })
    expect(wordsOf(await (await browser.get('/account')).text())).toContain('Staff name huda')
    const eight = 'kettle9w'
    const patient = await aPatient(db)
    await anAccess(db, user, patient)
    expect((await change(browser, { wanted: eight })).status, 'too short where it opens a record alone').toBe(422)
    const over = Temporal.Now.instant().subtract({ hours: 1 })
    await db.updateTable('patient_access').set({ valid_until: over }).where('user_id', '=', user.id).execute()
    await db.updateTable('users').set({ demo: true }).where('id', '=', user.id).execute()
    expect((await change(browser, { wanted: eight })).status, 'too short where no second factor is asked for').toBe(422)
    await db.updateTable('users').set({ demo: false }).where('id', '=', user.id).execute()
    expect((await change(browser, { wanted: eight })).status).toBe(303)
    expect((await browser.get('/account')).status, 'the second factor is not asked for again').toBe(200)
  })
})

describe('a change of password', () => {
  it('takes the new one, ends all other sessions and goes on with a new one here', async () => {
    const { browser } = await aPerson()
    const elsewhere = await signedIn()
    const before = browser.cookie('__Host-session')
    const answer = await change(browser, {})
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/account?done=password'])
    expect(browser.cookie('__Host-session')).not.toBe(before)
    expect(wordsOf(await (await browser.get('/account?done=password')).text())).toContain('The password is changed')
    expect((await elsewhere.get('/account')).headers.get('Location')).toBe('/sign-in?to=%2Faccount')
    expect((await aBrowser(db, 'patient', { '__Host-session': before ?? '' }).get('/account')).status).toBe(303)
    expect(await isPassword(await hash(), newWords)).toBe(true)
    const rows = await db.selectFrom('audit').select('action').where('action', 'like', 'password%').execute()
    expect(rows).toEqual([{ action: 'password.change' }])
  })

  it('is told wherever the person is reached', async () => {
    const { browser } = await aPerson()
    await change(browser, {})
    const rows = await db
      .selectFrom('outbox')
      .select(['topic', 'payload'])
      .where('topic', 'in', ['mail', 'text'])
      .orderBy('topic')
      .execute()
    expect(rows).toMatchObject([
      { topic: 'mail', payload: { purpose: 'account-changed', values: { what: 'password' }, to: { address: 'fatimah@example.org' } } },
      { topic: 'text', payload: { purpose: 'account-changed', values: { what: 'password' }, to: { address: '+966501234567' } } },
    ])
    expect(JSON.stringify(rows)).not.toContain(newWords)
  })

  it('asks for the current one, and slows down who guesses it', async () => {
    const { browser } = await aPerson()
    const wrong = await change(browser, { current: 'not this one' })
    expect(wrong.status).toBe(422)
    const html = await wrong.text()
    expect(html).toContain('<a href="#f-current-password">The current password is wrong</a>')
    expect(html).not.toContain(newWords)
    expect(await (await change(browser, { current: '' })).text()).toContain('Enter your current password')
    expect(await isPassword(await hash(), testPassword)).toBe(true)
    const [tried] = await db.selectFrom('attempts').selectAll().orderBy('at', 'desc').execute()
    if (!tried) throw new Error('the failure was written down')
    await db
      .insertInto('attempts')
      .values(Array.from({ length: 20 }, () => ({ ...tried, id: newId<'attempt'>() })))
      .execute()
    expect(await (await change(browser, {})).text()).toContain('Too many attempts')
  })

  it('sent twice is one change', async () => {
    const { browser } = await aPerson()
    const receipt = newId()
    await change(browser, { receipt })
    await change(browser, { receipt, current: newWords })
    expect(await db.selectFrom('audit').select('id').where('action', '=', 'password.change').execute()).toHaveLength(1)
  })

  it('is open to nobody else’s receipt, and changes nothing by GET', async () => {
    const { browser } = await aPerson()
    const before = await hash()
    await browser.get(`/account/password?current-password=x&new-password=${encodeURIComponent(newWords)}`)
    expect(await hash()).toBe(before)
  })
})

describe('a new password', () => {
  const expected = { least: shortest, known: ['Fatimah Alghamdi', 'فاطمة الغامدي', '+966501234567'] }

  it.each(['camel window forty spoons', 'جمل نافذة أربعون ملعقة', 'xK9$mQ2!vL7@pR4', 'no digits or capitals needed'])(
    'may be “%s”',
    (words) => {
      expect(faultOf(words, expected)).toBeNull()
    },
  )

  it.each([
    ['short words', 'password.short'],
    ['123456789123456789', 'password.common'],
    ['1qaz2wsx3edc4rfv', 'password.common'],
    ['aaaaaaaaaaaaaaaaaaaa', 'password.common'],
    ['passwordpassword123', 'password.common'],
    ['Fatimah Alghamdi 1234', 'password.common'],
    ['فاطمة الغامدي 123456', 'password.common'],
    ['qwertyuiopasdfghjkl', 'password.common'],
    [`raseel clinic 0123456789`, 'password.common'],
    ['ab '.repeat(400), 'password.long'],
  ])('may not be “%s”', (words, fault) => {
    expect(faultOf(words, expected)).toBe(fault)
  })

  it('may be shorter beside a second factor, but not one that everybody has', () => {
    const beside = { ...expected, least: shortestWithSecondFactor }
    expect(faultOf('kettle9w', beside)).toBeNull()
    expect(faultOf('iloveyou1', beside)).toBe('password.common')
    expect(faultOf('seven77', beside)).toBe('password.shortWithSecond')
  })
})

describe('a first password', () => {
  it('is for who registered with a code: the pages say what for, and know the number', async () => {
    const { browser } = await aPerson()
    await db.updateTable('users').set({ password_hash: null }).execute()
    for (const path of ['/account/password', '/account/phone', '/account/email']) {
      const html = await (await browser.get(path)).text()
      expect(wordsOf(html), path).toContain('You need one to change your mobile number or e-mail and to open your record')
      expect(html, path).toContain('href="/forgotten-password"')
    }
    const html = await (await browser.get('/forgotten-password')).text()
    expect(html).toContain('<h1>Set a password</h1>')
    expect(html).toMatch(/name="login"[^>]*value="050 123 4567"/)
    expect(html).toMatch(/<a class="back" href="\/account"/)
    await browser.post('/forgotten-password', { ...hiddenFields(html), login: '050 123 4567' })
    await browser.post('/forgotten-password/code', { code: await codeFor(db, '+966501234567') })
    expect(await (await browser.get('/forgotten-password/new')).text()).toContain('<h1>Set a password</h1>')
    const stranger = await (await aBrowser(db).get('/forgotten-password')).text()
    expect(stranger).toContain('<h1>Forgotten password</h1>')
    expect(stranger).not.toMatch(/name="login"[^>]*value="0/)
  })
})

describe('the place in the navigation', () => {
  it('is the account on each of its pages', async () => {
    const { browser } = await aPerson()
    for (const path of ['', '/password', '/email', '/phone', '/messages', '/language', '/sessions', '/people']) {
      expect(await (await browser.get(`/account${path}`)).text(), path).toContain('<a class="who" href="/account" aria-current="page">')
    }
  })
})

describe('the language that the clinic writes in', () => {
  it('is the account’s and that of the person’s own record, and the pages follow it', async () => {
    const { browser, user, patient } = await aPerson()
    const child = await aPatient(db)
    await anAccess(db, user, child, { relation: 'parent' })
    const { receipt = '' } = hiddenFields(await (await browser.get('/account/language')).text())
    expect(wordsOf(await (await browser.get('/account')).text())).toContain('Language Not chosen')
    const answer = await browser.post('/account/language', { receipt, language: 'ar' })
    expect(answer.status).toBe(303)
    expect(wordsOf(await (await browser.get('/account?done=language')).text())).toContain('تم تغيير اللغة')
    expect(await db.selectFrom('users').select('language').execute()).toEqual([{ language: 'ar' }])
    const languages = new Map((await db.selectFrom('patients').select(['id', 'language']).execute()).map((row) => [row.id, row.language]))
    expect([languages.get(patient.id), languages.get(child.id)]).toEqual(['ar', null])
  })

  it('is one of ours', async () => {
    const { browser } = await aPerson()
    expect((await browser.post('/account/language', { receipt: newId(), language: 'xx' })).status).toBe(422)
  })

  it('leaves nobody else’s alone', async () => {
    const { browser } = await aPerson()
    const other = await aSignedInPatient(db, { phone: '+966507654321' })
    await browser.post('/account/language', { receipt: newId(), language: 'ar' })
    const row = await db.selectFrom('users').select('language').where('id', '=', other.user.id).executeTakeFirstOrThrow()
    expect(row.language).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { isGoodPin } from '../../src/accounts/shared-desk/pins.ts'
import { newId } from '../../src/database/ids.ts'
import type { Row, StaffRole } from '../../src/database/tables.ts'
import { aBrowser, type TestBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { hiddenFields, linksIn, wordsOf } from '../support/forms.ts'
import { aPatient, aStaffMember, testPassword } from '../support/people.ts'
import { aLocation, theSettings } from '../support/places.ts'
import { anAuthenticator } from '../support/second-factor.ts'

const { db } = testDatabase()
const pin = '4711'
const origin = 'http://staff.localhost:3000'

async function aClinic() {
  await theSettings(db)
  await aLocation(db)
}

/** Somebody at this browser who has shown a second factor and trusts it, and has a PIN. */
async function atTheDesk(browser: TestBrowser, role: StaffRole, staffName: string, name: { en: string; ar: string }) {
  const { user, staff } = await aStaffMember(db, role, { staffName, name })
  const app = await anAuthenticator(db, user)
  await signIn(browser, staffName)
  await browser.post('/second-factor', { code: app.code(), trust: 'yes' })
  const { receipt = '' } = hiddenFields(await (await browser.get('/account/pin')).text())
  expect((await browser.post('/account/pin', { receipt, 'current-password': testPassword, pin })).status).toBe(303)
  return { user, staff }
}

const signIn = (browser: TestBrowser, login: string) => browser.post('/sign-in', { login, password: testPassword })
const huda = { en: 'Huda Nasser', ar: 'هدى ناصر' }
const salma = { en: 'Salma Nour', ar: 'سلمى نور' }

async function aDesk() {
  await aClinic()
  const browser = aBrowser(db, 'staff')
  return { browser, ...(await atTheDesk(browser, 'receptionist', 'huda', huda)) }
}

const idle = (minutes = 11) =>
  db
    .updateTable('sessions')
    .set({ last_used_at: Temporal.Now.instant().subtract({ minutes }) })
    .execute()
const unlock = (browser: TestBrowser, fields: Record<string, string> = { pin }, to = '/directory') =>
  browser.post(`/unlock?to=${encodeURIComponent(to)}`, fields)
const isLocked = async (browser: TestBrowser) => wordsOf(await (await browser.get('/directory')).text()).includes('The page is kept')
const audits = async (action: string) =>
  (await db.selectFrom('audit').select(['user_id', 'reason']).where('action', '=', action).execute()).map((row) => row)

describe('a desk that nobody has used for ten minutes', () => {
  it('answers every page with the lock page at the same address, and nothing of a patient', async () => {
    const { browser } = await aDesk()
    const patient = await aPatient(db)
    await idle()
    for (const path of ['/', '/day-book', '/directory', `/patients/${patient.id}`, '/account', '/lock']) {
      const answer = await browser.get(path)
      const html = await answer.text()
      expect([path, answer.status, answer.headers.get('Cache-Control')]).toEqual([path, 200, 'no-store'])
      expect(wordsOf(html)).toContain('Huda Nasser is signed in here')
      expect(html).not.toContain('name="words"')
      expect(html, 'no places, no name in the bar').not.toContain('class="who"')
    }
    expect(await audits('patient.see')).toEqual([])
  })

  it('says to parts of pages and polls only that it is locked, so that the page they are of stays', async () => {
    const { browser } = await aDesk()
    await idle()
    const asking = { 'HX-Request': 'true', 'HX-Request-Type': 'partial', 'HX-Current-URL': `${origin}/day-book?view=grid` }
    for (const asked of [asking, { ...asking, Poll: 'board' }]) {
      const answer = await browser.get('/day-book', asked)
      expect([answer.status, answer.headers.get('Locked'), answer.headers.get('HX-Redirect'), await answer.text()]).toEqual([
        401,
        'yes',
        null,
        '',
      ])
    }
  })

  it('does nothing that is posted, and says that it is kept', async () => {
    const { browser, user } = await aDesk()
    await idle()
    const answer = await browser.post('/account/language', { receipt: newId(), language: 'ar' }, { Referer: `${origin}/account/language` })
    expect(answer.status).toBe(401)
    const html = await answer.text()
    expect(wordsOf(html)).toContain('you can send it again at once')
    expect(html).toContain('action="/unlock?to=%2Faccount%2Flanguage"')
    expect(await db.selectFrom('users').select('language').where('id', '=', user.id).execute()).toEqual([{ language: null }])
    expect((await unlock(browser, { pin }, '/account/language')).headers.get('Location')).toBe('/account/language')
    expect(browser.cookie('__Host-kept')).toBeDefined()
  })

  it('loses nothing that is posted: after unlocking it waits for one more press, under the same receipt', async () => {
    const { browser, user } = await aDesk()
    await idle()
    const typed = { receipt: newId(), language: 'ar', note: `${'ن'.repeat(4000)}`, 'current-password': 'never' }
    const html = await (await browser.post('/account/language?from=x', typed, { Referer: `${origin}/account/language` })).text()
    const { sealed = '' } = hiddenFields(html)
    expect(Buffer.from(sealed, 'base64url').toString('latin1'), 'nobody else reads it').not.toContain('language')
    const wrong = await browser.post('/unlock?to=%2Faccount%2Flanguage', { pin: '0000', sealed })
    expect(hiddenFields(await wrong.text()).sealed, 'a wrong PIN loses it neither').toBe(sealed)
    const other = await browser.post('/unlock?to=%2Faccount%2Flanguage', { pin: '', by: 'password', sealed })
    expect(hiddenFields(await other.text()).sealed, 'nor does the other way').toBe(sealed)
    const waits = await (await browser.post('/unlock?to=%2Faccount%2Flanguage', { pin, sealed })).text()
    expect(wordsOf(waits)).toContain('Not sent yet')
    expect(waits).toContain('action="/account/language?from=x"')
    const { 'current-password': _, ...kept } = typed
    expect(hiddenFields(waits)).toEqual(kept)
    expect((await db.selectFrom('users').select('language').where('id', '=', user.id).execute())[0]?.language).toBe(null)
    await browser.post('/account/language', kept)
    expect((await db.selectFrom('users').select('language').where('id', '=', user.id).execute())[0]?.language).toBe('ar')
  })

  it('gives what was posted to its own person only', async () => {
    const { browser } = await aDesk()
    await idle()
    const html = await (await browser.post('/account/language', { receipt: newId(), language: 'ar' })).text()
    const { sealed = '' } = hiddenFields(html)
    const another = aBrowser(db, 'staff')
    await atTheDesk(another, 'nurse', 'salma', salma)
    await another.post('/lock', {})
    expect((await another.post('/unlock', { pin, sealed })).headers.get('Location')).toBe('/')
    await another.post('/lock', {})
    expect((await another.post('/unlock', { pin, sealed: 'forged' })).headers.get('Location')).toBe('/')
  })

  it('is kept no longer by being asked, by polls or by wrong tries, and ends after an hour', async () => {
    const { browser } = await aDesk()
    await idle()
    const rows = () => db.selectFrom('sessions').select(['last_used_at', 'expires_at']).execute()
    const before = await rows()
    await browser.get('/day-book')
    await unlock(browser, { pin: '0000' })
    await browser.get('/day-book', { 'HX-Request-Type': 'partial', Poll: 'board' })
    expect(await rows()).toEqual(before)
    await idle(61)
    expect((await browser.get('/directory')).status).toBe(303)
    expect((await unlock(browser)).headers.get('Location'), 'nor is it unlocked then').toBe('/directory')
    expect((await browser.get('/directory')).status).toBe(303)
  })

  it('is not locked while its person uses it, though a board that asks is no use', async () => {
    const { browser } = await aDesk()
    await idle(9)
    await browser.get('/day-book', { 'HX-Request-Type': 'partial', Poll: 'board' })
    expect(await isLocked(browser)).toBe(false)
  })
})

describe('the Lock button', () => {
  it('locks at once, stays on the page, and is written down; a GET only asks', async () => {
    const { browser, user } = await aDesk()
    await browser.get('/lock')
    expect(await isLocked(browser)).toBe(false)
    const answer = await browser.post('/lock', {}, { Referer: `${origin}/day-book?view=grid` })
    expect(answer.headers.get('Location')).toBe('/day-book?view=grid')
    expect(await isLocked(browser)).toBe(true)
    expect(await audits('session.lock')).toEqual([{ user_id: user.id, reason: null }])
  })
})

describe('a page that locks itself', () => {
  const partial = { 'HX-Request-Type': 'partial' }
  const ownIn = (html: string) => /data-session="([^"]+)"/.exec(html)?.[1] ?? ''

  it('is given the lock alone, and is opened by nothing but unlocking', async () => {
    const { browser } = await aDesk()
    const own = ownIn(await (await browser.get('/directory')).text())
    expect((await browser.get(`/unlock?session=${own}`, partial)).status, 'it is open').toBe(204)
    const answer = await browser.post(`/lock?session=${own}`, {}, partial)
    const html = await answer.text()
    expect([answer.status, ownIn(html)]).toEqual([200, own])
    expect(html).not.toContain('<html')
    expect((await browser.get(`/unlock?session=${own}`, partial)).status).toBe(200)
    expect((await browser.post(`/unlock?session=${own}`, { pin: '0000' }, partial)).status).toBe(422)
    expect((await browser.post(`/lock?session=${own}`, {}, partial)).status, 'twice is once').toBe(200)
    expect((await browser.post(`/unlock?session=${own}`, { pin }, partial)).status).toBe(204)
    expect(await isLocked(browser)).toBe(false)
    expect(await audits('session.lock')).toHaveLength(1)
  })

  it('is left when somebody else has signed in beside it, or nobody is', async () => {
    const { browser } = await aDesk()
    const own = ownIn(await (await browser.get('/directory')).text())
    await browser.post('/sign-out', {})
    for (const answer of [await browser.get(`/unlock?session=${own}`, partial), await browser.post(`/lock?session=${own}`, {}, partial)]) {
      expect([answer.status, answer.headers.get('HX-Redirect')?.startsWith('/sign-in')]).toEqual([401, true])
    }
    await atTheDesk(browser, 'nurse', 'salma', salma)
    expect((await browser.get(`/unlock?session=${own}`, partial)).headers.get('HX-Redirect')).toBe('/')
    await browser.post(`/lock?session=${own}`, {}, partial)
    expect(await isLocked(browser), 'the desk is hers now').toBe(false)
    await browser.post('/lock', {})
    expect((await browser.post(`/unlock?session=${own}`, { pin }, partial)).headers.get('HX-Redirect')).toBe('/')
    expect(await isLocked(browser)).toBe(true)
  })
})

describe('unlocking', () => {
  it('by the PIN goes on with the same session, which ends when it would have', async () => {
    const { browser, user } = await aDesk()
    const session = () => db.selectFrom('sessions').select(['token_hash', 'expires_at']).execute()
    const before = await session()
    await browser.post('/lock', {})
    expect((await unlock(browser, { pin: '٤٧١١' })).headers.get('Location')).toBe('/directory')
    expect(await isLocked(browser)).toBe(false)
    expect(await session()).toEqual(before)
    expect(await audits('session.unlock')).toEqual([{ user_id: user.id, reason: 'pin' }])
  })

  it('is by the password as well', async () => {
    const { browser } = await aDesk()
    await browser.post('/lock', {})
    expect((await unlock(browser, { 'current-password': 'not this' })).status).toBe(422)
    expect(await isLocked(browser)).toBe(true)
    await unlock(browser, { 'current-password': testPassword })
    expect(await isLocked(browser)).toBe(false)
  })

  it('leads to no other host', async () => {
    const { browser } = await aDesk()
    await browser.post('/lock', {})
    expect((await unlock(browser, { pin }, '//evil.example/')).headers.get('Location')).toBe('/')
  })

  it('takes five wrong PINs; then the right one opens nothing until the password was given', async () => {
    const { browser } = await aDesk()
    await browser.post('/lock', {})
    const wrong = await Promise.all(
      ['0001', '0002', '0003', '0004', '0005', '0006', '0007'].map((guess) => unlock(browser, { pin: guess })),
    )
    expect(wrong.map(({ status }) => status)).toEqual(wrong.map(() => 422))
    const refused = await unlock(browser)
    expect(refused.status).toBe(422)
    expect(await refused.text(), 'the form asks for the password').toContain('name="current-password"')
    expect(await isLocked(browser)).toBe(true)
    await unlock(browser, { 'current-password': testPassword })
    await browser.post('/lock', {})
    await unlock(browser)
    expect(await isLocked(browser)).toBe(false)
    expect(await audits('pin.fail')).toHaveLength(8)
  })

  it('by the PIN works in no browser that is not trusted, nor after the shift', async () => {
    const { browser, user } = await aDesk()
    const token = newToken()
    await startSession(db, { site: 'staff', user: user.id, device: null, token, strength: 'full', secondFactor: true })
    const elsewhere = aBrowser(db, 'staff', { '__Host-session': token })
    const forged = aBrowser(db, 'staff', { '__Host-session': token, '__Host-device': newToken() })
    await elsewhere.post('/lock', {})
    for (const one of [elsewhere, forged]) {
      expect((await unlock(one)).status).toBe(422)
      expect(await (await one.get('/directory')).text()).not.toContain('name="pin"')
    }
    await browser.post('/lock', {})
    await db
      .updateTable('trusted_devices')
      .set({ expires_at: Temporal.Now.instant().subtract({ minutes: 1 }) })
      .execute()
    expect((await unlock(browser)).status).toBe(422)
    expect(await isLocked(browser)).toBe(true)
  })

  it('is nothing for who is signed out or disabled', async () => {
    const { browser, user } = await aDesk()
    await browser.post('/lock', {})
    await db.updateTable('users').set({ disabled_at: Temporal.Now.instant() }).where('id', '=', user.id).execute()
    await unlock(browser)
    expect((await browser.get('/directory')).headers.get('Location')).toBe('/sign-in?to=%2Fdirectory')
  })
})

describe('the next person at the desk', () => {
  async function twoAtTheDesk() {
    const { browser, user, staff } = await aDesk()
    await browser.post('/sign-out', {})
    const second = await atTheDesk(browser, 'nurse', 'salma', salma)
    await browser.post('/lock', {})
    return { browser, first: { user, staff }, second }
  }

  it('goes on in two actions, their name and their PIN, in a session of their own', async () => {
    const { browser, first, second } = await twoAtTheDesk()
    const before = browser.cookie('__Host-session')
    const address = linksIn(await (await browser.get('/directory')).text()).find((href) => href.startsWith('/switch/')) ?? ''
    const asked = await (await browser.get(address)).text()
    expect(wordsOf(asked)).toContain('Huda Nasser')
    expect(linksIn(asked), 'who took the wrong name goes back').toContain('/unlock')
    expect((await browser.post(address, { pin })).headers.get('Location')).toBe('/')
    expect(browser.cookie('__Host-session')).not.toBe(before)
    expect(wordsOf(await (await browser.get('/account')).text())).toContain('Staff name huda')
    expect((await db.selectFrom('sessions').select('user_id').execute()).map((row) => row.user_id)).toEqual([first.user.id])
    expect((await audits('sign-in')).at(-1)).toEqual({ user_id: first.user.id, reason: 'pin' })
    await browser.post('/lock', {})
    expect((await audits('session.lock')).map((row) => row.user_id)).toEqual([second.user.id, first.user.id])
  })

  it('is not let in by somebody else’s PIN, and has five tries', async () => {
    const { browser, first, second } = await twoAtTheDesk()
    await db.deleteFrom('pins').where('user_id', '=', first.user.id).execute()
    expect((await browser.post(`/switch/${first.staff.id}`, { pin })).headers.get('Location'), 'no PIN, no door').toBe('/sign-in')
    expect((await browser.post(`/switch/${newId()}`, { pin })).headers.get('Location')).toBe('/sign-in')
    expect(await isLocked(browser)).toBe(true)
    for (let n = 0; n < 5; n += 1) await browser.post(`/switch/${second.staff.id}`, { pin: '9090' })
    expect((await browser.post(`/switch/${second.staff.id}`, { pin })).headers.get('Location')).toBe('/sign-in')
  })

  it('cannot use a PIN where nobody’s locked session is', async () => {
    const { browser, first } = await twoAtTheDesk()
    await browser.post('/sign-out', {})
    expect((await browser.post(`/switch/${first.staff.id}`, { pin })).status).toBe(404)
    expect((await browser.get('/directory')).headers.get('Location')).toBe('/sign-in?to=%2Fdirectory')
  })

  it('who has not signed in here gives login and password, and the locked session ends', async () => {
    const { browser, user } = await aDesk()
    await browser.post('/lock', {})
    const other = await aStaffMember(db, 'nurse', { staffName: 'salma', name: salma })
    const page = wordsOf(await (await browser.get('/sign-in')).text())
    expect(page).not.toContain('ended')
    expect((await signIn(browser, 'salma')).headers.get('Location')).toBe('/second-factor')
    const users = (await db.selectFrom('sessions').select('user_id').execute()).map((row) => row.user_id)
    expect(users).toEqual([other.user.id])
    expect(users).not.toContain(user.id)
  })
})

describe('a PIN', () => {
  it('page says where it does not work yet, and what a demo account does by setting it', async () => {
    const { browser, user } = await aDesk()
    const says = async () => wordsOf(await (await browser.get('/account/pin')).text())
    expect(await says()).not.toContain('does not work yet')
    await db.deleteFrom('trusted_devices').execute()
    expect(await says()).toContain('does not work yet')
    await db.updateTable('users').set({ demo: true }).where('id', '=', user.id).execute()
    expect(await says()).toContain('have no second step')
  })

  it('is set with the password, kept as a hash, and weak ones are refused', async () => {
    const { browser, user } = await aDesk()
    const post = (fields: Record<string, string>) => browser.post('/account/pin', { receipt: newId(), ...fields })
    expect((await post({ 'current-password': 'not this', pin: '9173' })).status).toBe(422)
    expect((await post({ 'current-password': testPassword, pin: '1234' })).status).toBe(422)
    const row: Row<'pins'> | undefined = await db.selectFrom('pins').selectAll().where('user_id', '=', user.id).executeTakeFirst()
    expect(row?.pin_hash).toMatch(/^\$argon2id\$/)
    expect(JSON.stringify(await db.selectFrom('audit').selectAll().execute())).not.toContain(pin)
  })

  it.each(['4711', '90210', '13579024'])('may be %s', (good) => expect(isGoodPin(good)).toBe(true))
  it.each(['', '123', '1111', '1234', '9876', '123456789', '12a4', '４７１１'])('may not be “%s”', (bad) =>
    expect(isGoodPin(bad)).toBe(false),
  )
})

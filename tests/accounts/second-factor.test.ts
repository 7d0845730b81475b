import { describe, expect, it } from 'vitest'
import { renewRecoveryCodes } from '../../src/accounts/second-factor/recovery-codes.ts'
import { endAllSessions } from '../../src/accounts/sessions.ts'
import { type Id, newId } from '../../src/database/ids.ts'
import { testConfig } from '../support/app.ts'
import { aBrowser, type TestBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { aStaffMember, testPassword } from '../support/people.ts'
import { anApp, anAuthenticator, fromBase32 } from '../support/second-factor.ts'

const { db } = testDatabase()

const huda = () => aStaffMember(db, 'receptionist', { staffName: 'huda' })

async function passwordGiven(browser: TestBrowser, login = 'huda', to?: string): Promise<Response> {
  return browser.post(to ? `/sign-in?to=${encodeURIComponent(to)}` : '/sign-in', { login, password: testPassword })
}

const where = (answer: Response) => answer.headers.get('Location')
const isIn = async (browser: TestBrowser) => (await browser.get('/directory')).status === 200
const codesOf = (user: { id: Id<'user'> }) => db.transaction().execute((tx) => renewRecoveryCodes(tx, testConfig().secret, user.id))
const audited = async () => (await db.selectFrom('audit').select('action').orderBy('id').execute()).map(({ action }) => action)
const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

describe('who has given the right password', () => {
  it('is asked for a second step, and led on to where they wanted to go', async () => {
    const app = await anAuthenticator(db, (await huda()).user)
    const browser = aBrowser(db, 'staff')
    const answer = await passwordGiven(browser, 'huda', '/keys')
    expect(where(answer)).toBe('/second-factor?to=%2Fkeys')
    const html = await (await browser.get('/second-factor?to=%2Fkeys')).text()
    expect(html).toContain('autocomplete="one-time-code"')
    const before = browser.cookie('__Host-session')
    expect(where(await browser.post('/second-factor?to=%2Fkeys', { code: app.code() }))).toBe('/keys')
    expect(browser.cookie('__Host-session')).not.toBe(before)
    expect(await isIn(browser)).toBe(true)
    expect(await audited()).toEqual(['sign-in.half', 'sign-in'])
  })

  it('is nobody on every other page until then, whichever address they type', async () => {
    await anAuthenticator(db, (await huda()).user)
    const browser = aBrowser(db, 'staff')
    await passwordGiven(browser)
    for (const path of ['/', '/day-book', '/directory', '/account', '/account/password', '/search', '/sign-out']) {
      expect(where(await browser.get(path)), path).toMatch(/^\/sign-in/)
    }
    expect((await browser.post('/patients/new', { receipt: newId() })).status).toBe(401)
    // The door itself leads back to the second step.
    expect(where(await browser.get('/sign-in?to=%2Fkeys'))).toBe('/second-factor?to=%2Fkeys')
  })

  it('cannot set up another app instead of showing the one they have', async () => {
    const { user } = await huda()
    const browser = aBrowser(db, 'staff')
    await passwordGiven(browser)
    const offered = await (await browser.get('/second-factor/set-up')).text()
    const key = hidden(offered, 'key')
    await anAuthenticator(db, user)
    expect(where(await browser.get('/second-factor/set-up'))).toBe('/second-factor')
    const { secret } = await db.selectFrom('authenticators').select('secret').executeTakeFirstOrThrow()
    const letters = /<bdi class="num" dir="ltr">([A-Z2-7 ]{39})</.exec(offered)?.[1] ?? ''
    const answer = await browser.post('/second-factor/set-up', { key, code: anApp(fromBase32(letters)).code() })
    expect(where(answer)).toBe('/second-factor')
    expect(await isIn(browser)).toBe(false)
    expect((await db.selectFrom('authenticators').select('secret').executeTakeFirstOrThrow()).secret).toBe(secret)
  })

  it('has half an hour, and then signs in again', async () => {
    const app = await anAuthenticator(db, (await huda()).user)
    const browser = aBrowser(db, 'staff')
    await passwordGiven(browser)
    await db
      .updateTable('sessions')
      .set({ created_at: Temporal.Now.instant().subtract({ minutes: 31 }) })
      .execute()
    expect(where(await browser.post('/second-factor', { code: app.code() }))).toBe('/sign-in')
    expect(await isIn(browser)).toBe(false)
  })

  it('can leave it to somebody else: the half session ends', async () => {
    await anAuthenticator(db, (await huda()).user)
    const browser = aBrowser(db, 'staff')
    await passwordGiven(browser)
    await browser.post('/sign-out', {})
    expect(await db.selectFrom('sessions').select('user_id').execute()).toEqual([])
  })

  it('is disabled meanwhile: nothing goes on', async () => {
    const { user } = await huda()
    const app = await anAuthenticator(db, user)
    const browser = aBrowser(db, 'staff')
    await passwordGiven(browser)
    await db.updateTable('users').set({ disabled_at: Temporal.Now.instant() }).where('id', '=', user.id).execute()
    expect(where(await browser.post('/second-factor', { code: app.code() }))).toBe('/sign-in')
  })

  it('of the demo clinic is asked for none', async () => {
    await aStaffMember(db, 'receptionist', { staffName: 'huda', demo: true })
    const browser = aBrowser(db, 'staff')
    expect(where(await passwordGiven(browser))).toBe('/')
    expect(await isIn(browser)).toBe(true)
    expect(where(await browser.get('/second-factor'))).toBe('/')
  })
})

describe('a number of the app', () => {
  it('is accepted once, also in another browser, and no older one after it', async () => {
    const app = await anAuthenticator(db, (await huda()).user)
    const code = app.code()
    const first = aBrowser(db, 'staff')
    await passwordGiven(first)
    await first.post('/second-factor', { code })
    expect(await isIn(first)).toBe(true)
    const second = aBrowser(db, 'staff')
    await passwordGiven(second)
    const replayed = await second.post('/second-factor', { code })
    expect(replayed.status).toBe(422)
    expect(await replayed.text()).toContain('was used before')
    expect((await second.post('/second-factor', { code: app.code(-1) })).status).toBe(422)
    expect(await isIn(second)).toBe(false)
    expect(where(await second.post('/second-factor', { code: app.code(1) }))).toBe('/')
  })

  it('that two send at the same moment lets one in', async () => {
    const app = await anAuthenticator(db, (await huda()).user)
    const browsers = [aBrowser(db, 'staff'), aBrowser(db, 'staff')]
    for (const browser of browsers) await passwordGiven(browser)
    const code = app.code()
    await Promise.all(browsers.map((browser) => browser.post('/second-factor', { code })))
    const inside = await Promise.all(browsers.map(isIn))
    expect(inside.filter(Boolean)).toHaveLength(1)
  })

  it('of somebody else opens nothing', async () => {
    await anAuthenticator(db, (await huda()).user)
    const other = await anAuthenticator(db, (await aStaffMember(db, 'nurse', { staffName: 'nada' })).user)
    const browser = aBrowser(db, 'staff')
    await passwordGiven(browser)
    expect((await browser.post('/second-factor', { code: other.code() })).status).toBe(422)
    expect(await isIn(browser)).toBe(false)
  })

  it('may be typed in either script, with a space', async () => {
    const app = await anAuthenticator(db, (await huda()).user)
    const browser = aBrowser(db, 'staff')
    await passwordGiven(browser)
    const code = app.code().replaceAll(/\d/g, (digit) => String.fromCharCode(0x0660 + Number(digit)))
    await browser.post('/second-factor', { code: `${code.slice(0, 3)} ${code.slice(3)}` })
    expect(await isIn(browser)).toBe(true)
  })

  it('is guessed ten times in a quarter of an hour, then refused, also when it is right', { timeout: 60_000 }, async () => {
    const { user } = await huda()
    const app = await anAuthenticator(db, user)
    const browser = aBrowser(db, 'staff')
    await passwordGiven(browser)
    const wrong = String((Number(app.code()) + 1) % 1_000_000).padStart(6, '0')
    expect((await browser.post('/second-factor', { code: wrong })).status).toBe(422)
    const [attempt] = await db.selectFrom('attempts').select('key_hash').orderBy('id', 'desc').limit(1).execute()
    const more = Array.from({ length: 12 }, () => ({
      id: newId<'attempt'>(),
      key_hash: attempt?.key_hash ?? Buffer.alloc(32),
      at: Temporal.Now.instant(),
    }))
    await db.insertInto('attempts').values(more).execute()
    const answer = await browser.post('/second-factor', { code: app.code() })
    expect(answer.headers.get('Retry-After')).not.toBeNull()
    expect(await answer.text()).toContain('Too many attempts')
    expect(await isIn(browser)).toBe(false)
  })
})

describe('a trusted device', () => {
  const trusting = async () => {
    const { user } = await huda()
    const app = await anAuthenticator(db, user)
    const browser = aBrowser(db, 'staff')
    await passwordGiven(browser)
    await browser.post('/second-factor', { code: app.code(), trust: 'yes' })
    await browser.post('/sign-out', {})
    return { user, app, browser }
  }

  it('asks once a shift', async () => {
    const { browser } = await trusting()
    expect(where(await passwordGiven(browser))).toBe('/')
    expect(await isIn(browser)).toBe(true)
    await browser.post('/sign-out', {})
    await db.updateTable('trusted_devices').set({ expires_at: Temporal.Now.instant() }).execute()
    expect(where(await passwordGiven(browser))).toBe('/second-factor')
  })

  it('is the person’s alone: the next at this desk is asked', async () => {
    const { browser } = await trusting()
    await anAuthenticator(db, (await aStaffMember(db, 'nurse', { staffName: 'nada' })).user)
    expect(where(await passwordGiven(browser, 'nada'))).toBe('/second-factor')
  })

  it('is this browser alone, and only when it was asked for', async () => {
    const { app } = await trusting()
    const other = aBrowser(db, 'staff')
    expect(where(await passwordGiven(other))).toBe('/second-factor')
    await other.post('/second-factor', { code: app.code(1) })
    await other.post('/sign-out', {})
    expect(where(await passwordGiven(other))).toBe('/second-factor')
    const forged = aBrowser(db, 'staff', { '__Host-device': 'A'.repeat(43) })
    expect(where(await passwordGiven(forged))).toBe('/second-factor')
  })

  it('is trusted no more when the person is signed out everywhere, as by a new password', async () => {
    const { user, browser } = await trusting()
    await endAllSessions(db, user.id)
    expect(where(await passwordGiven(browser))).toBe('/second-factor')
  })

  it('keeps a cookie that only this host sees', async () => {
    const app = await anAuthenticator(db, (await huda()).user)
    const browser = aBrowser(db, 'staff')
    await passwordGiven(browser)
    const answer = await browser.post('/second-factor', { code: app.code(), trust: 'yes' })
    const cookie = answer.headers.getSetCookie().find((one) => one.startsWith('__Host-device='))
    expect(cookie?.split('; ').slice(1).sort()).toEqual(['HttpOnly', 'Max-Age=50400', 'Path=/', 'SameSite=Lax', 'Secure'])
  })
})

describe('a recovery code', () => {
  it('opens the door once, however it is typed; the others stay', async () => {
    const { user } = await huda()
    await anAuthenticator(db, user)
    const [first = '', second = ''] = await codesOf(user)
    const browser = aBrowser(db, 'staff')
    await passwordGiven(browser)
    expect(where(await browser.post('/second-factor/recovery-code', { code: first.toLowerCase().replace('-', ' ') }))).toBe('/')
    expect(await isIn(browser)).toBe(true)
    const again = aBrowser(db, 'staff')
    await passwordGiven(again)
    expect((await again.post('/second-factor/recovery-code', { code: first })).status).toBe(422)
    expect(await isIn(again)).toBe(false)
    expect(where(await again.post('/second-factor/recovery-code', { code: second }))).toBe('/')
  })

  it('that two send at the same moment lets one in', async () => {
    const { user } = await huda()
    await anAuthenticator(db, user)
    const [code = ''] = await codesOf(user)
    const browsers = [aBrowser(db, 'staff'), aBrowser(db, 'staff')]
    for (const browser of browsers) await passwordGiven(browser)
    await Promise.all(browsers.map((browser) => browser.post('/second-factor/recovery-code', { code })))
    expect((await Promise.all(browsers.map(isIn))).filter(Boolean)).toHaveLength(1)
  })

  it('of somebody else, or of an older sheet, opens nothing; and no code stands in the database', async () => {
    const { user } = await huda()
    await anAuthenticator(db, user)
    const [old = ''] = await codesOf(user)
    const [fresh = ''] = await codesOf(user)
    const [others = ''] = await codesOf((await aStaffMember(db, 'nurse')).user)
    const browser = aBrowser(db, 'staff')
    await passwordGiven(browser)
    for (const code of [old, others, '', 'AAAA-AAAA'])
      expect((await browser.post('/second-factor/recovery-code', { code })).status).toBe(422)
    const rows = await db.selectFrom('recovery_codes').select('code_hash').execute()
    expect(rows.some(({ code_hash }) => code_hash.includes(fresh.replace('-', '')))).toBe(false)
  })
})

describe('somebody without a second factor', () => {
  it('sets one up before anything else, and sees the recovery codes this once', async () => {
    await huda()
    const browser = aBrowser(db, 'staff')
    await passwordGiven(browser, 'huda', '/keys')
    expect(where(await browser.get('/second-factor?to=%2Fkeys'))).toBe('/second-factor/set-up?to=%2Fkeys')
    const html = await (await browser.get('/second-factor/set-up?to=%2Fkeys')).text()
    expect(html).toMatch(/<svg class="qr"[^>]*role="img"/)
    const letters = /<bdi class="num" dir="ltr">([A-Z2-7 ]{39})</.exec(html)?.[1] ?? ''
    const app = anApp(fromBase32(letters))
    const key = hidden(html, 'key')
    const wrong = await browser.post('/second-factor/set-up?to=%2Fkeys', { key, code: app.code(3) })
    expect(wrong.status).toBe(422)
    expect(hidden(await wrong.text(), 'key')).toBe(key)
    const done = await browser.post('/second-factor/set-up?to=%2Fkeys', { key, code: app.code() })
    expect(done.headers.get('Cache-Control')).toContain('no-store')
    const shown = await done.text()
    expect(shown.match(/[0-9A-Z]{4}-[0-9A-Z]{4}/g)).toHaveLength(10)
    expect(shown).toContain('href="/keys"')
    expect(await isIn(browser)).toBe(true)
    expect(where(await browser.post('/second-factor/set-up', { key, code: app.code(1) }))).toBe('/')
    // The number by which it was set up is used.
    const other = aBrowser(db, 'staff')
    await passwordGiven(other)
    expect((await other.post('/second-factor', { code: app.code(0) })).status).toBe(422)
    const { secret } = await db.selectFrom('authenticators').select('secret').executeTakeFirstOrThrow()
    expect(Buffer.from(secret, 'base64url').includes(app.key)).toBe(false)
    expect(await audited()).toContain('second-factor.set-up')
  })

  it('is offered the same key at each look until they sign in anew: the app on an old phone makes it load the page again', async () => {
    await huda()
    const browser = aBrowser(db, 'staff')
    const lettersOf = async () =>
      /<bdi class="num" dir="ltr">([A-Z2-7 ]{39})</.exec(await (await browser.get('/second-factor/set-up')).text())?.[1]
    await passwordGiven(browser)
    const first = await lettersOf()
    expect(first).toBeDefined()
    expect(await lettersOf()).toBe(first)
    await browser.post('/sign-out', {})
    await passwordGiven(browser)
    expect(await lettersOf()).not.toBe(first)
  })

  it('cannot bring a key of their own, nor one that was offered to somebody else', async () => {
    await huda()
    await aStaffMember(db, 'nurse', { staffName: 'nada' })
    const [browser, others] = [aBrowser(db, 'staff'), aBrowser(db, 'staff')]
    await passwordGiven(browser)
    await passwordGiven(others, 'nada')
    const html = await (await others.get('/second-factor/set-up')).text()
    const app = anApp(fromBase32(/<bdi class="num" dir="ltr">([A-Z2-7 ]{39})</.exec(html)?.[1] ?? ''))
    for (const key of [hidden(html, 'key'), 'forged', '', 'A'.repeat(200)]) {
      expect((await browser.post('/second-factor/set-up', { key, code: app.code() })).status, key).toBe(422)
    }
    expect(await isIn(browser)).toBe(false)
  })
})

describe('the second step', () => {
  it('is nothing for who has not given a password', async () => {
    const browser = aBrowser(db, 'staff')
    for (const path of ['/second-factor', '/second-factor/recovery-code', '/second-factor/set-up', '/second-factor/passkey']) {
      expect((await browser.post(path, { code: '123456', answer: '{}' })).status, path).toBe(303)
      expect(where(await browser.post(path, { code: '123456' })), path).toBe('/sign-in')
    }
  })

  it('does not exist on the patients’ site', async () => {
    expect((await aBrowser(db).get('/second-factor')).status).toBe(404)
  })
})

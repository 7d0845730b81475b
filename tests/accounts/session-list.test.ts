import { describe, expect, it } from 'vitest'
import { deviceOf } from '../../src/accounts/own/device.ts'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { type Id, newId } from '../../src/database/ids.ts'
import type { Row, Site, Strength } from '../../src/database/tables.ts'
import { aBrowser, type TestBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { hiddenFields, linksIn, wordsOf } from '../support/forms.ts'
import { aStaffMember, aUser, testPassword } from '../support/people.ts'
import { aLocation, theSettings } from '../support/places.ts'

const { db } = testDatabase()

const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'

interface Given {
  site?: Site
  device?: string | null
  strength?: Strength
}

async function signedIn(
  user: { id: Id<'user'> },
  { site = 'patient', device = windows, strength = 'full' }: Given = {},
): Promise<TestBrowser> {
  const token = newToken()
  await startSession(db, { site, user: user.id, device, token, strength, secondFactor: site === 'staff' })
  return aBrowser(db, site, { '__Host-session': token })
}

async function aPerson(): Promise<Row<'users'>> {
  await theSettings(db)
  await aLocation(db)
  return aUser(db, { phone: '+966501234567' })
}

const list = async (browser: TestBrowser) => (await browser.get('/account/sessions')).text()
const endings = (html: string) => linksIn(html).filter((href) => /^\/account\/sessions\/.+\/ending$/.test(href))
const isIn = async (browser: TestBrowser) => (await browser.get('/account')).status === 200

async function end(browser: TestBrowser, address: string, password = testPassword) {
  const { receipt = '' } = hiddenFields(await (await browser.get(address)).text())
  return browser.post(address, { receipt, 'current-password': password })
}

describe('the list of sessions', () => {
  it('says on what device, since when and which is this one, and is reached from the account page', async () => {
    const user = await aPerson()
    const browser = await signedIn(user)
    await signedIn(user, { device: iphone })
    const html = await list(browser)
    expect(wordsOf(html)).toContain('Chrome on Windows')
    expect(wordsOf(html)).toContain('Safari on iPhone')
    expect(html.match(/aria-current="true"/g)).toHaveLength(1)
    expect(endings(html), 'this one is ended by signing out').toHaveLength(1)
    expect(linksIn(await (await browser.get('/account')).text())).toContain('/account/sessions')
  })

  it('shows neither what has ended nor what is somebody else’s, nor anything of a token', async () => {
    const user = await aPerson()
    const browser = await signedIn(user)
    await signedIn(await aUser(db), { device: iphone })
    await signedIn(user, { device: null })
    const unused = db.updateTable('sessions').set({ last_used_at: Temporal.Now.instant().subtract({ minutes: 31 }) })
    await unused.where('device', 'is', null).execute()
    const html = await list(browser)
    expect(endings(html)).toEqual([])
    for (const { token_hash } of await db.selectFrom('sessions').select('token_hash').execute()) {
      expect(html).not.toContain(token_hash.toString('hex').slice(0, 8))
    }
  })

  it('is of both sites for who is fully known, and of this one for who came by a code', async () => {
    await theSettings(db)
    const { user } = await aStaffMember(db, 'nurse')
    await signedIn(user, { site: 'staff' })
    expect(wordsOf(await list(await signedIn(user)))).toContain('Chrome on Windows (staff site)')
    expect(wordsOf(await list(await signedIn(user, { strength: 'code' })))).not.toContain('staff site')
  })
})

describe('ending a session', () => {
  it('signs out there, at once and nowhere else, and is written down', async () => {
    const user = await aPerson()
    const [here, phone] = [await signedIn(user), await signedIn(user, { device: iphone })]
    const [address = ''] = endings(await list(here))
    const answer = await end(here, address)
    expect(answer.headers.get('Location')).toBe('/account/sessions?done=one')
    expect([await isIn(here), await isIn(phone)]).toEqual([true, false])
    expect((await db.selectFrom('audit').selectAll().where('action', '=', 'session.end').execute()).map((row) => row.user_id)).toEqual([
      user.id,
    ])
    expect((await end(here, address)).status, 'it is gone').toBe(404)
  })

  it('asks for the password once more, of who has one', async () => {
    const user = await aPerson()
    const [here, phone] = [await signedIn(user), await signedIn(user, { device: iphone })]
    const [address = ''] = endings(await list(here))
    for (const path of [address, '/account/sessions/ending']) {
      for (const [wrong, says] of [
        ['', 'Enter'],
        ['not this', 'wrong'],
      ] as const) {
        const answer = await end(here, path, wrong)
        expect([path, answer.status]).toEqual([path, 422])
        expect(wordsOf(await answer.text())).toContain(says === 'Enter' ? 'Enter your current password' : 'current password is wrong')
      }
    }
    expect(await isIn(phone)).toBe(true)
    await db.updateTable('users').set({ password_hash: null }).where('id', '=', user.id).execute()
    expect(await (await here.get(address)).text()).not.toContain('current-password')
    await end(here, address, '')
    expect(await isIn(phone)).toBe(false)
  })

  it('is done by nobody else, nor by a GET', async () => {
    const user = await aPerson()
    const [here, phone] = [await signedIn(user), await signedIn(user, { device: iphone })]
    const [address = ''] = endings(await list(here))
    const stranger = await signedIn(await aUser(db))
    expect((await stranger.get(address)).status).toBe(404)
    await stranger.post(address, {
      receipt: hiddenFields(await (await here.get(address)).text()).receipt ?? '',
      'current-password': testPassword,
    })
    await here.get(address)
    expect(await isIn(phone)).toBe(true)
  })

  it('of the one that asks is signing out', async () => {
    const user = await aPerson()
    const [here, phone] = [await signedIn(user), await signedIn(user, { device: iphone })]
    const [address = ''] = endings(await list(phone))
    expect((await here.get(address)).headers.get('Location')).toBe('/sign-out')
    expect((await here.post(address, { receipt: newId() })).headers.get('Location')).toBe('/sign-out')
    expect(await isIn(here)).toBe(true)
  })

  it('everywhere else leaves this one, and asks there for a second factor again', async () => {
    await theSettings(db)
    const { user } = await aStaffMember(db, 'nurse')
    const here = await signedIn(user, { site: 'staff' })
    const others = [await signedIn(user, { site: 'staff' }), await signedIn(user)]
    const stranger = await signedIn(await aUser(db))
    const at = { trusted_at: Temporal.Now.instant(), expires_at: Temporal.Now.instant().add({ hours: 1 }) }
    await db
      .insertInto('trusted_devices')
      .values({ device_hash: Buffer.alloc(32, 1), user_id: user.id, ...at })
      .execute()
    const answer = await end(here, '/account/sessions/ending')
    expect(answer.headers.get('Location')).toBe('/account/sessions?done=others')
    expect(await Promise.all([here, ...others, stranger].map(isIn))).toEqual([true, false, false, true])
    expect(await db.selectFrom('trusted_devices').selectAll().execute()).toEqual([])
  })

  it('by who came by a code reaches the patients’ site only', async () => {
    await theSettings(db)
    const { user } = await aStaffMember(db, 'nurse')
    const [staff, patient] = [await signedIn(user, { site: 'staff' }), await signedIn(user)]
    await end(await signedIn(user, { strength: 'code' }), '/account/sessions/ending')
    expect([await isIn(staff), await isIn(patient)]).toEqual([true, false])
  })
})

describe('a device', () => {
  it.each([
    [windows, 'Chrome', 'Windows'],
    [iphone, 'Safari', 'iPhone'],
    [`${windows} Edg/142.0.0.0`, 'Edge', 'Windows'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox', 'Linux'],
    [
      'Mozilla/5.0 (Linux; Android 15; SM-S931B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36',
      'Samsung Internet',
      'Android',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
      'Safari',
      'Mac',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0 Mobile/15E148 Safari/604.1',
      'Chrome',
      'iPhone',
    ],
    ['<script>alert(1)</script>', null, null],
    [null, null, null],
  ])('%s is known as %s on %s', (text, browser, system) => {
    expect(deviceOf(text)).toEqual({ browser, system })
  })
})

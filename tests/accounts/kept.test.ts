import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { keptFor } from '../../src/accounts/kept.ts'
import { signedIn } from '../../src/accounts/require.ts'
import { routes } from '../../src/app.tsx'
import { newId } from '../../src/database/ids.ts'
import type { Env } from '../../src/web/context.ts'
import { typedIn } from '../../src/web/form.ts'
import { aBrowser, type TestBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { aUser, testPassword } from '../support/people.ts'

const { db } = testDatabase()

/** A page with a form, as every room has them: `shown` is what stands in its fields. */
const done: Record<string, string>[] = []
const letters = new Hono<Env>()
letters.get('/letters/new', signedIn, (c) => c.json(keptFor(c, '/letters') ?? {}))
letters.get('/other/new', signedIn, (c) => c.json(keptFor(c, '/other') ?? {}))
letters.post('/letters', signedIn, (c) => {
  done.push(typedIn(c.var.posted))
  return c.text('done')
})

routes.patient.push(letters)

const page = 'http://localhost:3000/letters/new?to=doctor'
const typed = { receipt: newId<'receipt'>(), text: 'صداع منذ يومين & a "fever"', password: 'never' }
const kept = { receipt: typed.receipt, text: typed.text }

const aReader = () => aBrowser(db, 'patient')
const signIn = (browser: TestBrowser, login: string, to = '/letters/new?to=doctor') =>
  browser.post(`/sign-in?to=${encodeURIComponent(to)}`, { login, password: testPassword })
const shown = async (browser: TestBrowser, path = '/letters/new'): Promise<unknown> => (await browser.get(path)).json()

async function somebodyWhoseSessionHasEnded(): Promise<TestBrowser> {
  done.length = 0
  await aUser(db, { phone: '+966501234567' })
  const browser = aReader()
  await signIn(browser, '0501234567')
  await db
    .updateTable('sessions')
    .set({ last_used_at: Temporal.Now.instant().subtract({ hours: 2 }) })
    .execute()
  return browser
}

describe('a form posted after the session has ended', () => {
  it('is answered 401 with the sign-in form, which leads back to the page it was on', async () => {
    const browser = await somebodyWhoseSessionHasEnded()
    const answer = await browser.post('/letters', typed, { Referer: page })
    const html = await answer.text()
    expect(answer.status).toBe(401)
    expect(html).toContain('What you typed is kept')
    expect(html).toContain('<form action="/sign-in?to=%2Fletters%2Fnew%3Fto%3Ddoctor"')
    expect(done).toEqual([])
  })

  it('is shown filled to the same person, once, and not executed', async () => {
    const browser = await somebodyWhoseSessionHasEnded()
    await browser.post('/letters', typed, { Referer: page })
    const answer = await signIn(browser, '0501234567')
    expect(answer.headers.get('Location')).toBe('/letters/new?to=doctor')
    expect(await shown(browser)).toEqual(kept)
    expect(done).toEqual([])
    expect(await shown(browser)).toEqual({})
  })

  it('is kept for htmx too, which is sent to the sign-in page', async () => {
    const browser = await somebodyWhoseSessionHasEnded()
    const answer = await browser.post('/letters', typed, { 'HX-Request': 'true', 'HX-Request-Type': 'partial', 'HX-Current-URL': page })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('HX-Redirect')).toBe('/sign-in?to=%2Fletters%2Fnew%3Fto%3Ddoctor')
    expect(await (await browser.get('/sign-in')).text()).toContain('What you typed is kept')
    await signIn(browser, '0501234567')
    expect(await shown(browser)).toEqual(kept)
  })

  it('is shown to nobody else at the same browser', async () => {
    const browser = await somebodyWhoseSessionHasEnded()
    await aUser(db, { phone: '+966507777777' })
    await browser.post('/letters', typed, { Referer: page })
    await signIn(browser, '0507777777')
    expect(await shown(browser)).toEqual({})
  })

  it('fills no other form', async () => {
    const browser = await somebodyWhoseSessionHasEnded()
    await browser.post('/letters', typed, { Referer: page })
    await signIn(browser, '0501234567')
    expect(await shown(browser, '/other/new')).toEqual({})
  })

  it('can be read by nobody on the way, nor changed', async () => {
    const browser = await somebodyWhoseSessionHasEnded()
    await browser.post('/letters', typed, { Referer: page })
    const sealed = browser.cookie('__Host-kept') ?? ''
    const bytes = Buffer.from(sealed, 'base64url')
    expect(bytes.toString('latin1')).not.toContain('fever')
    bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40)
    for (const forged of [bytes.toString('base64url'), '', 'x', sealed.slice(0, 20)]) {
      const other = aBrowser(db, 'patient', { '__Host-kept': forged })
      await signIn(other, '0501234567')
      expect(await shown(other)).toEqual({})
    }
  })

  it('is gone after signing out', async () => {
    const browser = await somebodyWhoseSessionHasEnded()
    await browser.post('/letters', typed, { Referer: page })
    await browser.post('/sign-out', {})
    expect(browser.cookie('__Host-kept')).toBeUndefined()
  })

  it('says so where it is too long to be kept, or nobody knows whose it was', async () => {
    const browser = await somebodyWhoseSessionHasEnded()
    const long = Array.from({ length: 400 }, () => newId()).join(' ')
    const answers = [
      await browser.post('/letters', { text: long }, { Referer: page }),
      await aReader().post('/letters', typed, { Referer: page }),
    ]
    for (const answer of answers) {
      expect(answer.status).toBe(401)
      expect(await answer.text()).toContain('Nothing was saved, because you are not signed in')
      expect(answer.headers.getSetCookie()).toEqual([])
    }
  })

  it('leads to no other host by what the browser says of itself', async () => {
    const browser = await somebodyWhoseSessionHasEnded()
    const answer = await browser.post('/letters', typed, { Referer: 'http://evil.example/steal' })
    expect(await answer.text()).toContain('<form action="/sign-in?to=%2Fletters"')
  })
})

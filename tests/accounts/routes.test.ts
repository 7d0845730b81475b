import { describe, expect, it } from 'vitest'
import { newId } from '../../src/database/ids.ts'
import { aBrowser, type TestBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { aStaffMember, aUser, testPassword } from '../support/people.ts'

const { db } = testDatabase()

const patients = (browser: TestBrowser, { to, ...fields }: Record<string, string> = {}) =>
  browser.post(to === undefined ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`, {
    login: '050 123 4567',
    password: testPassword,
    ...fields,
  })

const aPerson = () => aUser(db, { phone: '+966501234567' })
describe('the sign-in page', () => {
  it('is a form that password managers know, sent by htmx where scripts run, on both sites and in both languages', async () => {
    for (const browser of [aBrowser(db), aBrowser(db, 'staff')]) {
      for (const [language, title] of [
        ['en', 'Sign in'],
        ['ar', 'تسجيل الدخول'],
      ] as const) {
        const answer = await browser.get('/sign-in', { 'Accept-Language': language })
        const html = await answer.text()
        expect(answer.status).toBe(200)
        expect(html).toContain(`<h1>${title}</h1>`)
        expect(html).toMatch(/<form action="\/sign-in" method="post"[^>]*>/)
        expect(html).toMatch(/<input[^>]*name="login"[^>]*autocomplete="username"/)
        expect(html).toMatch(/<input[^>]*name="password" type="password"[^>]*autocomplete="current-password"/)
        expect(html).toContain('hx-post="/sign-in"')
      }
    }
  })

  it('tells who has no account where to get one, on the patients’ site', async () => {
    expect(await (await aBrowser(db).get('/sign-in')).text()).toContain('href="/register"')
    expect(await (await aBrowser(db, 'staff').get('/sign-in')).text()).not.toContain('New here?')
  })

  it('is left at once by who is signed in', async () => {
    await aPerson()
    const browser = aBrowser(db)
    await patients(browser)
    expect((await browser.get('/sign-in')).headers.get('Location')).toBe('/')
    expect((await browser.get('/sign-in?to=%2Fdoctors%3Fsex%3Dfemale')).headers.get('Location')).toBe('/doctors?sex=female')
    expect((await browser.get('/sign-in?to=%2F%2Fevil.example')).headers.get('Location')).toBe('/')
  })
})

describe('signing in', () => {
  it('sets a cookie that only this host sees, only over a safe connection, and no script', async () => {
    await aPerson()
    const answer = await patients(aBrowser(db))
    expect(answer.status).toBe(303)
    expect(answer.headers.get('Location')).toBe('/')
    const [cookie = ''] = answer.headers.getSetCookie()
    const [pair = '', ...flags] = cookie.split('; ')
    expect(pair).toMatch(/^__Host-session=[\w-]{43}$/)
    expect(flags.sort()).toEqual(['HttpOnly', 'Max-Age=43200', 'Path=/', 'SameSite=Lax', 'Secure'])
  })

  it('leads back to where it was asked for', async () => {
    await aPerson()
    const answer = await patients(aBrowser(db), { to: '/book?visit=new' })
    expect(answer.headers.get('Location')).toBe('/book?visit=new')
  })

  it('leads nowhere else', async () => {
    await aPerson()
    for (const to of ['//evil.example', '/\\evil.example', 'https://evil.example/', 'javascript:alert(1)', '/sign-out']) {
      expect((await patients(aBrowser(db), { to })).headers.get('Location'), to).toBe('/')
      const page = await (await aBrowser(db).get(`/sign-in?to=${encodeURIComponent(to)}`)).text()
      expect(page).toContain('<form action="/sign-in"')
    }
  })

  it('asks again for what is missing, and keeps what was typed but no password', async () => {
    const answer = await patients(aBrowser(db), { login: '', password: 'a secret of mine', to: '/doctors' })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toMatch(/<title>\s*Error: /)
    expect(html).toContain('<a href="#f-login">Enter your mobile number or e-mail</a>')
    expect(html).toContain('<form action="/sign-in?to=%2Fdoctors"')
    expect(html, 'the language switch keeps it too').toContain('/sign-in?to=%2Fdoctors&amp;lang=ar')
    expect(html).not.toContain('a secret of mine')
    const noPassword = await (await patients(aBrowser(db), { password: '' })).text()
    expect(noPassword).toContain('<a href="#f-password">Enter your password</a>')
    expect(noPassword).toContain('value="050 123 4567"')
  })

  it('gives one answer to who is not known and who is mistaken', async () => {
    await aPerson()
    const answers = await Promise.all([
      patients(aBrowser(db), { password: 'wrong' }),
      patients(aBrowser(db), { login: '050 123 9999', password: 'wrong' }),
    ])
    const [mistaken = '', unknown = ''] = await Promise.all(answers.map((answer) => answer.text()))
    expect(answers.map((answer) => answer.status)).toEqual([422, 422])
    expect(mistaken).toContain('The mobile number, e-mail or password is wrong')
    expect(unknown.replace('050 123 9999', '050 123 4567')).toBe(mistaken)
    expect(answers.map((answer) => answer.headers.getSetCookie())).toEqual([[], []])
  })

  it('is refused after too many failures with a page that says when to try again', async () => {
    await aPerson()
    const browser = aBrowser(db)
    await patients(browser, { password: 'wrong' })
    const [tried] = await db.selectFrom('attempts').selectAll().execute()
    if (!tried) throw new Error('the failure was written down')
    const more = Array.from({ length: 200 }, () => ({ ...tried, id: newId<'attempt'>() }))
    await db.insertInto('attempts').values(more).execute()
    const answer = await patients(browser)
    const html = await answer.text()
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect(html).toContain('Too many attempts. Try again in 15 minutes')
    const fragment = await browser.post('/sign-in', { login: '0501234567', password: 'x' }, { 'HX-Request-Type': 'partial' })
    expect(fragment.status, 'htmx shows it').toBe(422)
    expect(await fragment.text()).toContain('Too many attempts. Try again in 15 minutes')
    expect(html).toContain('value="050 123 4567"')
    const arabic = await browser.post('/sign-in', { login: '050 123 4567', password: 'x' }, { 'Accept-Language': 'ar' })
    expect(await arabic.text()).toContain('يُرجى إعادة المحاولة بعد 15 دقيقة')
  })

  it('answers htmx with the form alone, and leads the whole browser on when all is right', async () => {
    await aPerson()
    const browser = aBrowser(db)
    const send = (password: string) =>
      browser.post('/sign-in?to=%2Fdoctors', { login: '0501234567', password }, { 'HX-Request': 'true', 'HX-Request-Type': 'partial' })
    const wrong = await send('wrong')
    const html = await wrong.text()
    expect(wrong.status).toBe(422)
    expect(html).not.toContain('<html')
    expect(html).toContain('The mobile number, e-mail or password is wrong')
    expect(html).toContain('hx-post="/sign-in?to=%2Fdoctors"')
    const right = await send(testPassword)
    expect(right.status).toBe(204)
    expect(right.headers.get('HX-Redirect')).toBe('/doctors')
    expect(browser.cookie('__Host-session')).toBeDefined()
  })

  it('replaces the session that the browser had', async () => {
    await aPerson()
    const browser = aBrowser(db)
    await patients(browser)
    const before = browser.cookie('__Host-session')
    await patients(browser)
    const after = browser.cookie('__Host-session')
    expect(after).not.toBe(before)
    expect(await db.selectFrom('sessions').select('site').execute()).toHaveLength(1)
  })

  it('takes no form from another site', async () => {
    await aPerson()
    const browser = aBrowser(db)
    const answer = await browser.post('/sign-in', { login: '0501234567', password: testPassword }, { 'Sec-Fetch-Site': 'cross-site' })
    expect(answer.status).toBe(403)
    expect(browser.cookie('__Host-session')).toBeUndefined()
  })
})

describe('the session of one site', () => {
  it('is none on the other, whatever the cookie says', async () => {
    const { user } = await aStaffMember(db, 'admin', { staffName: 'huda', demo: true })
    await db
      .insertInto('logins')
      .values({ id: newId<'login'>(), user_id: user.id, kind: 'phone', value: '+966501234567', confirmed_at: null })
      .execute()
    const [atHome, atWork] = [aBrowser(db), aBrowser(db, 'staff')]
    await patients(atHome)
    await atWork.post('/sign-in', { login: 'huda', password: testPassword })
    const [patientCookie, staffCookie] = [atHome.cookie('__Host-session'), atWork.cookie('__Host-session')]
    if (!patientCookie || !staffCookie) throw new Error('both are signed in')
    const stolen = aBrowser(db, 'staff', { '__Host-session': patientCookie })
    expect((await stolen.get('/')).headers.get('Location')).toBe('/sign-in')
    const carried = aBrowser(db, 'patient', { '__Host-session': staffCookie })
    expect((await carried.get('/sign-in')).status, 'nobody is signed in').toBe(200)
    expect((await atWork.get('/')).headers.get('Location')).toBe('/day-book')
  })

  it('ends at once when the person is disabled', async () => {
    await aStaffMember(db, 'receptionist', { staffName: 'huda', demo: true })
    const browser = aBrowser(db, 'staff')
    await browser.post('/sign-in', { login: 'huda', password: testPassword })
    expect((await browser.get('/directory')).status).toBe(200)
    await db.updateTable('users').set({ disabled_at: Temporal.Now.instant() }).execute()
    const answer = await browser.get('/directory')
    expect(answer.status).toBe(303)
    expect(answer.headers.get('Location')).toBe('/sign-in?to=%2Fdirectory')
  })
})

describe('the staff site’s first page', () => {
  for (const [role, home] of [
    ['receptionist', '/day-book'],
    ['nurse', '/day-book'],
    ['admin', '/day-book'],
    ['doctor', '/my-day'],
    ['pharmacist', '/directory'],
    ['lab-technician', '/directory'],
  ] as const) {
    it(`of a ${role} is ${home}`, async () => {
      await aStaffMember(db, role, { staffName: 'somebody', demo: true })
      const browser = aBrowser(db, 'staff')
      const answer = await browser.post('/sign-in', { login: 'somebody', password: testPassword })
      expect(answer.headers.get('Location')).toBe('/')
      expect((await browser.get('/')).headers.get('Location')).toBe(home)
    })
  }
})

describe('signing out', () => {
  it('shows a button to who comes by a link, and changes nothing', async () => {
    await aPerson()
    const browser = aBrowser(db)
    await patients(browser)
    const html = await (await browser.get('/sign-out')).text()
    expect(html).toMatch(/<form action="\/sign-out" method="post"/)
    expect((await browser.get('/sign-in')).status, 'still signed in').toBe(303)
  })

  it('ends the session here and in the database, and leaves a row of it', async () => {
    const user = await aPerson()
    const browser = aBrowser(db)
    await patients(browser)
    const token = browser.cookie('__Host-session') ?? ''
    const answer = await browser.post('/sign-out', {})
    expect(answer.status).toBe(303)
    expect(answer.headers.get('Location')).toBe('/')
    expect(browser.cookie('__Host-session')).toBeUndefined()
    expect((await aBrowser(db, 'patient', { '__Host-session': token }).get('/sign-in')).status, 'the old cookie is nobody’s').toBe(200)
    const row = await db.selectFrom('audit').selectAll().where('action', '=', 'sign-out').executeTakeFirst()
    expect(row).toMatchObject({ user_id: user.id, role: 'patient' })
  })

  it('sends away who is signed out already, and does not fail', async () => {
    const browser = aBrowser(db, 'staff')
    expect((await browser.get('/sign-out')).headers.get('Location')).toBe('/sign-in')
    expect((await browser.post('/sign-out', {})).headers.get('Location')).toBe('/sign-in')
  })
})

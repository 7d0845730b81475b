import { describe, expect, it } from 'vitest'
import { isPassword } from '../../src/accounts/passwords.ts'
import { recoveryTopic } from '../../src/accounts/recovery/ask.ts'
import { sendLinks } from '../../src/accounts/recovery/send-link.ts'
import { clinicOf } from '../../src/clinic/queries.ts'
import { clinicSaid } from '../../src/clinic/said.ts'
import { newId } from '../../src/database/ids.ts'
import { claim } from '../../src/jobs/claim.ts'
import { finish } from '../../src/jobs/settle.ts'
import { type NoticeAbout, noticeForm } from '../../src/notices/notice.ts'
import { aBrowser, type TestBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { hiddenFields, wordsOf } from '../support/forms.ts'
import { anAccess, aPatient, aStaffMember, aUser, testPassword } from '../support/people.ts'
import { aLocation, theSettings } from '../support/places.ts'

const { db } = testDatabase()
const newWords = 'camel window forty spoons'

async function aPerson() {
  await theSettings(db)
  await aLocation(db)
  return aUser(db, { phone: '+966501234567', email: 'fatimah@example.org' })
}

async function ask(browser: TestBrowser, login: string): Promise<Response> {
  const { receipt = '' } = hiddenFields(await (await browser.get('/forgotten-password')).text())
  return browser.post('/forgotten-password', { receipt, login })
}

/** What the worker does with what was asked for. */
async function work(): Promise<void> {
  const handler = sendLinks(db, async () => clinicSaid(await clinicOf(db)))
  for (const job of await claim(db, recoveryTopic, 10)) {
    await handler(job, new AbortController().signal)
    await finish(db, job)
  }
}

async function notices() {
  const rows = await db.selectFrom('outbox').select('payload').where('topic', 'in', ['mail', 'text']).orderBy('id').execute()
  return rows.map(({ payload }) => noticeForm.parse(payload))
}

async function links(): Promise<string[]> {
  const all = await notices()
  return all.filter((notice): notice is NoticeAbout<'link'> => notice.purpose === 'link').map(({ values }) => values.path)
}

async function aLink(login = 'fatimah@example.org'): Promise<string> {
  await ask(aBrowser(db), login)
  await work()
  return (await links()).at(-1) ?? ''
}

async function use(path: string, { browser = aBrowser(db), password = newWords, receipt = newId() as string } = {}): Promise<Response> {
  return browser.post(path, { receipt, 'new-password': password })
}

const works = async (password: string) => {
  const { password_hash } = await db.selectFrom('users').select('password_hash').executeTakeFirstOrThrow()
  return isPassword(password_hash, password)
}

async function pass(minutes: number): Promise<void> {
  const rows = await db.selectFrom('recoveries').select(['id', 'expires_at']).execute()
  for (const { id, expires_at } of rows) {
    await db
      .updateTable('recoveries')
      .set({ expires_at: expires_at.subtract({ minutes }) })
      .where('id', '=', id)
      .execute()
  }
}

describe('a forgotten password, by mail', () => {
  it('is set anew by the link, which ends all sessions and signs nobody in', async () => {
    await aPerson()
    const elsewhere = aBrowser(db)
    await elsewhere.post('/sign-in', { login: '0501234567', password: testPassword })
    const path = await aLink()
    expect(path).toMatch(/^\/new-password\/[\w-]{16}$/)
    const browser = aBrowser(db)
    const page = await browser.get(path)
    expect(page.status).toBe(200)
    const answer = await use(path, { browser, receipt: hiddenFields(await page.text()).receipt ?? '' })
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/sign-in?done=password'])
    expect(wordsOf(await (await browser.get('/sign-in?done=password')).text())).toContain('The password is set')
    expect(await works(newWords)).toBe(true)
    expect(await db.selectFrom('sessions').select('site').execute()).toEqual([])
    expect((await elsewhere.get('/account')).status).toBe(303)
    const actions = await db.selectFrom('audit').select('action').where('action', 'like', 'password%').orderBy('id').execute()
    expect(actions.map(({ action }) => action)).toEqual(['password.send-link', 'password.reset'])
  })

  it('is told at the phone as well as by mail', async () => {
    await aPerson()
    await use(await aLink())
    const told = (await notices()).filter(({ purpose }) => purpose === 'account-changed').map(({ to }) => to.address)
    expect(told.sort()).toEqual(['+966501234567', 'fatimah@example.org'])
  })

  it('takes the link once, and one link spends the others', async () => {
    await aPerson()
    const [first, second] = [await aLink(), await aLink()]
    expect((await use(second)).status).toBe(303)
    for (const path of [first, second]) {
      const again = await use(path, { password: 'another one of many words' })
      expect(again.status).toBe(404)
      expect((await aBrowser(db).get(path)).status).toBe(404)
    }
    expect(await works(newWords)).toBe(true)
  })

  it('is won by one of two who use the link at the same moment', async () => {
    await aPerson()
    const path = await aLink()
    const answers = await Promise.all([use(path), use(path), use(path)])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 404, 404])
  })

  it('is over after thirty minutes', async () => {
    await aPerson()
    const path = await aLink()
    await pass(29)
    expect((await aBrowser(db).get(path)).status).toBe(200)
    await pass(1)
    expect((await use(path)).status).toBe(404)
    expect(wordsOf(await (await aBrowser(db).get(path)).text())).toContain('This link is no longer good')
    expect(await works(testPassword)).toBe(true)
  })

  it('is changed by nobody who only looks: mail scanners open every link', async () => {
    await aPerson()
    const path = await aLink()
    const before = await db.selectFrom('recoveries').selectAll().execute()
    for (const address of [path, path, `${path}?new-password=${encodeURIComponent(newWords)}`]) await aBrowser(db).get(address)
    expect(await db.selectFrom('recoveries').selectAll().execute()).toEqual(before)
    expect(await works(testPassword)).toBe(true)
    expect((await use(path)).status).toBe(303)
  })

  it('is not set by a token of the other site, an altered one, or from another site', async () => {
    await aPerson()
    const path = await aLink()
    expect((await use(path, { browser: aBrowser(db, 'staff') })).status).toBe(404)
    expect((await use(`${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`)).status).toBe(404)
    expect((await aBrowser(db).post(path, { receipt: newId(), 'new-password': newWords }, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(
      403,
    )
    expect(await works(testPassword)).toBe(true)
  })

  it('sets one’s own and nobody else’s', async () => {
    await aPerson()
    const other = await aUser(db, { email: 'khalid@example.org' })
    await use(await aLink('khalid@example.org'))
    expect(await works(testPassword)).toBe(true)
    const row = await db.selectFrom('users').select('password_hash').where('id', '=', other.id).executeTakeFirstOrThrow()
    expect(await isPassword(row.password_hash, newWords)).toBe(true)
  })

  it('keeps the link for another try when the new password will not do', async () => {
    await aPerson()
    const path = await aLink()
    const short = await use(path, { password: 'short' })
    expect(short.status).toBe(422)
    expect(await short.text()).toContain('at least 15 characters')
    expect((await use(path, { password: 'Fatimah Alghamdi 123' })).status).toBe(422)
    expect((await use(path)).status).toBe(303)
  })

  it('keeps only a hash of the link', async () => {
    await aPerson()
    const token = (await aLink()).split('/').at(-1) ?? ''
    const [row] = await db.selectFrom('recoveries').selectAll().execute()
    expect(row?.token_hash).toHaveLength(32)
    expect(JSON.stringify(row)).not.toContain(token)
  })
})

describe('who asks for a name that nobody has', () => {
  it('gets the same answer by the same statements, and nothing is sent', async () => {
    await aPerson()
    const known = await ask(aBrowser(db), 'fatimah@example.org')
    const [one] = await db.selectFrom('outbox').select(['topic', 'attempts']).execute()
    const unknown = await ask(aBrowser(db), 'nobody@example.org')
    const rows = await db.selectFrom('outbox').select(['topic', 'attempts']).execute()
    expect([unknown.status, unknown.headers.get('Location')]).toEqual([known.status, known.headers.get('Location')])
    expect(rows).toEqual([one, one])
    await work()
    expect((await notices()).map(({ to }) => to.address)).toEqual(['fatimah@example.org'])
    expect(await db.selectFrom('recoveries').select('id').execute()).toHaveLength(1)
  })

  it('gets no code either, and the same page', async () => {
    await aPerson()
    const [known, unknown] = [aBrowser(db), aBrowser(db)]
    const answers = [await ask(known, '050 123 4567'), await ask(unknown, '050 765 4321')]
    expect(answers.map((answer) => answer.headers.get('Location'))).toEqual(['/forgotten-password/code', '/forgotten-password/code'])
    const [first, second] = await Promise.all(
      [known, unknown].map(async (browser) => (await browser.get('/forgotten-password/code')).text()),
    )
    expect(second).toBe(first)
    expect((await notices()).map(({ to }) => to.address)).toEqual(['+966501234567'])
  })

  it('is refused after some tries, like who is known', async () => {
    await aPerson()
    const tries = async (login: string) => {
      const answers: number[] = []
      for (let n = 0; n < 6; n += 1) {
        const last = (await db.selectFrom('attempts').selectAll().execute()).at(0)
        if (last && n === 1) {
          const more = Array.from({ length: 5 }, () => ({ ...last, id: newId<'attempt'>() }))
          await db.insertInto('attempts').values(more).execute()
        }
        if (n < 1 || n > 4) answers.push((await ask(aBrowser(db), login)).status)
      }
      await db.deleteFrom('attempts').execute()
      return answers
    }
    expect(await tries('fatimah@example.org')).toEqual(await tries('nobody@example.org'))
  })

  it('gets nothing where the person is disabled, or the address was never confirmed', async () => {
    const user = await aPerson()
    await db.updateTable('users').set({ disabled_at: Temporal.Now.instant() }).where('id', '=', user.id).execute()
    expect(await aLink()).toBe('')
    await db.updateTable('users').set({ disabled_at: null }).execute()
    await db.updateTable('logins').set({ confirmed_at: null }).execute()
    expect(await aLink()).toBe('')
  })
})

describe('a forgotten password, by phone', () => {
  const codeIn = async (): Promise<string> => {
    const sent = (await notices()).filter((notice): notice is NoticeAbout<'code'> => notice.purpose === 'code')
    return sent.at(-1)?.values.code ?? ''
  }

  it('is set anew with the code, in the browser that asked for it, once', async () => {
    await aPerson()
    const browser = aBrowser(db)
    await ask(browser, '050 123 4567')
    expect((await browser.get('/forgotten-password/new')).headers.get('Location'), 'not yet').toBe('/forgotten-password')
    const code = await codeIn()
    const stranger = aBrowser(db)
    expect((await stranger.post('/forgotten-password/code', { code })).headers.get('Location')).toBe('/forgotten-password')
    const wrong = await browser.post('/forgotten-password/code', { code: code === '000000' ? '000001' : '000000' })
    expect(wrong.status).toBe(422)
    expect((await browser.post('/forgotten-password/code', { code })).headers.get('Location')).toBe('/forgotten-password/new')
    const { receipt = '' } = hiddenFields(await (await browser.get('/forgotten-password/new')).text())
    expect((await use('/forgotten-password/new', { browser, password: 'short', receipt })).status).toBe(422)
    expect((await use('/forgotten-password/new', { browser, receipt })).headers.get('Location')).toBe('/sign-in?done=password')
    expect(await works(newWords)).toBe(true)
    const again = await use('/forgotten-password/new', { browser, password: 'another one of many words' })
    expect(again.headers.get('Location')).toBe('/forgotten-password')
    expect(await works(newWords)).toBe(true)
  })

  const withARecord = async () => {
    const user = await aPerson()
    await anAccess(db, user, await aPatient(db, { birth_date: Temporal.PlainDate.from('1975-07-11') }))
    const browser = aBrowser(db)
    await ask(browser, '050 123 4567')
    await browser.post('/forgotten-password/code', { code: await codeIn() })
    const page = await (await browser.get('/forgotten-password/new')).text()
    const { receipt = '' } = hiddenFields(page)
    const set = (birth: string) => browser.post('/forgotten-password/new', { receipt, 'new-password': newWords, birth })
    return { page, set }
  }

  it('asks for a date of birth as well where the account opens a record: numbers are shared, and given to others later', async () => {
    const { page, set } = await withARecord()
    expect(page).toContain('name="birth"')
    for (const birth of ['', '12/7/1975', 'never']) {
      const refused = await set(birth)
      expect(refused.status).toBe(422)
      expect(await refused.text()).toContain('href="#f-birth"')
    }
    expect(await works(newWords)).toBe(false)
    expect((await set('١١/٧/١٩٧٥')).headers.get('Location')).toBe('/sign-in?done=password')
    expect(await works(newWords)).toBe(true)
  })

  it('is not opened by trying one date after the other', async () => {
    const { set } = await withARecord()
    for (const day of [1, 2, 3, 4, 5, 6]) expect((await set(`${day}/7/1975`)).status).toBe(422)
    await db.deleteFrom('attempts').execute()
    expect((await set('11/7/1975')).headers.get('Location'), 'the right one, a quarter of an hour later').toBe('/forgotten-password')
    expect(await works(newWords)).toBe(false)
  })

  it('is not set by a code for another purpose', async () => {
    await aPerson()
    const browser = aBrowser(db)
    await ask(browser, '050 123 4567')
    const code = await codeIn()
    await browser.post('/forgotten-password/code', { code })
    await db.updateTable('codes').set({ purpose: 'sign-in' }).execute()
    expect((await use('/forgotten-password/new', { browser })).headers.get('Location')).toBe('/forgotten-password')
    expect(await works(testPassword)).toBe(true)
  })
})

describe('staff who forgot their password', () => {
  it('get a link to the address on file for their staff name, on the staff site', async () => {
    await aPerson()
    await db.deleteFrom('logins').execute()
    const { user } = await aStaffMember(db, 'nurse', { staffName: 'huda' })
    const login = { user_id: user.id, kind: 'email' as const, value: 'huda@clinic.example', confirmed_at: Temporal.Now.instant() }
    await db
      .insertInto('logins')
      .values({ id: newId<'login'>(), ...login })
      .execute()
    await ask(aBrowser(db, 'staff'), 'huda')
    await work()
    expect(await notices()).toMatchObject([{ to: { address: 'huda@clinic.example' }, values: { site: 'staff', minutes: 30 } }])
    const [path = ''] = await links()
    expect((await use(path)).status, 'not on the patients’ site').toBe(404)
    expect((await use(path, { browser: aBrowser(db, 'staff') })).headers.get('Location')).toBe('/sign-in?done=password')
  })

  it('are staff: a patient gets no link for the staff site', async () => {
    await aPerson()
    await ask(aBrowser(db, 'staff'), 'fatimah@example.org')
    await work()
    expect(await notices()).toEqual([])
  })
})

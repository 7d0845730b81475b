import { describe, expect, it } from 'vitest'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { type Id, newId } from '../../src/database/ids.ts'
import { aBrowser, type TestBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { aSecurityKey } from '../support/passkey.ts'
import { aStaffMember, testPassword } from '../support/people.ts'
import { anApp, anAuthenticator, fromBase32 } from '../support/second-factor.ts'

const { db } = testDatabase()

async function inside(user: { id: Id<'user'> }): Promise<TestBrowser> {
  const token = newToken()
  await startSession(db, { site: 'staff', user: user.id, device: null, token, strength: 'full', secondFactor: true })
  return aBrowser(db, 'staff', { '__Host-session': token })
}

async function huda() {
  const { user } = await aStaffMember(db, 'receptionist', { staffName: 'huda', email: 'huda@raseel.example' })
  return { user, app: await anAuthenticator(db, user), browser: await inside(user) }
}

const where = (answer: Response) => answer.headers.get('Location')
const textOf = async (answer: Response | Promise<Response>) => (await answer).text()
const isIn = async (browser: TestBrowser) => (await browser.get('/directory')).status === 200
const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
const again = { 'current-password': testPassword }
const challengeIn = (html: string): { sealed: string; challenge: string } => {
  const options = /data-options="([^"]*)"/.exec(html)?.[1]?.replaceAll('&quot;', '"') ?? '{}'
  return { sealed: hidden(html, 'challenge'), challenge: JSON.parse(options).challenge }
}

async function withPasskey() {
  const person = await huda()
  const key = aSecurityKey()
  const { sealed, challenge } = challengeIn(await textOf(person.browser.get('/account/second-factor/passkeys')))
  const answer = await person.browser.post('/account/second-factor/passkeys', {
    receipt: newId(),
    name: 'Reception',
    challenge: sealed,
    answer: key.make({ challenge }),
    ...again,
  })
  expect(where(answer)).toBe('/account/second-factor?done=changed')
  return { ...person, key }
}

async function atTheDoor(): Promise<{ browser: TestBrowser; sealed: string; challenge: string }> {
  const browser = aBrowser(db, 'staff')
  await browser.post('/sign-in', { login: 'huda', password: testPassword })
  return { browser, ...challengeIn(await textOf(browser.get('/second-factor'))) }
}

describe('one’s own second step', () => {
  it('is shown with what there is, and how many codes are left', async () => {
    const { browser } = await huda()
    expect(await textOf(browser.get('/account'))).toContain('href="/account/second-factor"')
    expect(await textOf(browser.get('/account/second-factor'))).toContain('no recovery codes left')
    const codes = await textOf(browser.post('/account/second-factor/recovery-codes', { receipt: newId(), ...again }))
    expect(codes.match(/\b[0-9A-Z]{4}-[0-9A-Z]{4}\b(?!-)/g)).toHaveLength(10)
    expect(await textOf(browser.get('/account/second-factor'))).toContain('10 recovery codes left')
  })

  it('is changed by nobody who does not know the password', async () => {
    const { browser, user } = await huda()
    const before = await db.selectFrom('authenticators').selectAll().execute()
    const html = await textOf(browser.get('/account/second-factor/app'))
    for (const password of ['', 'not the password']) {
      const fields = { receipt: newId(), key: hidden(html, 'key'), code: '123456', 'current-password': password }
      expect((await browser.post('/account/second-factor/app', fields)).status).toBe(422)
      expect((await browser.post('/account/second-factor/recovery-codes', fields)).status).toBe(422)
      expect((await browser.post('/account/second-factor/passkeys', { ...fields, name: 'x', answer: '{}' })).status).toBe(422)
    }
    expect(await db.selectFrom('authenticators').selectAll().execute()).toEqual(before)
    expect(await db.selectFrom('recovery_codes').select('user_id').where('user_id', '=', user.id).execute()).toEqual([])
  })

  it('is another app: the old one opens nothing, other browsers are signed out, and the person is told', async () => {
    const { app, browser, user } = await huda()
    const elsewhere = await inside(user)
    const html = await textOf(browser.get('/account/second-factor/app'))
    const letters = /<bdi class="num" dir="ltr">([A-Z2-7 ]{39})</.exec(html)?.[1] ?? ''
    const fresh = anApp(fromBase32(letters))
    const answer = await browser.post('/account/second-factor/app', {
      receipt: newId(),
      key: hidden(html, 'key'),
      code: fresh.code(),
      ...again,
    })
    expect(where(answer)).toBe('/account/second-factor?done=changed')
    expect(await isIn(browser)).toBe(true)
    expect(await isIn(elsewhere)).toBe(false)
    const door = await atTheDoor()
    expect((await door.browser.post('/second-factor', { code: app.code() })).status).toBe(422)
    expect(where(await door.browser.post('/second-factor', { code: fresh.code(1) }))).toBe('/')
    const told = await db.selectFrom('outbox').select('payload').where('topic', '=', 'mail').execute()
    expect(JSON.stringify(told)).toContain('second-factor')
  })
})

describe('a passkey', () => {
  it('takes the place of the app’s number', async () => {
    const { key } = await withPasskey()
    const { browser, sealed, challenge } = await atTheDoor()
    const answer = await browser.post('/second-factor/passkey', { challenge: sealed, answer: key.sign({ challenge }) })
    expect(where(answer)).toBe('/')
    expect(await isIn(browser)).toBe(true)
    const row = await db.selectFrom('passkeys').select(['counter', 'last_used_at']).executeTakeFirstOrThrow()
    expect(row.counter).toBe(1)
    expect(row.last_used_at).not.toBeNull()
  })

  it('answers one challenge of one session, once', async () => {
    const { key } = await withPasskey()
    const first = await atTheDoor()
    const other = await atTheDoor()
    const answer = key.sign({ challenge: first.challenge })
    // Another session's challenge, and an answer to another challenge.
    expect((await other.browser.post('/second-factor/passkey', { challenge: first.sealed, answer })).status).toBe(422)
    expect((await other.browser.post('/second-factor/passkey', { challenge: other.sealed, answer })).status).toBe(422)
    expect(where(await first.browser.post('/second-factor/passkey', { challenge: first.sealed, answer }))).toBe('/')
    expect((await other.browser.post('/second-factor/passkey', { challenge: first.sealed, answer })).status).toBe(422)
    expect(await isIn(other.browser)).toBe(false)
  })

  it('of another site, another person, with a wrong signature or none opens nothing', async () => {
    const { key } = await withPasskey()
    const foreign = aSecurityKey()
    const { browser, sealed, challenge } = await atTheDoor()
    const forged = JSON.parse(key.sign({ challenge }))
    forged.response.signature = JSON.parse(foreign.sign({ challenge })).response.signature
    const answers = [
      key.sign({ challenge, origin: 'http://staff.localhost.evil.example:3000' }),
      key.sign({ challenge, rpId: 'evil.example' }),
      foreign.sign({ challenge }),
      key.make({ challenge }),
      JSON.stringify(forged),
      '{}',
      'null',
      '',
      'x'.repeat(5000),
    ]
    for (const answer of answers) expect((await browser.post('/second-factor/passkey', { challenge: sealed, answer })).status).toBe(422)
    expect(await isIn(browser)).toBe(false)
  })

  it('that was copied shows by its count', async () => {
    const { key } = await withPasskey()
    const first = await atTheDoor()
    await first.browser.post('/second-factor/passkey', { challenge: first.sealed, answer: key.sign({ challenge: first.challenge }) })
    await db.updateTable('passkeys').set({ counter: 50 }).execute()
    const second = await atTheDoor()
    const answer = key.sign({ challenge: second.challenge })
    expect((await second.browser.post('/second-factor/passkey', { challenge: second.sealed, answer })).status).toBe(422)
  })

  it('is one person’s: nobody else adds the same one, and nobody else removes it', async () => {
    const { key } = await withPasskey()
    const nada = await inside((await aStaffMember(db, 'nurse', { staffName: 'nada' })).user)
    const { sealed, challenge } = challengeIn(await textOf(nada.get('/account/second-factor/passkeys')))
    const fields = { receipt: newId(), name: 'Mine', challenge: sealed, answer: key.make({ challenge }), ...again }
    expect((await nada.post('/account/second-factor/passkeys', fields)).status).toBe(422)
    const { id } = await db.selectFrom('passkeys').select('id').executeTakeFirstOrThrow()
    expect((await nada.post(`/account/second-factor/passkeys/${id}/removal`, { receipt: newId(), ...again })).status).toBe(404)
  })

  it('that is removed opens nothing any more', async () => {
    const { key, browser } = await withPasskey()
    const { id } = await db.selectFrom('passkeys').select('id').executeTakeFirstOrThrow()
    const door = await atTheDoor()
    expect(await textOf(browser.get(`/account/second-factor/passkeys/${id}/removal`))).toContain('Reception')
    await browser.post(`/account/second-factor/passkeys/${id}/removal`, { receipt: newId(), ...again })
    const answer = key.sign({ challenge: door.challenge })
    // Removing it has ended the half session as well.
    expect(where(await door.browser.post('/second-factor/passkey', { challenge: door.sealed, answer }))).toBe('/sign-in')
    expect(await textOf((await atTheDoor()).browser.get('/second-factor'))).not.toContain('data-passkey')
  })
})

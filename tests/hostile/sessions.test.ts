import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { newToken } from '../../src/accounts/sessions.ts'
import { aWorld, type World } from '../access/world.ts'
import { testApp } from '../support/app.ts'
import { aBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { aUser, testPassword } from '../support/people.ts'

const { db } = testDatabase()
let world: World
beforeEach(async () => {
  world = await aWorld(db)
})

const opens = async (cookie: string, site: 'patient' | 'staff' = 'patient'): Promise<boolean> => {
  const app = testApp(db)
  const answer = await (site === 'staff'
    ? app.staffRequest('/directory', { headers: { Cookie: cookie } })
    : app.request('/account', { headers: { Cookie: cookie } }))
  return answer.status === 200
}

describe('a session', () => {
  it('has a token of 256 bits, another one each time', () => {
    const tokens = new Set(Array.from({ length: 1000 }, newToken))
    expect(tokens.size).toBe(1000)
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  })

  it('that somebody planted is not the one that a person gets by signing in', async () => {
    await aUser(db, { phone: '+966501112233' })
    const planted = newToken()
    const browser = aBrowser(db, 'patient', { '__Host-session': planted })
    const answer = await browser.post('/sign-in', { login: '0501112233', password: testPassword })
    expect(answer.status).toBe(303)
    const own = browser.cookie('__Host-session')
    expect(own).not.toBe(planted)
    expect([await opens(`__Host-session=${own}`), await opens(`__Host-session=${planted}`)]).toEqual([true, false])
  })

  it('that ended opens nothing when its token is sent again', async () => {
    const browser = await world.browserOf('patient', 'patient')
    const token = browser.cookie('__Host-session')
    expect(await opens(`__Host-session=${token}`)).toBe(true)
    await browser.post('/sign-out', {})
    expect(await opens(`__Host-session=${token}`)).toBe(false)
  })

  it.each<[string, (token: string) => string]>([
    ['its hash, as the database has it', (token) => createHash('sha256').update(token).digest('hex')],
    ['a part of it', (token) => token.slice(0, -1)],
    ['one letter changed', (token) => `${token[0] === 'A' ? 'B' : 'A'}${token.slice(1)}`],
    ['other letters, large for small', (token) => token.toUpperCase()],
    ['something behind it', (token) => `${token}.x`],
    ['SQL', () => `' OR '1'='1`],
    ['a wildcard', () => '%'],
    ['nothing', () => ''],
    ['very much', () => 'A'.repeat(4000)],
  ])('does not open for %s', async (_, forge) => {
    const token = (await world.browserOf('patient', 'patient')).cookie('__Host-session') ?? ''
    expect(await opens(`__Host-session=${encodeURIComponent(forge(token))}`)).toBe(false)
  })

  it('is read from its own cookie only: not from one that a neighbouring host may set, nor from a header or the address', async () => {
    const token = (await world.browserOf('patient', 'patient')).cookie('__Host-session') ?? ''
    for (const name of ['session', '__Secure-session', 'auth_session', '__host-session'])
      expect(await opens(`${name}=${token}`), name).toBe(false)
    const app = testApp(db)
    expect((await app.request('/account', { headers: { Authorization: `Bearer ${token}` } })).status).toBe(303)
    expect((await app.request(`/account?session=${token}`)).status).toBe(303)
  })

  it('of one site opens nothing on the other', async () => {
    const patient = (await world.browserOf('patient', 'patient')).cookie('__Host-session')
    const admin = (await world.browserOf('admin', 'staff')).cookie('__Host-session')
    expect([await opens(`__Host-session=${patient}`, 'staff'), await opens(`__Host-session=${admin}`)]).toEqual([false, false])
    expect(await opens(`__Host-session=${admin}`, 'staff')).toBe(true)
  })
})

describe('a header that a proxy may send', () => {
  it.each(['X-Forwarded-Host', 'X-Host', 'X-Original-URL', 'X-Rewrite-URL', 'Forwarded', 'X-Forwarded-Prefix'])(
    '%s moves no page and no link elsewhere',
    async (name) => {
      const value = name === 'Forwarded' ? 'host=evil.example;proto=http' : name.includes('URL') ? '/administration' : 'evil.example'
      const app = testApp(db)
      const masked = (html: string) => html.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id').replaceAll(/[0-9a-f]{8}(?=<)/g, 'id')
      for (const path of ['/', '/sign-in', '/forgotten-password', '/no-such-page']) {
        const [plain, dressed] = [await app.request(path), await app.request(path, { headers: { [name]: value } })]
        expect(dressed.status, path).toBe(plain.status)
        expect(masked(await dressed.text()), path).toBe(masked(await plain.text()))
      }
    },
  )
})

import { beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../src/database/ids.ts'
import { aWorld, people, type World } from '../access/world.ts'
import { posting, testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { checksums } from './checksums.ts'
import { pathsOf, sites } from './routes.ts'

const { db, owner } = testDatabase()
let world: World
beforeEach(async () => {
  world = await aWorld(db)
})

const types = ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain', 'application/json', 'text/xml', '']
const origins: Record<string, Record<string, string>> = {
  'another website': { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://elsewhere.example' },
  'another website, by an older browser': { Origin: 'https://elsewhere.example' },
  'a page without an origin': { 'Sec-Fetch-Site': 'cross-site', Origin: 'null' },
  'the clinic’s other site': { 'Sec-Fetch-Site': 'same-site', Origin: 'http://other.localhost:3000' },
  'the address bar': { 'Sec-Fetch-Site': 'none' },
  'nobody knows where': {},
}

for (const site of sites) {
  describe(`on the ${site} site`, () => {
    it('no form is taken from elsewhere, at any address, in any type, from anybody who is signed in', async () => {
      const app = testApp(db, { rateLimit: 1_000_000 })
      const ask = site === 'staff' ? app.staffRequest : app.request
      const cookies = new Map<string, string>()
      for (const person of people) cookies.set(person, (await world.browserOf(person, site)).cookie('__Host-session') ?? '')
      const before = await checksums(owner)
      const paths = pathsOf(site, 'POST')
      expect(paths.length).toBeGreaterThan(3)
      for (const path of paths) {
        const address = world.path(path, 'ours')
        const body = new URLSearchParams({ receipt: newId(), version: '1' }).toString()
        for (const [where, headers] of Object.entries(origins)) {
          for (const [person, token] of cookies) {
            for (const type of person === 'receptionist' || person === 'patient' ? types : types.slice(0, 1)) {
              const answer = await ask(address, {
                method: 'POST',
                body,
                headers: { ...headers, Cookie: `__Host-session=${token}`, 'Content-Type': type },
              })
              if (answer.status !== 403) expect([path, where, person, type, answer.status]).toEqual([path, where, person, type, 403])
            }
          }
        }
      }
      expect(await checksums(owner), 'and nothing has changed').toEqual(before)
    })

    it('nor by another method, or by a form that says it means one', async () => {
      const browser = await world.browserOf(site === 'staff' ? 'admin' : 'patient', site)
      const app = testApp(db, { rateLimit: 1_000_000 })
      const ask = site === 'staff' ? app.staffRequest : app.request
      const Cookie = `__Host-session=${browser.cookie('__Host-session')}`
      const before = await checksums(owner, ['audit'])
      for (const path of [...new Set([...pathsOf(site, 'POST'), ...pathsOf(site, 'GET')])]) {
        const address = world.path(path, 'ours')
        for (const method of ['PUT', 'PATCH', 'DELETE']) {
          expect(
            (await ask(address, { method, headers: { Cookie, Origin: 'https://elsewhere.example' } })).status,
            `${method} ${path}`,
          ).toBe(403)
          expect((await ask(address, { method, headers: { Cookie, 'Sec-Fetch-Site': 'same-origin' } })).status, `${method} ${path}`).toBe(
            405,
          )
        }
        const override = posting({}, { Cookie, 'X-HTTP-Method-Override': 'POST', 'Sec-Fetch-Site': 'cross-site' })
        expect((await ask(address, { headers: override.headers ?? {} })).status, path).toBeLessThan(500)
      }
      expect(await checksums(owner, ['audit'])).toEqual(before)
    })
  })
}

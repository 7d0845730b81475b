import { beforeEach, describe, expect, it } from 'vitest'
import { routes } from '../../src/app.tsx'
import { newId } from '../../src/database/ids.ts'
import type { Site } from '../../src/database/tables.ts'
import type { TestBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { type Line, table } from './table.ts'
import { aWorld, type Person, people, type Whose, type World } from './world.ts'

const { db } = testDatabase()
let world: World
beforeEach(async () => {
  world = await aWorld(db)
})

/** `GET /day-book`: what a room registers for a method; middleware for all methods is none. */
const registered = (site: Site): string[] => {
  const all = routes[site].flatMap((room) => room.routes).filter(({ method }) => method !== 'ALL')
  return [...new Set(all.map(({ method, path }) => `${method} ${path}`))].sort()
}

const audited = () => db.selectFrom('audit').select(['id', 'action', 'patient_id']).execute()

const isOfSite = (person: Person, site: Site) => person !== 'anonymous' && (person === 'patient') === (site === 'patient')
const mayBy = (line: Line, person: Person, site: Site): boolean =>
  line.may === 'everybody' || (isOfSite(person, site) && (line.may === 'signed-in' || line.may.split(' ').includes(person)))

function expected(route: string, line: Line, person: Person, site: Site): number {
  const here = isOfSite(person, site)
  if (!here && line.anonymous !== undefined) return line.anonymous
  if (mayBy(line, person, site)) return line.answers
  if (here) return 403
  return route.startsWith('GET') ? 303 : 401
}

async function ask(person: Person, site: Site, route: string, whose: Whose, but?: Record<string, Whose>): Promise<Response> {
  const [, path = ''] = route.split(' ')
  return send(await world.browserOf(person, site), route, world.path(path, whose, but))
}

const send = (browser: TestBrowser, route: string, address: string): Promise<Response> =>
  route.startsWith('GET') ? browser.get(address) : browser.post(address, { receipt: newId(), version: '0' })

/** Every way in which an address can name something of somebody else's: all of it, or one part. */
const waysOut = (route: string): Record<string, Whose>[] => {
  const names = [...route.matchAll(/:(\w+)/g)].flatMap(([, name]) => (name === undefined ? [] : [name]))
  const all = Object.fromEntries(names.map((name) => [name, 'foreign' as const]))
  return names.length > 1 ? [all, ...names.map((name) => ({ [name]: 'foreign' as const }))] : [all]
}

for (const site of ['patient', 'staff'] as const) {
  describe(`every route of the ${site} site`, () => {
    it('has its line in the table, and every line its route', () => {
      expect(registered(site)).toEqual(Object.keys(table[site]).sort())
    })

    for (const [route, line] of Object.entries(table[site])) {
      it(`${route}: ${line.may}`, async () => {
        const answers: [Person, number][] = []
        let done = false
        for (const person of people) {
          const before = new Set((await audited()).map(({ id }) => id))
          answers.push([person, (await ask(person, site, route, 'ours')).status])
          const written = (await audited()).filter(({ id }) => !before.has(id))
          const seen: boolean = line.audited !== undefined && isOfSite(person, site) && mayBy(line, person, site) && !(line.once && done)
          done ||= seen
          expect(
            written.map((row) => row.action),
            `audit of ${person}`,
          ).toEqual(seen ? [line.audited] : [])
          if (seen && /:(patient|appointment)/.test(route)) expect(written[0]?.patient_id).toBe(world.path(':patient', 'ours'))
        }
        expect(Object.fromEntries(answers)).toEqual(
          Object.fromEntries(people.map((person) => [person, expected(route, line, person, site)])),
        )
      })
    }
  })

  describe(`the ${site} site`, () => {
    const other = site === 'patient' ? 'staff' : 'patient'
    const closed = Object.entries(table[site]).filter(([, line]) => line.may !== 'everybody' && line.anonymous === undefined)

    it('sends fragments of nobody’s to the sign-in page by htmx', async () => {
      for (const [route] of closed.filter(([route]) => route.startsWith('GET'))) {
        const browser = await world.browserOf('anonymous', site)
        const answer = await browser.get(world.path(route.slice(4), 'ours'), { 'HX-Request': 'true', 'HX-Request-Type': 'partial' })
        expect(answer.status, route).toBe(401)
        expect(answer.headers.get('HX-Redirect'), route).toMatch(/^\/sign-in/)
        expect(await answer.text(), route).toBe('')
      }
    })

    it('has none of the other site’s addresses', async () => {
      const own = new Set(registered(site))
      const theirs = registered(other).filter((route) => !own.has(route) && !own.has(route.replace('POST', 'GET')))
      expect(theirs.length).toBeGreaterThan(3)
      for (const route of theirs) {
        for (const person of people) expect([404, 405], `${route} as ${person}`).toContain((await ask(person, site, route, 'ours')).status)
      }
    })
  })

  describe(`rows out of reach on the ${site} site`, () => {
    const aboutRows = Object.entries(table[site]).filter(([route]) => route.includes(':'))
    for (const [route, line] of aboutRows) {
      const hiddenFrom = line.hiddenFrom ?? []

      it(`${route}: what does not exist is not found${hiddenFrom.length > 0 ? `, nor what is hidden from ${hiddenFrom.join(', ')}` : ''}`, async () => {
        for (const person of people.filter((one) => mayBy(line, one, site))) {
          const absent = await ask(person, site, route, 'absent')
          const page = withoutNumbers(await absent.text())
          expect(absent.status, person).toBe(404)
          if (!hiddenFrom.includes(person)) {
            expect((await ask(person, site, route, 'foreign')).status, person).toBe(line.answers)
            continue
          }
          for (const way of waysOut(route)) {
            const foreign = await ask(person, site, route, 'ours', way)
            expect(foreign.status, `${person} at ${JSON.stringify(way)}`).toBe(404)
            expect(withoutNumbers(await foreign.text()), 'the same page').toBe(page)
          }
        }
      })

      it(`${route}: what is no id at all is not found`, async () => {
        const [, path = ''] = route.split(' ')
        const [person = 'anonymous'] = people.filter((one) => mayBy(line, one, site))
        const browser = await world.browserOf(person, site)
        for (const wrong of ['0', 'x', '%00', "'", '1%20OR%201=1', '..%2f..', 'a'.repeat(300), '%D8%B3']) {
          const answer = await send(browser, route, path.replace(/:\w+/g, wrong))
          expect([400, 404], wrong).toContain(answer.status)
        }
      })
    }
  })
}

/** Ids, and the short ones that errors are quoted by. */
const withoutNumbers = (html: string): string =>
  html.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id').replace(/<code>[0-9a-f]{8}<\/code>/g, '<code>id</code>')

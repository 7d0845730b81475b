import { beforeEach, describe, expect, it } from 'vitest'
import { routes } from '../../src/app.tsx'
import type { Site } from '../../src/database/tables.ts'
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

async function ask(person: Person, site: Site, route: string, whose: Whose): Promise<Response> {
  const [method, path = ''] = route.split(' ')
  const browser = await world.browserOf(person, site)
  const address = world.path(path, whose)
  return method === 'GET' ? browser.get(address) : browser.post(address, {})
}

for (const site of ['patient', 'staff'] as const) {
  describe(`every route of the ${site} site`, () => {
    it('has its line in the table, and every line its route', () => {
      expect(registered(site)).toEqual(Object.keys(table[site]).sort())
    })

    for (const [route, line] of Object.entries(table[site])) {
      it(`${route}: ${line.may}`, async () => {
        const answers: [Person, number][] = []
        for (const person of people) {
          const before = new Set((await audited()).map(({ id }) => id))
          answers.push([person, (await ask(person, site, route, 'ours')).status])
          const written = (await audited()).filter(({ id }) => !before.has(id))
          const seen = line.audited !== undefined && isOfSite(person, site) && mayBy(line, person, site)
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

  describe(`rows out of reach on the ${site} site`, () => {
    const aboutRows = Object.entries(table[site]).filter(([route]) => route.includes(':'))
    for (const [route, line] of aboutRows) {
      const hiddenFrom = line.hiddenFrom ?? []

      it(`${route}: what does not exist is not found${hiddenFrom.length > 0 ? `, nor what is hidden from ${hiddenFrom.join(', ')}` : ''}`, async () => {
        const allowed = people.filter((person) => mayBy(line, person, site))
        for (const person of allowed) {
          const absent = await ask(person, site, route, 'absent')
          const page = withoutNumbers(await absent.text())
          expect(absent.status, person).toBe(404)
          const foreign = await ask(person, site, route, 'foreign')
          if (!hiddenFrom.includes(person)) {
            expect(foreign.status, person).toBe(line.answers)
            continue
          }
          expect(foreign.status, person).toBe(404)
          expect(withoutNumbers(await foreign.text()), 'the same page').toBe(page)
        }
      })

      it(`${route}: what is no id at all is not found`, async () => {
        const [method, path = ''] = route.split(' ')
        const [person = 'anonymous'] = people.filter((one) => mayBy(line, one, site))
        const browser = await world.browserOf(person, site)
        for (const wrong of ['0', 'x', '%00', "'", '1%20OR%201=1', '..%2f..', 'a'.repeat(300), '%D8%B3']) {
          const address = path.replace(/:\w+/g, wrong)
          const answer = method === 'GET' ? await browser.get(address) : await browser.post(address, {})
          expect([400, 404], wrong).toContain(answer.status)
        }
      })
    }
  })
}

/** Ids, and the short ones that errors are quoted by. */
const withoutNumbers = (html: string): string =>
  html.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id').replace(/<code>[0-9a-f]{8}<\/code>/g, '<code>id</code>')

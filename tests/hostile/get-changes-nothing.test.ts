import { beforeEach, expect, it } from 'vitest'
import { aWorld, people, type World } from '../access/world.ts'
import type { TestBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { checksums } from './checksums.ts'
import { pathsOf, sites } from './routes.ts'

const { db, owner } = testDatabase()
let world: World
beforeEach(async () => {
  world = await aWorld(db)
})

/** That something was seen is written down; nothing else is. */
const seen = ['audit']

for (const site of sites) {
  it(`on the ${site} site no GET changes anything, whoever opens the link: mail scanners and previews open all of them`, async () => {
    const browsers = new Map<string, TestBrowser>()
    for (const person of people) browsers.set(person, await world.browserOf(person, site))
    const begin = await checksums(owner)
    for (const path of pathsOf(site, 'GET')) {
      const address = world.path(path, 'ours')
      const before = await checksums(owner, seen)
      for (const [person, browser] of browsers) {
        const answer = await browser.get(address)
        await answer.arrayBuffer()
        await browser.get(`${address}?lang=ar&done=undo&step=cancel&confirm=yes&delete=1&_method=DELETE`)
        expect([path, person, answer.status]).toEqual([path, person, expect.toSatisfy((status: number) => status < 500)])
      }
      expect(await checksums(owner, seen), `GET ${path}`).toEqual(before)
    }
    expect((await checksums(owner)).audit, 'what was seen is in the audit').not.toBe(begin.audit)
  })
}

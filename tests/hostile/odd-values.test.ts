import { beforeEach, expect, it } from 'vitest'
import { newId } from '../../src/database/ids.ts'
import type { Site } from '../../src/database/tables.ts'
import { aWorld, type Person, type World } from '../access/world.ts'
import { testDatabase } from '../support/database.ts'
import { sites } from './routes.ts'
import { send, staysSignedIn, walk } from './walk.ts'

const { db, owner } = testDatabase()
let world: World
beforeEach(async () => {
  world = await aWorld(db)
})

/** What no page of ours sends: names that every object has, more than a column or a number holds, days that calendars do not know. */
const odd = [
  '__proto__',
  '9'.repeat(400),
  '275760-09-13',
  // Eighteen letters each where letters are made alike.
  'ﷺ'.repeat(1200),
  '\u202ea\r\nBcc: x@example.org',
]
/** A query is part of an address, and addresses have an end. */
const forQueries = odd.filter((value) => value.length < 1000)

const who: Record<Site, Person[]> = { patient: ['anonymous', 'patient'], staff: ['admin', 'doctor'] }

for (const site of sites) {
  it(`on the ${site} site an odd value in any field of any form is an answer like any other, and no failure`, async () => {
    const tried = new Set<string>()
    for await (const { browser, forms, address } of walk(world, site, who[site])) {
      for (const form of forms.filter(staysSignedIn)) {
        const kind = `${form.method} ${form.action.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')}`
        for (const name of Object.keys(form.fields)) {
          if (tried.has(`${kind} ${name}`)) continue
          tried.add(`${kind} ${name}`)
          for (const value of form.method === 'get' ? forQueries : odd) {
            // Whoever tries so often is made to wait, which is shown elsewhere.
            await owner.deleteFrom('attempts').execute()
            const receipt: Record<string, string> = 'receipt' in form.fields ? { receipt: newId() } : {}
            const answer = await send(browser, form, { ...form.fields, ...receipt, [name]: value })
            await answer.arrayBuffer()
            if (answer.status >= 500)
              expect(`${address}: ${kind} with ${name} ${value.slice(0, 40)} answers ${answer.status}`).toBe('an answer')
          }
        }
      }
    }
    expect(tried.size).toBeGreaterThan(40)
  }, 300_000)
}

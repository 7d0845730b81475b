import { beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../src/database/ids.ts'
import type { Site } from '../../src/database/tables.ts'
import { aWorld, type Person, type World } from '../access/world.ts'
import { testDatabase } from '../support/database.ts'
import type { PageForm } from './form-fields.ts'
import { sites } from './routes.ts'
import { send, staysSignedIn, walk } from './walk.ts'

const statements: string[] = []
const { db } = testDatabase({ onStatement: (text) => statements.push(text) })
let world: World
beforeEach(async () => {
  world = await aWorld(db)
})

const mark = 'zqprobe'
/** Breaks out of a text, an attribute and a string of SQL, wherever one is not written as what it is. */
const probe = `${mark}"'><zx onzx=1></script>{{7*7}}\\' OR SLEEP(9)#`
const link = `javascript:alert('${mark}')`
/** One of each who has forms of their own. */
const who: Record<Site, Person[]> = {
  patient: ['anonymous', 'patient'],
  staff: ['anonymous', 'receptionist', 'nurse', 'doctor', 'admin'],
}

/** What a page may never say of what was typed. */
const broken = (html: string): string[] =>
  [
    html.includes('<zx') && 'an element that was typed',
    html.includes(`${mark}"`) && 'an attribute that was left',
    /(?:href|src|action|formaction)="\s*javascript:/i.test(html) && 'a link that runs',
    /\son\w+="[^"]*zqprobe/.test(html) && 'a handler',
  ].filter((found) => found !== false)

/** First all that is left empty at once, so that much of it is kept; then each field alone. */
const attacks = ({ fields }: PageForm): Record<string, string>[] => {
  const empty = Object.keys(fields).filter((name) => fields[name] === '')
  return [
    ...(empty.length > 0 ? [Object.fromEntries(empty.map((name) => [name, probe]))] : []),
    ...Object.keys(fields).map((name) => ({ [name]: probe })),
    ...['to', 'back'].filter((name) => name in fields).map((name) => ({ [name]: link })),
  ]
}

for (const site of sites) {
  describe(`on the ${site} site`, () => {
    it('what is typed into any field of any form is shown as it was typed and never run, nor does it reach a statement as words', async () => {
      let asked = 0
      const tried = new Set<string>()
      for await (const { person, browser, forms, address } of walk(world, site, who[site])) {
        for (const form of forms.filter(staysSignedIn)) {
          for (const typed of attacks(form)) {
            // A form that stands on many pages is tried once by each person.
            const once = `${person} ${form.method} ${form.action.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')} ${Object.entries(typed)}`
            if (tried.has(once)) continue
            tried.add(once)
            statements.length = 0
            const answer = await send(browser, form, {
              ...form.fields,
              ...('receipt' in form.fields ? { receipt: newId() } : {}),
              ...typed,
            })
            const what = `${person} at ${address}: ${form.method} ${form.action} with ${Object.keys(typed)}`
            if (answer.status >= 500) expect(`${what} answers ${answer.status}`).toBe('an answer')
            const html = await answer.text()
            expect(broken(html), what).toEqual([])
            expect(answer.headers.get('Location') ?? '/', what).toMatch(/^\/(?!\/)/)
            expect(
              statements.filter((text) => text.includes(mark)),
              what,
            ).toEqual([])
            asked += 1
          }
        }
      }
      expect(asked).toBeGreaterThan(40)

      let shown = 0
      for await (const { person, html, address } of walk(world, site, who[site].slice(1, 3), { whole: true })) {
        expect(broken(html), `${person} reads ${address}`).toEqual([])
        if (html.includes(mark)) shown += 1
      }
      expect(shown, 'what was typed is shown somewhere').toBeGreaterThan(0)
    }, 240_000)

    it('nor what stands in a query or in place of an id', async () => {
      for await (const { person, browser, address } of walk(world, site, who[site])) {
        const { pathname, searchParams } = new URL(address, 'http://x')
        const names = new Set([...searchParams.keys(), 'to', 'back', 'done', 'visit', 'page', 'before', 'day', 'q', 'wanted'])
        for (const typed of [probe, link]) {
          const query = new URLSearchParams([...names].map((name) => [name, typed]))
          for (const asked of [`${pathname}?${query}`, `${pathname}/${encodeURIComponent(typed)}`]) {
            statements.length = 0
            const answer = await browser.get(asked)
            if (answer.status >= 500) expect(`${person} at ${asked}: ${answer.status}`).toBe('an answer')
            expect(broken(await answer.text()), `${person} at ${asked}`).toEqual([])
            expect(answer.headers.get('Location') ?? '/', asked).toMatch(/^\/(?!\/)/)
            expect(
              statements.filter((text) => text.includes(mark)),
              asked,
            ).toEqual([])
          }
        }
      }
    }, 240_000)
  })
}

import type { Site } from '../../src/database/tables.ts'
import { type Person, people, type World } from '../access/world.ts'
import type { TestBrowser } from '../support/browser.ts'
import { linksIn } from '../support/forms.ts'
import { formsIn, type PageForm } from './form-fields.ts'
import { pathsOf } from './routes.ts'

export interface Visited {
  person: Person
  browser: TestBrowser
  address: string
  html: string
  forms: PageForm[]
}

const placeOf = (address: string): string => {
  const { pathname, searchParams } = new URL(address, 'http://x')
  return `${pathname}?${[...searchParams.keys()].sort().join('&')}`
}

const kindOf = (address: string): string => placeOf(address).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')

/** Pages of a site as each person reads them: every address that the app has, and one of each kind that links lead on to; `whole`: all of each kind. */
export async function* walk(world: World, site: Site, who: readonly Person[] = people, { whole = false } = {}): AsyncGenerator<Visited> {
  const nameOf = whole ? placeOf : kindOf
  for (const person of who) {
    const browser = await world.browserOf(person, site)
    const met = new Set<string>()
    const waiting = pathsOf(site, 'GET').map((path) => world.path(path, 'ours'))
    for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
      if (met.has(nameOf(address))) continue
      met.add(nameOf(address))
      const answer = await browser.get(address)
      if (!answer.headers.get('Content-Type')?.includes('html')) {
        await answer.arrayBuffer()
        continue
      }
      const html = await answer.text()
      const forms = formsIn(html, address)
      const asked = forms.filter(({ method }) => method === 'get').map(({ action, fields }) => `${action}?${new URLSearchParams(fields)}`)
      waiting.push(...[...linksIn(html), ...asked].filter((href) => href.startsWith('/') && !/[?&]lang=/.test(href)))
      yield { person, browser, address, html, forms }
    }
  }
}

/** Signing out ends the walk, and so does locking. */
export const staysSignedIn = ({ action }: PageForm): boolean => !/\/(sign-out|lock)$/.test(action)

export const send = (browser: TestBrowser, form: PageForm, fields: Record<string, string>): Promise<Response> =>
  form.method === 'post'
    ? browser.post(form.action, fields)
    : browser.get(`${form.action.replace(/\?.*$/, '')}?${new URLSearchParams(fields)}`)

import type { Page } from 'playwright-core'
import { inject } from 'vitest'

export interface Person {
  /** As in demo.json; undefined: nobody is signed in. */
  role: string | undefined
  site: 'patient' | 'staff'
}

export const people: Record<string, Person> = {
  'nobody on the public site': { role: undefined, site: 'patient' },
  'nobody on the staff site': { role: undefined, site: 'staff' },
  'a patient': { role: 'patient', site: 'patient' },
  'a receptionist': { role: 'receptionist', site: 'staff' },
  'a doctor': { role: 'doctor', site: 'staff' },
  'a nurse': { role: 'nurse', site: 'staff' },
  'a pharmacist': { role: 'pharmacist', site: 'staff' },
  'a lab technician': { role: 'lab-technician', site: 'staff' },
  'an admin': { role: 'admin', site: 'staff' },
}

/** A path without what tells two of a kind apart. */
export const kindOf = (path: string): string =>
  path
    .replace(/^https?:\/\/[^/]+/, '')
    .replace(/[?#].*$/, '')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/^(\/administration\/texts)\/[a-z-]+\/[a-z]+$/, '$1/:kind/:language')

export interface FoundPage {
  address: string
  /** Kind, and which questions its address answers: steps of a booking are told apart by these. */
  key: string
  status: number
  /** As it was sent, before any script. */
  html: string
}

/** Walks all links and GET forms from the page that is open, and stays on one page of each kind at a time. */
export async function* pagesFrom(page: Page, site: Person['site']): AsyncGenerator<FoundPage> {
  const origin = new URL(inject('clinic').sites[site]).origin
  const met = new Set<string>()
  const waiting = [page.url(), `${origin}/sign-out`, `${origin}/no-such-page`]
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const key = keyOf(address)
    if (met.has(key)) continue
    if (met.size > 120) throw new Error('the walk finds no end: do addresses differ where pages do not?')
    met.add(key)
    const answer = await page.goto(address)
    if (!answer?.headers()['content-type']?.includes('html')) continue
    const links = await page.evaluate<string[]>(
      `[...document.querySelectorAll('a[href]')].filter((a) => !a.hreflang && !a.hasAttribute('download')).map((a) => a.href)`,
    )
    const forms = await page.evaluate<string[]>(`[...document.querySelectorAll('form:not([method=post])')].map((form) => {
      const fields = new URLSearchParams(new FormData(form))
      for (const radio of form.querySelectorAll('input[type=radio]')) if (!fields.has(radio.name)) fields.set(radio.name, radio.value)
      return new URL(form.action).origin + new URL(form.action).pathname + '?' + fields
    })`)
    waiting.push(...[...links, ...forms].filter((href) => href.startsWith(origin) && !href.endsWith('.ics')))
    yield { address, key, status: answer.status(), html: await answer.text() }
  }
}

/** Steps of a booking are told apart by which questions are answered. */
function keyOf(address: string): string {
  const { searchParams } = new URL(address)
  return `${kindOf(address)}?${[...new Set(searchParams.keys())].sort().join('&')}`
}

/** On the desk's lists a filter changes which rows there are, not the page: a slow look at it is taken once, and once for each view. */
export const lookOf = (site: Person['site'], key: string): string =>
  site === 'patient' ? key : `${key.replace(/\?.*$/, '')}${/[?&]view\b/.test(key) ? ' in another view' : ''}`

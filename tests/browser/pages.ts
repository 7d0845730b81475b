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

/** Walks all links from the page that is open: one address of each kind, those of the booking steps with their answers too. */
export async function addressesFrom(page: Page, site: 'patient' | 'staff'): Promise<string[]> {
  const origin = new URL(inject('clinic').sites[site]).origin
  const found = new Map<string, string>()
  const waiting = [page.url(), `${origin}/sign-out`, `${origin}/no-such-page`]
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const kind = keyOf(address)
    if (found.has(kind) || found.size > 80) continue
    found.set(kind, address)
    const answer = await page.goto(address)
    if (!answer?.headers()['content-type']?.includes('html')) continue
    const links = await page.evaluate<string[]>(
      `[...document.querySelectorAll('a[href]')].filter((a) => !a.hreflang && !a.download).map((a) => a.href)`,
    )
    const forms = await page.evaluate<string[]>(`[...document.querySelectorAll('form:not([method=post])')].map((form) => {
      const fields = new URLSearchParams(new FormData(form))
      for (const radio of form.querySelectorAll('input[type=radio]')) if (!fields.has(radio.name)) fields.set(radio.name, radio.value)
      return new URL(form.action).origin + new URL(form.action).pathname + '?' + fields
    })`)
    waiting.push(...[...links, ...forms].filter((href) => href.startsWith(origin) && !href.endsWith('.ics')))
  }
  return [...found.values()]
}

/** Steps of a booking are told apart by which questions are answered. */
function keyOf(address: string): string {
  const { searchParams } = new URL(address)
  return `${kindOf(address)}?${[...new Set(searchParams.keys())].sort().join('&')}`
}

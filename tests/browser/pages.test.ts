import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeFaults, htmlFaults, widerThan } from './look.ts'
import { kindOf, lookOf, pagesFrom, people } from './pages.ts'
import { account, theBrowser } from './visitor.ts'

const { aVisitor, signIn } = theBrowser()

/** Pages that the walk has to meet, so that it cannot pass by seeing nothing. */
const mustMeet: Record<string, string[]> = {
  'nobody on the public site': ['/', '/doctors', '/doctors/:id', '/departments', '/hours', '/book', '/sign-in'],
  'a patient': [
    '/',
    '/patients/:id/appointments',
    '/patients/:id/appointments/:id',
    '/patients',
    '/patients/:id/book',
    '/sign-out',
    '/account',
    '/account/password',
    '/account/people',
    '/account/messages',
    '/patients/:id/access',
  ],
  'a receptionist': ['/day-book', '/appointments/:id', '/directory'],
  'a doctor': ['/my-day', '/day-book', '/appointments/:id', '/emergency-access'],
  'an admin': ['/administration', '/administration/codes', '/administration/audit', '/administration/emergency-access'],
}

/** Staff of different roles see the same page of a kind but for their menus, so the slow look at it is taken once. */
const looked = new Set<string>()

describe.each(Object.entries(people))('every page that %s can reach', (who, { role, site }) => {
  test.each(['en', 'ar'] as const)(
    'in %s passes axe and html-validate, says its language, and fits into 320 px',
    async (language) => {
      const visitor = await aVisitor(site, { language, width: 320 })
      const { page } = visitor
      if (role) await signIn(visitor, account(role))
      else await visitor.visit('/')
      const faults: Record<string, string[]> = {}
      const titles = new Map<string, string>()
      const kinds: string[] = []
      for await (const { address, key, status, html } of pagesFrom(page, site)) {
        // Of where a redirect has led.
        const kind = kindOf(page.url())
        kinds.push(kind)
        const known = `${language} ${site} ${role === undefined} ${lookOf(site, key)}`
        const found = [
          ...(await quickFaults(page, language)),
          ...(looked.has(known) ? [] : [...(await axeFaults(page)), ...(await axeOnADesk(page)), ...(await htmlFaults(html))]),
        ]
        looked.add(known)
        const title = await page.title()
        const other = [...titles].find(([earlier, its]) => its === title && earlier !== kind)
        if (title.trim() === '') found.push('no title')
        if (other && status < 400) found.push(`the same title as ${other[0]}`)
        if (status < 400) titles.set(kind, title)
        if (found.length > 0) faults[address] = found
      }
      expect(kinds).toEqual(expect.arrayContaining(mustMeet[who] ?? []))
      expect(faults).toEqual({})
    },
    600_000,
  )
})

/** Wide, where tables are tables, and dark; the page goes on as it was. */
async function axeOnADesk(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 1024, height: 600 })
  await page.emulateMedia({ colorScheme: 'dark' })
  const faults = await axeFaults(page)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 320, height: 844 })
  return faults.map((fault) => `wide and dark: ${fault}`)
}

async function quickFaults(page: Page, language: 'en' | 'ar'): Promise<string[]> {
  const said = await page.evaluate<string>(
    "[document.documentElement.lang, document.dir, document.querySelectorAll('h1').length].join(' ')",
  )
  const right = language === 'ar' ? 'ar rtl 1' : 'en ltr 1'
  return [...(said === right ? [] : [`language, direction and number of h1: ${said}`]), ...(await widerThan(page, 320))]
}

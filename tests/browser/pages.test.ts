import { describe, expect, test } from 'vitest'
import { axeFaults, htmlFaults, widerThan } from './look.ts'
import { addressesFrom, kindOf, people } from './pages.ts'
import { account, theBrowser } from './visitor.ts'

const { aVisitor, signIn } = theBrowser()

/** Pages that the walk has to meet, so that it cannot pass by seeing nothing. */
const mustMeet: Record<string, string[]> = {
  'nobody on the public site': ['/', '/doctors', '/doctors/:id', '/departments', '/hours', '/book', '/sign-in'],
  'a patient': ['/', '/patients/:id/appointments', '/patients/:id/appointments/:id'],
  'a receptionist': ['/day-book', '/appointments/:id', '/directory'],
  'a doctor': ['/my-day', '/day-book', '/appointments/:id'],
}

describe.each(Object.entries(people))('every page that %s can reach', (who, { role, site }) => {
  test.each(['en', 'ar'] as const)(
    'in %s passes axe and html-validate, says its language, and fits into 320 px',
    async (language) => {
      const visitor = await aVisitor(site, { language, width: 320 })
      const { page } = visitor
      if (role) await signIn(visitor, account(role))
      else await visitor.visit('/')
      const addresses = await addressesFrom(page, site)
      expect(addresses.map(kindOf)).toEqual(expect.arrayContaining(mustMeet[who] ?? []))
      const faults: Record<string, string[]> = {}
      const titles = new Map<string, string>()
      for (const address of addresses) {
        const answer = await page.goto(address)
        const html = (await answer?.text()) ?? ''
        if (!answer?.headers()['content-type']?.includes('html')) continue
        const root = page.locator('html')
        const found = [
          ...((await root.getAttribute('lang')) === language ? [] : ['lang is wrong']),
          ...((await root.getAttribute('dir')) === (language === 'ar' ? 'rtl' : 'ltr') ? [] : ['dir is wrong']),
          ...((await page.locator('h1').count()) === 1 ? [] : ['not exactly one h1']),
          ...(await axeFaults(page)),
          ...(await htmlFaults(html)),
          ...(await widerThan(page, 320)),
        ]
        const title = await page.title()
        const kind = kindOf(address)
        const other = [...titles].find(([known, its]) => its === title && known !== kind)
        if (title.trim() === '') found.push('no title')
        if (other && answer.status() < 400) found.push(`the same title as ${other[0]}`)
        if (answer.status() < 400) titles.set(kind, title)
        if (found.length > 0) faults[`${address}`] = found
      }
      expect(faults).toEqual({})
    },
    300_000,
  )
})

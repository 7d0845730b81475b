import type { BrowserContext } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { lookOf, pagesFrom, people } from './pages.ts'
import { account, theBrowser } from './visitor.ts'

const { aVisitor, signIn } = theBrowser()

/** Kilobytes of 1,000 bytes on the wire, headers included. Deterministic, unlike times, so a test may hold a page to them. */
const budgets = {
  patient: { cold: 28, requests: 4, warm: 8 },
  staff: { cold: 60, requests: 6, warm: 14 },
} as const

// Roles of one site differ by their menus, so a page is weighed once.
const weighed = new Set<string>()

/** Each step of a booking is among them, told by the answer that leads to it; the check page follows the time. */
const steps: Record<string, string[]> = {
  'nobody on the public site': ['visit', 'doctor', 'day'],
  'a patient': ['visit', 'doctor', 'day', 'time'],
}

describe.each(['nobody on the public site', 'a patient', 'a receptionist', 'a doctor'])('what %s loads', (who) => {
  // In Arabic: two bytes a letter make these pages the heavier ones.
  test('is light, with an empty cache and with a full one', async () => {
    const { role, site } = people[who] ?? { role: undefined, site: 'patient' }
    const visitor = await aVisitor(site, { language: 'ar' })
    if (role) await signIn(visitor, account(role))
    else await visitor.visit('/')
    const state = await visitor.page.context().storageState()
    const heavy: string[] = []
    const met: string[] = []
    const { cold, requests, warm } = budgets[site]
    for await (const { address, key } of pagesFrom(visitor.page, site)) {
      met.push(key)
      const known = `${site} ${role === undefined} ${lookOf(site, key)}`
      if (weighed.has(known)) continue
      weighed.add(known)
      const context = await visitor.page.context().browser()?.newContext({ storageState: state, locale: 'ar-SA' })
      if (!context) throw new Error('the browser is gone')
      const [first, then] = [await received(context, address), await received(context, address)]
      await context.close()
      if (first.kilobytes > cold || first.requests > requests || then.kilobytes > warm) {
        heavy.push(`${address}: ${first.kilobytes} KB in ${first.requests} requests, then ${then.kilobytes} KB`)
      }
    }
    expect(heavy).toEqual([])
    for (const answer of steps[who] ?? [])
      expect(
        met.filter((key) => /\/book\?/.test(key) && key.includes(answer)),
        answer,
      ).not.toEqual([])
  }, 600_000)
})

/** By Chromium's own count. */
async function received(context: BrowserContext, address: string): Promise<{ kilobytes: number; requests: number }> {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  let bytes = 0
  let requests = 0
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
    requests += Number(encodedDataLength > 0)
  })
  await page.goto(address)
  await page.close()
  return { kilobytes: bytes / 1000, requests }
}

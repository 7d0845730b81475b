import { expect, test } from 'vitest'
import { answerStep } from './booking-steps.ts'
import { widerThan } from './look.ts'
import { account, theBrowser } from './visitor.ts'

// Twice the size that browsers come with, as people set it who see badly; unlike zoom it leaves the window as wide as it was.
const { aVisitor, signIn } = theBrowser(['--blink-settings=defaultFontSize=32'])
/** A small window on a desk, and a phone. */
const ways = [
  { language: 'en', width: 640 },
  { language: 'ar', width: 640 },
  { language: 'en', width: 390 },
  { language: 'ar', width: 390 },
] as const

test.each(ways)(
  'with text of twice the size in $language, $width px wide, the pages of a booking need no scrolling sideways',
  async ({ language, width }) => {
    const visitor = await aVisitor('patient', { language, width })
    const { page } = visitor
    const found: Record<string, string[]> = {}
    const look = async () => Object.assign(found, { [visitor.path() + new URL(page.url()).search]: await widerThan(page, width) })
    for (const path of ['/', '/doctors', '/departments', '/hours', '/sign-in', '/book']) {
      await visitor.visit(path)
      expect(await page.evaluate('parseFloat(getComputedStyle(document.documentElement).fontSize)')).toBe(32)
      await look()
    }
    for (let step = 0; step < 3; step++) {
      await answerStep(visitor)
      await look()
    }
    expect(Object.entries(found).filter(([, faults]) => faults.length > 0)).toEqual([])
  },
)

test.each(ways)('nor do those of the desk in $language, $width px wide', async ({ language, width }) => {
  const visitor = await aVisitor('staff', { language, width })
  await visitor.visit('/sign-in')
  await signIn(visitor, account('receptionist'))
  for (const path of ['/day-book', '/directory']) {
    await visitor.visit(path)
    expect(await widerThan(visitor.page, width), path).toEqual([])
  }
  await visitor.visit('/day-book')
  await visitor.page.locator('main td a[href^="/appointments/"]').first().click()
  await visitor.page.waitForURL(/\/appointments\//)
  expect(await widerThan(visitor.page, width)).toEqual([])
})

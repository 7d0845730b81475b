import { describe, expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { looksRight } from './doors.ts'
import { account, theBrowser } from './visitor.ts'
import { ways } from './ways.ts'

const { aVisitor, signIn } = theBrowser()

describe.each(ways)('in $language, scripts: $scripts', ({ language, scripts }) => {
  const t = textsFor(language, 'SA')

  test('today and tomorrow of a branch are printed with names, phones and doctors, and nothing of the page around them', async () => {
    const desk = await aVisitor('staff', { language, scripts, width: 1024 })
    const { page } = desk
    await desk.visit('/sign-in')
    await signIn(desk, account('receptionist'))
    await desk.visit('/day-book')
    await page.locator('main a[href="/paper-day"]').click()
    await page.waitForURL(/\/paper-day$/)
    expect(await desk.heading()).toBe(t('paper.title'))
    await looksRight(desk)
    await page.locator('select[name=location]').selectOption({ index: 1 })
    await desk.press(t('ui.show'))
    await page.waitForURL(/location=/)
    expect(await page.locator('.paper').count(), 'today and tomorrow').toBe(2)
    await looksRight(desk)

    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.paper h3').count()).toBeGreaterThan(0)
    expect(await page.locator('.paper .blank').first().isVisible(), 'lines to write on').toBe(true)
    for (const around of ['header nav', '.demo', '.back', '.filters']) {
      expect(await page.locator(around).first().isVisible(), around).toBe(false)
    }
    expect(await page.locator('.paper').first().innerText()).toMatch(/R-\d{6}/)
    // As the printer gets it: pages of A4.
    expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-')
  }, 60_000)
})

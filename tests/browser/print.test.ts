import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { account, theBrowser } from './visitor.ts'
import { formerPatients, found } from './visits.ts'

const { aVisitor, signIn } = theBrowser()
const t = textsFor('en', 'SA')

async function aDesk() {
  const desk = await aVisitor('staff', { width: 1024 })
  await desk.visit('/sign-in')
  await signIn(desk, account('receptionist'))
  return desk
}

/** As the printer gets it. */
async function sheetsOf(page: Page): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true })
  return [...pdf.toString('latin1').matchAll(/\/Type \/Page\b/g)].length
}

/** An A4 sheet without its margins, in CSS pixels. */
const a4 = { width: 680, height: 1009 }

test('a ticket is one piece of paper: the printer feeds no second one', async () => {
  const desk = await aDesk()
  const { page } = desk
  const [record = ''] = await formerPatients(desk)
  await (await found(desk, record)).getByRole('link', { name: t('walkIn.title') }).click()
  await page.waitForURL(/\/walk-in/)
  await page.locator('main form .button.primary').click()
  await page.waitForURL(/\/ticket/)
  expect(await sheetsOf(page)).toBe(1)
}, 60_000)

test('the grid and the week are printed with every doctor and day, inside the sheet', async () => {
  const desk = await aDesk()
  const { page } = desk
  for (const path of ['/day-book?view=grid', '/day-book/week']) {
    await desk.visit(path)
    const columns = await page.locator('.grid thead th').count()
    await page.setViewportSize(a4)
    await page.emulateMedia({ media: 'print' })
    expect(columns, path).toBeGreaterThan(3)
    expect(await page.locator('.grid thead th:visible').count(), path).toBe(columns)
    expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(a4.width)
    const table = await page.locator('.grid').boundingBox()
    expect((table?.x ?? 0) + (table?.width ?? a4.width + 1), path).toBeLessThanOrEqual(a4.width)
    await page.emulateMedia({ media: 'screen' })
    await page.setViewportSize({ width: 1024, height: 844 })
  }
}, 60_000)

test('the day book and the day on paper give a name two lines at most, and leave buttons and links out', async () => {
  const desk = await aDesk()
  const { page } = desk
  for (const path of ['/day-book?shift=all&location=all', '/paper-day']) {
    await desk.visit(path)
    await page.setViewportSize(a4)
    await page.emulateMedia({ media: 'print' })
    const heights = await page
      .locator('main :is(#board, .paper) .title :is(a, div)')
      .evaluateAll((names) => names.map((name) => name.getClientRects().length || 1))
    const lines = await page
      .locator('main :is(#board, .paper) tbody .title')
      .evaluateAll((cells) => cells.map((cell) => Math.round(cell.getBoundingClientRect().width)))
    expect(Math.max(...heights), path).toBeLessThanOrEqual(2)
    expect(Math.min(...lines), path).toBeGreaterThan(140)
    for (const around of ['.steps-of', '.similar', '.quiet-links'])
      expect(await page.locator(`main ${around}:visible`).count(), around).toBe(0)
    await page.emulateMedia({ media: 'screen' })
    await page.setViewportSize({ width: 1024, height: 844 })
  }
}, 60_000)

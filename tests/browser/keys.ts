import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Tab until the focus is on something that `selector` matches; says so when it never comes there. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return
  }
  throw new Error(`the keyboard does not come to ${selector}`)
}

export async function typeIn(page: Page, selector: string, text: string): Promise<void> {
  await tabTo(page, selector)
  await page.keyboard.type(text)
}

/** Enter, and the page that it leads to. */
export async function enter(page: Page): Promise<void> {
  const before = page.url()
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.href !== before)
  await page.waitForLoadState('load')
}

/** Enter on what is refused: the focus is on what is wrong, and Enter on its link leads into the field. */
export async function refusedInto({ page }: { page: Page }, field: string): Promise<void> {
  await page.keyboard.press('Enter')
  await page.locator('#error-summary').waitFor()
  expect(await page.evaluate('document.activeElement.id')).toBe('error-summary')
  await tabTo(page, '#error-summary a')
  await page.keyboard.press('Enter')
  expect(await page.evaluate('document.activeElement.name')).toBe(field)
}

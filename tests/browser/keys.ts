import type { Page } from 'playwright-core'

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
  await page.locator('#error-summary:focus').waitFor()
  await tabTo(page, '#error-summary a')
  await page.keyboard.press('Enter')
  await page.locator(`[name="${field}"]:focus`).waitFor()
}

/** On the page of either site that asks for name and password. */
export async function signInByKeys(page: Page, login: string, password: string): Promise<void> {
  await typeIn(page, 'input[autocomplete=username]', login)
  await typeIn(page, 'input[type=password]', password)
  await enter(page)
}

/** Anew into the field that was refused, and on. */
export async function typedAnew(page: Page, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(text)
  await enter(page)
}

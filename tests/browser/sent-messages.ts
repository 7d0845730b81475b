import type { Visitor } from './visitor.ts'

/** Opens the newest message to them about this, on the page that shows messages while nothing is sent; others were told the same. */
export async function openMessage(visitor: Visitor, to: string, subject: string): Promise<void> {
  const link = visitor.page.getByRole('row').filter({ hasText: to }).getByRole('link', { name: subject, exact: true }).first()
  for (let tries = 0; tries < 20; tries += 1) {
    await visitor.visit('/development/messages')
    // What the worker writes is there a moment later.
    if ((await link.count()) > 0) break
    await visitor.page.waitForTimeout(500)
  }
  await link.click()
  await visitor.page.waitForLoadState('load')
}

import type { Locator } from 'playwright-core'
import type { Visitor } from './visitor.ts'

/** Patients who were here some days ago, so that they have no visit now. */
export async function formerPatients({ page, visit }: Visitor): Promise<string[]> {
  const day = Temporal.Now.plainDateISO('Asia/Riyadh').subtract({ days: 5 })
  await visit(`/day-book?day=${day}&shift=all&location=all`)
  const text = await page.locator('main').innerText()
  return [...new Set([...text.matchAll(/R-\d{6}/g)].map(([number]) => number))]
}

/** Finds somebody by their record number, and stays on the results. */
export async function found(desk: Visitor, record: string): Promise<Locator> {
  await desk.visit('/search')
  await desk.page.locator('main input[name=words], #search').last().fill(record)
  await desk.page.keyboard.press('Enter')
  await desk.page.waitForURL(/\/search\/[0-9a-f-]{36}/)
  return desk.page.locator('.hits li', { hasText: record }).first()
}

/** A visit that begins a quarter of an hour from now, whatever the hour, squeezed in by way of the pages. Answers its address and day. */
export async function aVisitSoon(desk: Visitor, record: string): Promise<{ id: string; day: string }> {
  const href = await (await found(desk, record)).locator('a[href*="/book"]').getAttribute('href')
  await desk.visit(String(href).replace(/\/book.*$/, '/squeeze-in'))
  const { page } = desk
  const soon = Temporal.Now.zonedDateTimeISO('Asia/Riyadh').add({ minutes: 15 })
  const at = soon.with({ minute: soon.minute - (soon.minute % 5) })
  // The first doctor of the first branch, where the clock shows that time.
  const doctors = await page.locator('select[name=doctor] option').evaluateAll((all) => all.map((one) => one.getAttribute('value') ?? ''))
  for (const doctor of doctors) {
    await page.locator('select[name=doctor]').selectOption(doctor)
    await page.locator('input[name=day]').fill(at.toPlainDate().toString())
    await page.locator('input[name=time]').fill(at.toPlainTime().toString({ smallestUnit: 'minute' }))
    await page.locator('textarea[name=why]').fill('In pain')
    await page.locator('main form .button.primary').click()
    await page.waitForLoadState('load')
    const id = /appointments\/([0-9a-f-]{36})/.exec(page.url())?.[1]
    const day = /day=(\d{4}-\d\d-\d\d)/.exec((await page.locator('a.back').first().getAttribute('href')) ?? '')?.[1]
    if (id && day) return { id, day }
  }
  throw new Error('no doctor could be squeezed')
}

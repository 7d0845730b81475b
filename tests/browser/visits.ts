import type { Locator } from 'playwright-core'
import type { Visitor } from './visitor.ts'

let former: string[] | undefined

/** Patients who were here some days ago and, before the tests of a file begin, have no visit now. Always the same, in the same order. */
export async function formerPatients(desk: Visitor): Promise<string[]> {
  if (former) return former
  const here = await recordsOf(desk, [0, 1])
  former = (await recordsOf(desk, [-5, -6, -7, -8])).filter((record) => !here.includes(record))
  return former
}

async function recordsOf({ page, visit }: Visitor, days: readonly number[]): Promise<string[]> {
  const records = new Set<string>()
  for (const away of days) {
    await visit(`/day-book?day=${Temporal.Now.plainDateISO('Asia/Riyadh').add({ days: away })}&shift=all&location=all&earlier=shown`)
    for (const [record] of (await page.locator('main').innerText()).matchAll(/R-\d{6}/g)) records.add(record)
  }
  return [...records]
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

import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { account, theBrowser, type Visitor } from './visitor.ts'
import { aVisitSoon, formerPatients, found } from './visits.ts'

const { aVisitor, signIn } = theBrowser()

async function atTheDesk(given: { language?: 'en' | 'ar'; scripts?: boolean } = {}): Promise<Visitor> {
  const desk = await aVisitor('staff', { width: 1280, ...given })
  await desk.visit('/sign-in')
  await signIn(desk, account('receptionist'))
  return desk
}

const ways = [
  { language: 'en', scripts: true, nth: 8 },
  { language: 'ar', scripts: false, nth: 9 },
] as const

test.each(ways)(
  'whose times stand there is said, and is who is booked, in $language, scripts: $scripts',
  async ({ nth, ...way }) => {
    const desk = await atTheDesk(way)
    const { page } = desk
    const record = (await formerPatients(desk))[nth] ?? ''
    const href = await (await found(desk, record)).locator('a[href*="/book"]').getAttribute('href')
    await desk.visit(String(href))
    await page.locator('input[name=reason]').fill('Back pain')
    const doctors = page.locator('select[name=doctor]')
    const chosen = await doctors.inputValue()
    const others = await doctors.locator('option').evaluateAll((all) => all.map((one) => one.getAttribute('value') ?? ''))
    const legend = page.locator('#free-times-found legend')
    for (const other of others.filter((value) => value !== '' && value !== chosen)) {
      await doctors.selectOption(other)
      if (!way.scripts) {
        await page.locator('.filters button').click()
        await page.waitForLoadState('load')
      }
      const name = await doctors.locator(`option[value="${other}"]`).innerText()
      await page.locator('#free-times-found', { hasText: new RegExp(`${name}|${textsFor(way.language, 'SA')('deskBook.none')}`) }).waitFor()
      if ((await legend.count()) > 0) break
    }
    const doctor = (await doctors.locator('option:checked').innerText()).trim()
    expect(await legend.innerText()).toContain(doctor)
    expect(new URL(page.url()).searchParams.get('doctor')).toBe(await doctors.inputValue())
    // Without scripts the page is a new one.
    if (way.scripts) expect(await page.locator('input[name=reason]').inputValue()).toBe('Back pain')
    await page
      .locator('label', { has: page.locator('input[name=time]') })
      .first()
      .click()
    await page.locator('.found-times .button.primary').click()
    await page.waitForURL(/\/appointments\/[0-9a-f-]{36}/)
    expect(await page.locator('main').innerText()).toContain(doctor)
  },
  120_000,
)

test('the second half of a double click presses nothing that has come to stand there meanwhile', async () => {
  const desk = await atTheDesk()
  const { page } = desk
  const record = (await formerPatients(desk))[10] ?? ''
  const { id, day } = await aVisitSoon(desk, record)
  await desk.visit(`/day-book?day=${day}&shift=all&location=all`)
  const press = async (what: Locator, clickCount: number) => {
    const box = await what.boundingBox()
    await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2)
    await page.mouse.down({ clickCount })
    await page.mouse.up({ clickCount })
  }
  const steps: string[] = []
  page.on('request', (request) => request.method() === 'POST' && steps.push(new URL(request.url()).pathname.split('/').at(-1) ?? ''))
  await press(page.locator(`[id="step-${id}-arrival"]`), 1)
  const call = page.locator(`[id="step-${id}-call"]`)
  await call.waitFor()
  await press(call, 2)
  await press(call, 1)
  await page.locator(`[id="step-${id}-completion"]`).waitFor()
  expect(steps).toEqual(['arrival', 'call'])
}, 120_000)

import { describe, expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { looksRight } from './doors.ts'
import { enter, tabTo } from './keys.ts'
import { account, theBrowser, type Visitor } from './visitor.ts'
import { ways } from './ways.ts'

const { aVisitor, signIn } = theBrowser()

/** A day after tomorrow on which at least two are booked with this doctor; the page of their absence is open then. */
async function aDayWithVisits({ page }: Visitor, doctor: string): Promise<Temporal.PlainDate> {
  const today = Temporal.Now.plainDateISO('Asia/Riyadh')
  for (let ahead = 2; ahead < 15; ahead++) {
    const day = today.add({ days: ahead })
    await page.goto(new URL(`${doctor}?day=${day}`, page.url()).href)
    if ((await page.locator('select[name^=visit-]').count()) > 1) return day
  }
  throw new Error(`nobody is booked with ${doctor}`)
}

describe.each(ways.map((way, nth) => ({ ...way, nth })))('in $language, scripts: $scripts', ({ language, scripts, nth }) => {
  const t = textsFor(language, 'SA')

  test('a doctor does not come: one page deals with all their visits, and who cannot be told is called', async () => {
    const desk = await aVisitor('staff', { language, scripts, width: 1024 })
    const { page } = desk
    await desk.visit('/sign-in')
    await signIn(desk, account('receptionist'))
    await desk.visit('/day-book')
    await page.locator('main a[href="/absences"]').click()
    await page.waitForURL(/\/absences$/)
    await looksRight(desk)
    const doctor = (await page.locator('a[href$="/absence"]').nth(nth).getAttribute('href')) ?? ''
    await page.locator(`a[href="${doctor}"]`).click()
    await page.waitForURL(/\/absence$/)
    const day = await aDayWithVisits(desk, doctor)
    expect(await page.locator('main').innerText()).toContain(t.date(day))
    await looksRight(desk)

    for (const plan of ['keep', 'next'] as const) {
      await page
        .locator('main')
        .getByRole('link', { name: t(`absence.plan.${plan}`), exact: true })
        .click()
      await page.waitForURL(new RegExp(`plan=${plan}`))
    }
    await looksRight(desk)
    const visits = page.locator('select[name^=visit-]')
    const count = await visits.count()
    await visits.first().selectOption('cancel')
    await visits.last().selectOption('keep')
    await desk.press(t('absence.carryOut', { n: count }))
    await page.waitForURL(/\/absences\/[0-9a-f-]{36}$/)
    await looksRight(desk)
    const said = await page.locator('main').innerText()
    expect(said).toContain(t('absence.isCancelled'))
    expect(said).toMatch(new RegExp(t('absence.kept', { n: 1 })))

    // Nothing leaves this clinic, so everybody whose visit has changed is on the list, with a number to call.
    const calls = page.locator('form[action*="/calls/"]:not([action$="/withdrawal"])')
    const toCall = await calls.count()
    expect(toCall).toBeGreaterThan(0)
    expect(said).toContain(t('absence.toCall', { n: toCall }))
    expect(await page.locator('a[href^="tel:"]').count()).toBeGreaterThan(0)
    await calls.first().locator('button').click()
    await expect.poll(() => calls.count()).toBe(toCall - 1)
    await looksRight(desk)
    await page.locator('form[action$="/withdrawal"] button').first().click()
    await expect.poll(() => calls.count()).toBe(toCall)

    // The day is closed: whoever asks again finds only the visit that was kept.
    await page.goto(new URL(`${doctor}?day=${day}`, page.url()).href)
    expect(await page.locator('select[name^=visit-]').count()).toBe(1)
    await looksRight(desk)
    await page.locator('main a[href*="/return?"]').click()
    await page.waitForURL(/\/return\?/)
    await looksRight(desk)
    await desk.press(t('absence.return'))
    await page.waitForURL(/\/absences\/[0-9a-f-]{36}$/)
    expect(await page.locator('main a[href*="/return?"]').count()).toBe(0)
    await looksRight(desk)
    await desk.visit('/absences')
    expect(await page.locator('main').innerText()).toContain(t.date(day))
    await looksRight(desk)
  }, 120_000)
})

test('two people have the page open: the second is shown what the first has done, and undoes none of it', async () => {
  const t = textsFor('en', 'SA')
  const [first, second] = [await aVisitor('staff', { width: 1280 }), await aVisitor('staff', { width: 1280 })]
  for (const desk of [first, second]) {
    await desk.visit('/sign-in')
    await signIn(desk, account('receptionist'))
    await desk.visit('/absences')
  }
  const doctor = (await first.page.locator('a[href$="/absence"]').nth(6).getAttribute('href')) ?? ''
  const day = await aDayWithVisits(first, doctor)
  const plan = (desk: Visitor, one: string) => desk.page.goto(new URL(`${doctor}?day=${day}&plan=${one}`, desk.page.url()).href)
  await plan(second, 'cancel')
  await plan(first, 'keep')
  const n = await first.page.locator('select[name^=visit-]').count()
  await first.page.locator('select[name^=visit-]').first().selectOption('cancel')
  for (const desk of [first, second]) {
    await desk.press(t('absence.carryOut', { n }))
    await desk.page.waitForURL(/\/absences\/[0-9a-f-]{36}/)
  }
  await looksRight(second)
  const said = await second.page.locator('main').innerText()
  expect(said).toContain('has dealt with these visits already')
  expect(said).toContain(t('absence.isCancelled'))
  expect(said).toContain(t('absence.kept', { n: n - 1 }))
  expect(said).toContain(t('absence.toCall', { n: 1 }))
  await first.page.reload()
  expect(new URL(second.page.url()).pathname).toBe(new URL(first.page.url()).pathname)
}, 120_000)

/** An A4 sheet without its margins, in CSS pixels. */
const a4 = { width: 680, height: 1009 }

test.each(['en', 'ar'] as const)(
  'the call list on paper (%s) lets no word run into the next column, and leaves the buttons out',
  async (language) => {
    const t = textsFor(language, 'SA')
    const desk = await aVisitor('staff', { language, width: 390 })
    const { page } = desk
    await desk.visit('/sign-in')
    await signIn(desk, account('receptionist'))
    await desk.visit('/absences')
    const doctor =
      (await page
        .locator('a[href$="/absence"]')
        .nth(language === 'en' ? 4 : 5)
        .getAttribute('href')) ?? ''
    const day = await aDayWithVisits(desk, doctor)
    await page.goto(new URL(`${doctor}?day=${day}&plan=next`, page.url()).href)
    // On a phone the whole choice can be read.
    const room = await page.locator('select[name^=visit-]').first().boundingBox()
    expect(room?.width).toBeGreaterThan(300)
    await page.locator('select[name^=visit-]').last().selectOption('keep')
    await desk.press(t('absence.carryOut', { n: await page.locator('select[name^=visit-]').count() }))
    await page.waitForURL(/\/absences\/[0-9a-f-]{36}$/)
    await page.setViewportSize(a4)
    await page.emulateMedia({ media: 'print' })
    const wide = await page
      .locator('main td, main th')
      .evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth + 1).map((cell) => cell.textContent))
    expect(wide).toEqual([])
    const stay = "[...document.querySelectorAll('main h2')].every((head) => getComputedStyle(head).breakAfter === 'avoid')"
    expect(await page.evaluate(stay)).toBe(true)
    expect(await page.locator('.calls table tr > :visible').count()).toBe(4 * (await page.locator('.calls tr').count()))
    await page.emulateMedia({ media: null })
    await page.setViewportSize({ width: 1280, height: 900 })
  },
  120_000,
)

test('by keyboard alone: a day, a plan, and all of it carried out', async () => {
  const desk = await aVisitor('staff', { width: 1280 })
  const { page } = desk
  await desk.visit('/sign-in')
  await signIn(desk, account('receptionist'))
  await desk.visit('/absences')
  const doctor = (await page.locator('a[href$="/absence"]').nth(3).getAttribute('href')) ?? ''
  await aDayWithVisits(desk, doctor)
  await tabTo(page, 'a[href*="plan=keep"]')
  await enter(page)
  await tabTo(page, 'select[name^=visit-]')
  await page.keyboard.press('ArrowDown')
  await tabTo(page, 'main .button.primary[type=submit]')
  await enter(page)
  expect(desk.path()).toMatch(/\/absences\/.+/)
}, 120_000)

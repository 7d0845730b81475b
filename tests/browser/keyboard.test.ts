import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { enter, signInByKeys, tabTo } from './keys.ts'
import { account, theBrowser } from './visitor.ts'
import { aVisitSoon, formerPatients } from './visits.ts'

const { aVisitor, signIn } = theBrowser()

/** Answers each question of a step with the space bar, then Enter on the button. */
async function answerByKeyboard(page: Page): Promise<void> {
  const questions = await page.evaluate<string[]>(
    "[...new Set([...document.querySelectorAll('main input[type=radio]')].map((radio) => radio.name))]",
  )
  for (const question of questions) {
    await tabTo(page, `input[type=radio][name=${question}]`)
    await page.keyboard.press('Space')
    // Round to the last day: what is soon can no longer be cancelled.
    if (question === 'day') await page.keyboard.press('ArrowUp')
  }
  await tabTo(page, 'main .button.primary[type=submit]')
  await enter(page)
}

describe.each(['en', 'ar'] as const)('by keyboard alone, in %s', (language) => {
  const t = textsFor(language, 'SA')

  test('a patient books', async () => {
    const visitor = await aVisitor('patient', { language, width: 1280 })
    const { page } = visitor
    await visitor.visit('/')
    await page.keyboard.press('Tab')
    expect(await page.evaluate("document.activeElement.getAttribute('href')")).toBe('#main')
    await tabTo(page, 'main a[href^="/book"]')
    await enter(page)
    const { login, password } = account('patient', language === 'en' ? 8 : 9)
    for (let step = 0; step < 8 && visitor.path() !== '/sign-in'; step++) await answerByKeyboard(page)
    await signInByKeys(page, login, password)
    while ((await page.locator('main input[type=radio]').count()) > 0) await answerByKeyboard(page)
    expect(await visitor.heading()).toBe(t('book.check'))
    await tabTo(page, 'main .button.primary[type=submit]')
    await enter(page)
    expect(visitor.path()).toMatch(/\/booked$/)
  }, 120_000)

  test('a receptionist signs in, finds a visit in the day book, and signs out', async () => {
    const visitor = await aVisitor('staff', { language, width: 1280 })
    const { page } = visitor
    const { login, password } = account('receptionist')
    await visitor.visit('/sign-in')
    await signInByKeys(page, login, password)
    expect(visitor.path()).toBe('/day-book')
    // Before the first visit of the day there may stand somebody who waits without one.
    await tabTo(page, 'main td a[href^="/appointments/"]')
    await enter(page)
    expect(visitor.path()).toMatch(/^\/appointments\//)
    await visitor.visit('/day-book')
    await tabTo(page, 'form[action="/sign-out"] button')
    await enter(page)
    expect(visitor.path()).toBe('/sign-in')
  }, 120_000)

  test('the reception cancels a visit with a reason', async () => {
    const visitor = await aVisitor('staff', { language, width: 1280 })
    const { page } = visitor
    await visitor.visit('/sign-in')
    await signIn(visitor, account('receptionist'))
    const [first, second] = await formerPatients(visitor)
    const { id } = await aVisitSoon(visitor, (language === 'en' ? first : second) ?? '')
    await visitor.visit(`/appointments/${id}`)
    await tabTo(page, `main a[href$="/cancellation"]`)
    await enter(page)
    await page.locator(':focus', { hasText: t('appointment.keep') }).waitFor()
    await tabTo(page, 'main input[type=radio]')
    await page.keyboard.press('Space')
    await tabTo(page, 'main form button[type=submit]')
    await enter(page)
    expect(await page.locator('main').innerText()).toContain(t('status.cancelled'))
  }, 120_000)

  test('a doctor turns to another day of their own and opens a visit', async () => {
    const visitor = await aVisitor('staff', { language, width: 1280 })
    const { page } = visitor
    await visitor.visit('/sign-in')
    await signIn(visitor, account('doctor'))
    const visits = page.locator('main tbody a[href^="/appointments/"]')
    for (let day = 0; day < 7 && (day === 0 || (await visits.count()) === 0); day++) {
      await tabTo(page, `a[aria-label="${t('dayBook.nextDay')}"]`)
      await enter(page)
    }
    await tabTo(page, 'main tbody a[href^="/appointments/"]')
    await enter(page)
    expect(await page.locator('.patient-header').innerText()).toMatch(/R-\d{6}/)
  }, 120_000)

  test('a patient finds a doctor by the filters, changes the language, and cancels a visit', async () => {
    const visitor = await aVisitor('patient', { language, width: 1280 })
    const { page } = visitor
    await visitor.visit('/doctors')
    await tabTo(page, 'select[name=sex]')
    await page.keyboard.press('ArrowDown')
    await tabTo(page, 'form.filters button')
    await enter(page)
    const sex = new URL(page.url()).searchParams.get('sex') ?? ''
    expect(['female', 'male']).toContain(sex)
    await tabTo(page, 'main a[href^="/doctors/"]')
    await enter(page)
    expect(await page.locator('main').innerText()).toContain(t('doctor.sex', { sex }))

    const other = language === 'en' ? 'ar' : 'en'
    await tabTo(page, `a[hreflang=${other}]`)
    await page.keyboard.press('Enter')
    await page.locator(`html[lang=${other}]`).waitFor({ state: 'attached' })
    await tabTo(page, `a[hreflang=${language}]`)
    await page.keyboard.press('Enter')
    await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' })

    await signIn(visitor, account('patient', language === 'en' ? 10 : 11))
    await visitor.visit('/book')
    while ((await page.locator('main textarea[name=reason]').count()) === 0) await answerByKeyboard(page)
    await tabTo(page, 'main .button.primary[type=submit]')
    await enter(page)
    const address = visitor.path().replace(/\/booked$/, '')
    await visitor.visit('/appointments')
    await tabTo(page, `main a[href="${address}"]`)
    await enter(page)
    await tabTo(page, 'main a[href$="/cancellation"]')
    await enter(page)
    await page.locator(':focus', { hasText: t('appt.keep') }).waitFor()
    await tabTo(page, 'main form button[type=submit]')
    await enter(page)
    expect(await page.locator('main').innerText()).toContain(t('status.cancelled'))
  }, 120_000)
})

import { describe, expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { answerAll, answerStep, goOn } from './booking-steps.ts'
import { axeFaults } from './look.ts'
import { account, theBrowser } from './visitor.ts'

const { aVisitor, signIn } = theBrowser()

/** Everybody books as somebody else, so that no journey meets another's visits. */
const ways = [
  { language: 'en', scripts: true, patient: 1 },
  { language: 'ar', scripts: true, patient: 2 },
  { language: 'en', scripts: false, patient: 3 },
  { language: 'ar', scripts: false, patient: 4 },
] as const

describe.each(ways)('in $language, scripts: $scripts', ({ language, scripts, patient }) => {
  const t = textsFor(language, 'SA')

  test('a patient books, sees the visit among theirs, and cancels it', async () => {
    const visitor = await aVisitor('patient', { language, scripts })
    const { page } = visitor
    await visitor.visit('/book')
    await answerAll(visitor, { doctor: 1, day: 'last' })
    expect(visitor.path()).toBe('/sign-in')
    await signIn(visitor, account('patient', patient))
    await answerAll(visitor)
    expect(await visitor.heading()).toBe(t('book.check'))
    if (scripts) expect(await axeFaults(page)).toEqual([])
    await page.locator('textarea[name=reason]').fill('طفح جلدي / rash')
    await visitor.press(t('book.confirm'))
    await page.waitForURL(/\/booked$/)
    const number = /A-[2-9A-Z]{4}/.exec(await page.locator('main').innerText())?.[0] ?? ''
    expect(number).not.toBe('')
    const appointment = visitor.path().replace(/\/booked$/, '')
    if (scripts) expect(await axeFaults(page)).toEqual([])

    await visitor.visit('/')
    await page
      .locator('header')
      .getByRole('link', { name: t('shell.myAppointments') })
      .click()
    await page.waitForURL(/\/appointments$/)
    await page.locator(`main a[href="${appointment}"]`).click()
    await page.waitForURL((url) => url.pathname === appointment)
    expect(await page.locator('main').innerText()).toContain(number)
    await page.locator('main a[href$="/cancellation"]').click()
    await page.waitForURL(/\/cancellation$/)
    await page.locator(':focus', { hasText: t('appt.keep') }).waitFor()
    await visitor.press(t('appt.cancel'))
    await page.waitForURL((url) => !url.pathname.endsWith('/cancellation'))
    expect(await page.locator('main').innerText()).toContain(t('status.cancelled'))
  }, 120_000)
})

describe('on the way to a booking', () => {
  const t = textsFor('en', 'SA')

  test('going on without an answer says what is missing, and moves the focus there', async () => {
    const visitor = await aVisitor('patient')
    await visitor.visit('/book')
    await goOn(visitor.page)
    expect(await visitor.page.title()).toMatch(/^Error: /)
    await visitor.page.locator('#error-summary:focus').waitFor()
    expect(await axeFaults(visitor.page)).toEqual([])
    await visitor.page.locator('#error-summary a').first().click()
    expect(await visitor.page.evaluate('document.activeElement.type')).toBe('radio')
  })

  test('two people at the last free time: one has it, the other is shown others and books one of them', async () => {
    const [quick, slow] = [await aVisitor('patient'), await aVisitor('patient')]
    for (const [visitor, who] of [
      [quick, 5],
      [slow, 6],
    ] as const) {
      await visitor.visit('/sign-in')
      await signIn(visitor, account('patient', who))
      await visitor.visit('/book')
      await answerAll(visitor, { visit: 0, doctor: 2, day: 'last', time: 'last' })
      expect(await visitor.heading()).toBe(t('book.check'))
    }
    await quick.press(t('book.confirm'))
    await quick.page.waitForURL(/\/booked$/)
    await slow.page.locator('textarea[name=reason]').fill('Headache for a week')
    await slow.press(t('book.confirm'))
    await slow.page.getByText(t('book.problem.taken')).first().waitFor()
    expect(await slow.page.locator('textarea[name=reason]').inputValue()).toBe('Headache for a week')
    expect(await axeFaults(slow.page)).toEqual([])
    await slow.page.locator('input[type=radio][name=time]').first().check()
    await slow.press(t('book.confirm'))
    await slow.page.waitForURL(/\/booked$/)
  }, 120_000)

  test('a mother is asked for whom, and her child has the visit', async () => {
    const visitor = await aVisitor('patient')
    await visitor.visit('/sign-in')
    await signIn(visitor, account('patient', 0))
    await visitor.visit('/book')
    for (let step = 0; step < 8 && (await visitor.page.locator('input[type=radio][name=for]').count()) === 0; step++) {
      await answerStep(visitor, { day: 'last' })
    }
    expect(await visitor.page.locator('input[type=radio][name=for]').count()).toBeGreaterThan(3)
    const child = await visitor.page.locator('label:has(input[name=for])').nth(1).innerText()
    await answerStep(visitor, { for: 1 })
    await answerAll(visitor)
    expect(await visitor.page.locator('main').innerText()).toContain(child.split('\n')[0]?.trim())
    await visitor.press(t('book.confirm'))
    await visitor.page.waitForURL(/\/booked$/)
  }, 120_000)

  test('Reload of the done page, and Back and the button again, leave one booking', async () => {
    const visitor = await aVisitor('patient')
    const { page } = visitor
    await visitor.visit('/sign-in')
    await signIn(visitor, account('patient', 7))
    const addresses = async () => {
      await visitor.visit('/appointments')
      return new Set(
        await page
          .locator('main a')
          .evaluateAll((links) => links.map((link) => /appointments\/([0-9a-f-]{36})/.exec(link.getAttribute('href') ?? '')?.[1])),
      )
    }
    const before = await addresses()
    await visitor.visit('/book')
    await goOn(page)
    expect(await page.title()).toMatch(/^Error: /)
    await answerAll(visitor, { doctor: 0, day: 'last', time: 1 })
    await page.locator('textarea[name=reason]').fill('x'.repeat(400))
    await visitor.press(t('book.confirm'))
    await page.waitForURL(/\/booked$/)
    const booked = page.url()
    await page.reload()
    expect(page.url()).toBe(booked)
    await page.goBack()
    await page.waitForLoadState('load')
    const again = page.getByRole('button', { name: t('book.confirm') })
    if (await again.count()) {
      await again.click()
      await page.waitForLoadState('networkidle')
    }
    const after = await addresses()
    expect([...after].filter((id) => !before.has(id))).toHaveLength(1)
  }, 120_000)
})

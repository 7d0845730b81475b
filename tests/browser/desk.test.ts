import { describe, expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { answerAll } from './booking-steps.ts'
import { axeFaults } from './look.ts'
import { account, theBrowser } from './visitor.ts'

const { aVisitor, signIn } = theBrowser()

const ways = [
  { language: 'en', scripts: true },
  { language: 'ar', scripts: true },
  { language: 'en', scripts: false },
  { language: 'ar', scripts: false },
] as const

describe.each(ways)('in $language, scripts: $scripts', ({ language, scripts }) => {
  const t = textsFor(language, 'SA')

  test('what a patient books stands in the day book, and the reception cancels it with a reason', async () => {
    const patient = await aVisitor('patient', { language, scripts })
    await patient.visit('/sign-in')
    await signIn(patient, account('patient', scripts ? 10 : 11))
    await patient.visit('/book')
    await answerAll(patient, { doctor: 0, day: 'last', time: language === 'en' ? 2 : 3 })
    await patient.press(t('book.confirm'))
    await patient.page.waitForURL(/\/booked$/)
    const number = /A-[2-9A-Z]{4}/.exec(await patient.page.locator('main').innerText())?.[0] ?? ''
    const id = /appointments\/([^/]+)\/booked/.exec(patient.page.url())?.[1] ?? ''

    const desk = await aVisitor('staff', { language, scripts, width: 1024 })
    await desk.visit('/sign-in')
    await signIn(desk, account('receptionist'))
    expect(desk.path()).toBe('/day-book')
    await desk.visit(`/appointments/${id}`)
    expect(await desk.heading()).toContain(number)
    await desk.page.getByRole('link', { name: t('appointment.backToDay') }).click()
    await desk.page.waitForURL(/\/day-book/)
    await desk.visit(`${new URL(desk.page.url()).pathname}${new URL(desk.page.url()).search}&shift=all&location=all`)
    await desk.page.locator(`a[href="/appointments/${id}"]`).first().click()
    await desk.page.waitForURL(new RegExp(id))
    await desk.page.locator('a[href$="/cancellation"]').click()
    await desk.page.waitForURL(/\/cancellation$/)
    await desk.page.locator(':focus', { hasText: t('appointment.keep') }).waitFor()
    if (scripts) expect(await axeFaults(desk.page)).toEqual([])

    await desk.press(t('appointment.cancel'))
    expect(await desk.page.title()).toContain(t('shell.errorTitle'))
    await desk.page.locator('input[type=radio][value=clinic]').check()
    await desk.press(t('appointment.cancel'))
    await desk.page.waitForURL(/\?done=cancellation/)
    expect(await desk.page.locator('#status').innerText()).not.toBe('')
    expect(await desk.page.locator('main').innerText()).toContain(t('status.cancelled'))

    await patient.page.goto(patient.page.url().replace(/\/booked$/, ''))
    expect(await patient.page.locator('main').innerText()).toContain(t('status.cancelled'))
  }, 120_000)
})

test.each(ways)('a doctor sees their own day and opens a patient’s visit of it, in $language, scripts: $scripts', async (way) => {
  const t = textsFor(way.language, 'SA')
  const visitor = await aVisitor('staff', { ...way, width: 1280 })
  await visitor.visit('/sign-in')
  await signIn(visitor, account('doctor'))
  expect(visitor.path()).toBe('/my-day')
  const visits = 'main td a[href^="/appointments/"]'
  for (let day = 0; day < 7 && (await visitor.page.locator(visits).count()) === 0; day++) {
    await visitor.page.getByRole('link', { name: t('dayBook.nextDay') }).click()
    await visitor.page.waitForLoadState('load')
  }
  await visitor.page.locator(visits).first().click()
  await visitor.page.waitForURL(/\/appointments\//)
  expect(await visitor.page.locator('.patient-header').innerText()).toMatch(/R-\d{6}/)
})

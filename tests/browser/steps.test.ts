import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { axeFaults, widerThan } from './look.ts'
import { account, theBrowser, type Visitor } from './visitor.ts'
import { aVisitSoon, formerPatients, found } from './visits.ts'

const { aVisitor, signIn } = theBrowser()

const ways = [
  { language: 'en', scripts: true, nth: 0 },
  { language: 'ar', scripts: true, nth: 1 },
  { language: 'en', scripts: false, nth: 2 },
  { language: 'ar', scripts: false, nth: 3 },
] as const

async function atTheDesk(given: { language?: 'en' | 'ar'; scripts?: boolean; width?: number } = {}): Promise<Visitor> {
  const desk = await aVisitor('staff', { width: 1280, ...given })
  await desk.visit('/sign-in')
  await signIn(desk, account('receptionist'))
  return desk
}

/** Counts what the person does: the design allows so many actions for each verb. */
function actions({ page }: Visitor) {
  let count = 0
  return {
    click: async (what: Locator) => {
      count += 1
      await what.click()
    },
    press: async (key: string) => {
      count += 1
      await page.keyboard.press(key)
    },
    count: () => count,
  }
}

describe.each(ways)('in $language, scripts: $scripts', ({ language, scripts, nth }) => {
  const t = textsFor(language, 'SA')

  test('check in, undo, call in, finish and paid take one action each from the day book', async () => {
    const desk = await atTheDesk({ language, scripts })
    const record = (await formerPatients(desk))[nth] ?? ''
    const { id, day } = await aVisitSoon(desk, record)
    const { page } = desk
    const book = `/day-book?day=${day}&shift=all&location=all`
    const step = async (name: string): Promise<void> => {
      await desk.visit(book)
      const did = actions(desk)
      await did.click(page.locator(`[id="step-${id}-${name}"]`))
      await page.locator('#status .note.good').waitFor()
      expect(did.count()).toBe(1)
    }
    const row = page.locator('tr', { has: page.locator(`a[href="/appointments/${id}"]`) })

    await step('arrival')
    expect(await page.locator('#status').innerText()).toMatch(/\S/)
    await expect.poll(() => row.innerText()).toContain(t('step.do.call'))
    if (scripts) expect(await axeFaults(page)).toEqual([])
    await page.locator('#status .undo button').click()
    await expect.poll(() => row.innerText()).toContain(t('status.booked'))
    await step('arrival')
    await step('call')
    await expect.poll(() => row.innerText()).toContain(t('status.inConsultation'))
    await step('completion')
    await expect.poll(() => row.innerText()).toContain(t('status.completed'))
    await step('cash')
    await desk.visit(`/appointments/${id}`)
    expect(await page.locator('.history').innerText()).toContain(t('step.pay.cash'))
    if (scripts) expect(await axeFaults(page)).toEqual([])
  }, 180_000)

  test('the next free time is booked in three actions for somebody who was found, and moved in three from the day book', async () => {
    const desk = await atTheDesk({ language, scripts })
    const { page } = desk
    const record = (await formerPatients(desk))[4 + nth] ?? ''
    const hit = await found(desk, record)
    const booking = actions(desk)
    await booking.click(hit.locator('a[href*="/book"]'))
    await page.waitForURL(/\/book/)
    if (scripts) expect(await axeFaults(page)).toEqual([])
    await booking.click(page.locator('main input[type=radio]').first())
    await booking.click(page.getByRole('button', { name: t('deskBook.book') }))
    await page.waitForURL(/\?done=booked/)
    expect(booking.count()).toBe(3)
    const id = /appointments\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''

    await page.locator('a.back').first().click()
    await page.waitForURL(/\/day-book/)
    await page.goto(`${page.url()}${page.url().includes('?') ? '&' : '?'}shift=all&location=all`)
    const moving = actions(desk)
    await moving.click(page.locator(`[id="step-${id}-time"]`))
    await page.waitForURL(/\/time/)
    if (scripts) expect(await axeFaults(page)).toEqual([])
    await moving.click(page.locator('main input[type=radio]').nth(1))
    await moving.click(page.getByRole('button', { name: t('deskTime.move') }))
    await page.locator('#status .note.good').waitFor()
    expect(moving.count()).toBe(3)
    await desk.visit(`/appointments/${id}`)
    expect(await page.locator('.history li').count()).toBe(1)
  }, 180_000)

  test('a walk-in has a ticket in three actions, up to the print dialog, and is called in from the day book', async () => {
    const desk = await atTheDesk({ language, scripts })
    const { page } = desk
    await page.addInitScript('window.print = () => { window.printed = true }')
    const record = (await formerPatients(desk))[8 + nth] ?? ''
    const hit = await found(desk, record)
    const walkIn = actions(desk)
    await walkIn.click(hit.locator('a[href*="/walk-in"]'))
    await page.waitForURL(/\/walk-in/)
    if (scripts) expect(await axeFaults(page)).toEqual([])
    await walkIn.click(page.getByRole('button', { name: t('walkIn.join') }))
    await page.waitForURL(/\/ticket/)
    if (scripts) {
      expect(await axeFaults(page)).toEqual([])
      await walkIn.click(page.getByRole('button', { name: t('walkIn.print') }))
      expect(await page.evaluate('window.printed')).toBe(true)
      expect(walkIn.count()).toBe(3)
    } else {
      expect(await page.locator('main').innerText()).toContain(t('walkIn.printByBrowser'))
    }
    expect(await page.locator('.ticket').innerText()).toMatch(/\d/)
    expect(await page.locator('main').innerText()).not.toContain(record)
    const id = /queue\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
    await desk.visit('/day-book?shift=all&location=all')
    expect(await page.locator('#board .table').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
    await page.locator(`[id="queue-${id}-departure"]`).click()
    await page.locator('#status .note.good').waitFor()
    await page.locator('#status .undo button').click()
    await expect.poll(() => page.locator(`[id="queue-${id}-departure"]`).count()).toBe(1)
  }, 180_000)
})

test('of two at one row the second is told who was quicker, and what the visit is now', async () => {
  const [first, second] = [await atTheDesk(), await atTheDesk()]
  const record = (await formerPatients(first))[12] ?? ''
  const { id, day } = await aVisitSoon(first, record)
  // The second looks at the page of the visit, which does not refresh itself.
  await second.visit(`/appointments/${id}`)
  await first.visit(`/day-book?day=${day}&shift=all&location=all`)
  await first.page.locator(`[id="step-${id}-arrival"]`).click()
  await first.page.locator('#status .note.good').waitFor()
  await second.page.locator(`[id="step-${id}-arrival"]`).click()
  // The same person at two desks repeats what was done; a no-show from there is refused.
  await second.page.locator('#status .note').waitFor()
  await second.visit(`/appointments/${id}/no-show`)
  expect(await second.page.locator('#status').innerText()).toMatch(/checked this patient in at/)
}, 120_000)

test('by keyboard alone: check in, and undo', async () => {
  const desk = await atTheDesk()
  const record = (await formerPatients(desk))[13] ?? ''
  const { id, day } = await aVisitSoon(desk, record)
  const { page } = desk
  await desk.visit(`/day-book?day=${day}&shift=all&location=all`)
  const focused = () => page.evaluate<string>('document.activeElement.id')
  for (let n = 0; n < 600 && (await focused()) !== `step-${id}-arrival`; n++) await page.keyboard.press('Tab')
  expect(await focused()).toBe(`step-${id}-arrival`)
  await page.keyboard.press('Enter')
  await page.locator('#status .note.good').waitFor()
  await page.locator('#status .undo button').focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator(`[id="step-${id}-arrival"]`).count()).toBe(1)
}, 120_000)

test('at 320 px nothing of these pages is cut off', async () => {
  const desk = await atTheDesk({ width: 320 })
  const record = (await formerPatients(desk))[14] ?? ''
  const { id } = await aVisitSoon(desk, record)
  const patient = await desk.page.locator('main a[href^="/patients/"]').first().getAttribute('href')
  for (const path of [
    `/appointments/${id}`,
    `/appointments/${id}/time`,
    `/appointments/${id}/arrival`,
    `/appointments/${id}/payment`,
    `/appointments/${id}/reason`,
    `${patient}/book`,
    `${patient}/walk-in`,
    `${patient}/squeeze-in`,
    `${patient}/past-visit`,
  ]) {
    await desk.visit(path)
    expect(await widerThan(desk.page, 320), path).toEqual([])
    expect(await axeFaults(desk.page), path).toEqual([])
  }
}, 120_000)

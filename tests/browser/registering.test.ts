import { describe, expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { answerAll, goOn } from './booking-steps.ts'
import { theBrowser, type Visitor } from './visitor.ts'

const { aVisitor } = theBrowser()

const ways = [
  { language: 'en', scripts: true, phone: '0559000001', name: 'nameEn', text: 'Fatimah Alnajdi' },
  { language: 'ar', scripts: false, phone: '0559000002', name: 'nameAr', text: 'فاطمة النجدي' },
] as const

/** As it is read on the page that shows what would be sent. */
async function codeSentTo({ page }: Visitor, phone: string): Promise<string> {
  const back = page.url()
  await page.goto(new URL('/development/messages', back).href)
  await page
    .locator('tr', { hasText: phone.slice(-4) })
    .first()
    .locator('a')
    .first()
    .click()
  await page.waitForURL(/\/development\/messages\/.+/)
  const [code = ''] = /\b\d{6}\b/.exec(await page.locator('main').innerText()) ?? []
  await page.goto(back)
  return code
}

describe.each(ways)('in $language, scripts: $scripts', ({ language, scripts, phone, name, text }) => {
  const t = textsFor(language, 'SA')

  test('somebody new chooses a time, registers by phone on the way, and books that very time', async () => {
    const visitor = await aVisitor('patient', { language, scripts })
    const { page } = visitor
    await visitor.visit('/book')
    await answerAll(visitor, { day: 'last', time: 'last' })
    expect(visitor.path()).toBe('/sign-in')
    await page.locator('main a[href^="/register"]').click()
    await page.waitForURL(/\/register\?/)
    await page.locator('input[name=login]').fill(phone)
    await goOn(page)
    const code = await codeSentTo(visitor, phone)
    await page.locator('input[name=code]').fill(code)
    await goOn(page)
    await page.locator(`input[name=${name}]`).fill(text)
    await page.locator('input[name=day]').fill('1')
    await page.locator('input[name=month]').fill('7')
    await page.locator('input[name=year]').fill(language === 'ar' ? '1410' : '1990')
    await page.locator('input[name=sex]').first().check()
    await goOn(page)
    expect(await visitor.heading()).toBe(t('book.check'))
    expect(await page.locator('main dl').innerText()).toContain(text)
    await goOn(page)
    expect(visitor.path()).toMatch(/\/booked$/)
  })
})

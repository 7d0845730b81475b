import { describe, expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { answerAll, answerStep } from './booking-steps.ts'
import { account, theBrowser, type Visitor } from './visitor.ts'

const { aVisitor, signIn } = theBrowser()

const ways = [
  { language: 'en', scripts: true, patient: 3 },
  { language: 'ar', scripts: true, patient: 4 },
  { language: 'en', scripts: false, patient: 5 },
  { language: 'ar', scripts: false, patient: 6 },
] as const

describe.each(ways)('in $language, scripts: $scripts', ({ language, scripts, patient }) => {
  const t = textsFor(language, 'SA')

  test('from the first page to a doctor, a free time, and the check page with that very time', async () => {
    const visitor = await aVisitor('patient', { language, scripts })
    const { page } = visitor
    await visitor.visit('/')
    await page.locator('main a[href^="/doctors/"]').first().click()
    await page.waitForURL(/\/doctors\/[^/]+$/)
    const doctor = await visitor.heading()
    const times = await page
      .locator('main a[href*="via=time"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
    let wanted: string | null = null
    // Other tests book at the same moment, and this patient may have a visit at that time: then the next one is tried.
    for (const href of times.toReversed()) {
      wanted = new URL(href, page.url()).searchParams.get('time')
      expect(wanted).toBeTruthy()
      await visitor.visit(href)
      if (visitor.path() === '/sign-in') await signIn(visitor, account('patient', patient))
      await answerAll(visitor)
      if ((await page.locator('main input[type=radio]').count()) === 0) break
    }
    expect(await visitor.heading()).toBe(t('book.check'))
    expect(await page.locator('main dl').innerText()).toContain(doctor)
    expect(await page.locator('main input[name=time]').getAttribute('value')).toBe(wanted)
  })

  test('from a department to its women doctors, and to a booking with one of them', async () => {
    const visitor = await aVisitor('patient', { language, scripts })
    const { page } = visitor
    await visitor.visit('/departments')
    await page.locator('main a[href^="/departments/"]').first().click()
    await page.waitForURL(/\/departments\/[^/]+$/)
    const department = await visitor.heading()
    await visitor.visit('/doctors')
    await page.locator('select[name=department]').selectOption({ label: department })
    await page.locator('select[name=sex]').selectOption('female')
    await page.locator('form:has(select[name=sex]) button').click()
    await page.waitForURL(/sex=female/)
    await page.locator('main a[href^="/doctors/"]').first().click()
    await page.waitForURL(/\/doctors\/[^/]+$/)
    expect(await page.locator('main').innerText()).toContain(t('doctor.sex', { sex: 'female' }))
    expect((await page.locator('main').innerText()).toLowerCase()).toContain(department.toLowerCase())
    await page.locator('main a[href*="via=doctor"]').click()
    await page.waitForURL(/\/book/)
    await answerAll(visitor)
    expect(visitor.path()).toBe('/sign-in')
    expect(await page.locator('main').innerText()).toContain(t('auth.register'))
  })

  test('the language changes in the middle of a booking, keeps what was chosen, and is remembered', async () => {
    const other = language === 'en' ? 'ar' : 'en'
    const visitor = await aVisitor('patient', { language, scripts })
    const { page } = visitor
    await visitor.visit('/doctors')
    await page.locator('main a[href^="/doctors/"]').first().click()
    await page.waitForURL(/\/doctors\/[^/]+$/)
    await page.locator('main a[href*="via=time"]').first().click()
    await page.waitForURL(/\/sign-in/)
    const asked = new URL(page.url()).searchParams.get('to')
    await page.locator(`a[hreflang=${other}]`).first().click()
    await page.locator(`html[lang=${other}]`).waitFor({ state: 'attached' })
    expect(await page.locator('html').getAttribute('dir')).toBe(other === 'ar' ? 'rtl' : 'ltr')
    expect(new URL(page.url()).searchParams.get('to')).toBe(asked)
    expect(new URL(page.url()).searchParams.has('lang')).toBe(false)
    await visitor.visit('/book')
    expect(await page.locator('html').getAttribute('lang')).toBe(other)
  })
})

describe('where scripts run', () => {
  test('days and times change in place: the page stays, its address follows, and Back leads to the page before', async () => {
    const visitor = await aVisitor('patient')
    const { page } = visitor
    const t = textsFor('en', 'SA')
    await visitor.visit('/doctors')
    await page.locator('main a[href^="/doctors/"]').first().click()
    await page.waitForURL(/\/doctors\/[^/]+$/)
    await page.locator('main a[href*="via=doctor"]').click()
    await page.waitForURL(/\/book/)
    await answerUntil(visitor, 'day')
    const first = page.url()
    await page.evaluate('window.stays = true')
    await page.locator('#more-days').click()
    await page.waitForURL((url) => url.href !== first)
    expect(await page.evaluate('window.stays')).toBe(true)
    expect(await page.locator('#status').innerText()).toContain('Free days from')
    expect(await page.evaluate('document.activeElement.id')).not.toBe('')
    await page.goBack()
    await page.waitForURL(first)
    expect(await visitor.heading()).toBe(t('book.chooseDay'))
  })
})

async function answerUntil(visitor: Visitor, question: string): Promise<void> {
  for (let step = 0; step < 5 && (await visitor.page.locator(`main input[name=${question}][type=radio]`).count()) === 0; step++) {
    await answerStep(visitor)
  }
}

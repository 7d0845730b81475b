import { expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { axeFaults, widerThan } from './look.ts'
import { account, theBrowser, type Visitor } from './visitor.ts'
import { aVisitSoon, formerPatients } from './visits.ts'

const { aVisitor, signIn } = theBrowser()

const ways = [
  { language: 'en', scripts: true, nth: 0 },
  { language: 'ar', scripts: true, nth: 1 },
  { language: 'en', scripts: false, nth: 2 },
  { language: 'ar', scripts: false, nth: 3 },
] as const

async function atTheDesk(given: { language: 'en' | 'ar'; scripts: boolean; width?: number }): Promise<Visitor> {
  const desk = await aVisitor('staff', { width: 1024, ...given })
  await desk.visit('/sign-in')
  await signIn(desk, account('receptionist'))
  return desk
}

/** Somebody who is awaited in a quarter of an hour, and the last four digits of their phone. */
async function someAwaited(desk: Visitor, nth: number): Promise<{ name: string; digits: string }> {
  const { page, visit } = desk
  const records = (await formerPatients(desk)).toReversed()
  for (const record of records.filter((_, place) => place % ways.length === nth)) {
    // Some have another visit then.
    const soon = await aVisitSoon(desk, record).catch(() => null)
    if (!soon) continue
    await visit(`/appointments/${soon.id}`)
    const phone = page.locator('.patient-header a[href^="tel:"]')
    if ((await phone.count()) === 0) continue
    const digits = (await phone.first().getAttribute('href'))?.slice(-4) ?? ''
    return { name: (await page.locator('.patient-header strong bdi').first().innerText()).trim(), digits }
  }
  throw new Error('none of these patients has a phone and time')
}

test.each(ways)(
  'in $language, scripts: $scripts, four digits, Enter and one click check in who is awaited',
  async ({ language, scripts, nth }) => {
    const t = textsFor(language, 'SA')
    const desk = await atTheDesk({ language, scripts })
    const { name, digits } = await someAwaited(desk, nth)
    await desk.visit('/day-book')
    await desk.page.locator('#search').focus()
    await desk.page.keyboard.type(digits)
    await desk.page.keyboard.press('Enter')
    await desk.page.waitForURL(/\/search\/[0-9a-f-]{36}$/)
    expect(await desk.page.locator('.hits').innerText()).toContain(name)
    if (scripts) expect(await axeFaults(desk.page)).toEqual([])
    await desk.page
      .locator('main li', { hasText: name })
      .getByRole('button', { name: t('step.do.arrival') })
      .first()
      .click()
    await expect.poll(() => desk.page.locator('#status').innerText()).toContain(name)
    // Back and a second tab find the same.
    const address = desk.page.url().replace(/\?.*$/, '')
    const tab = await desk.page.context().newPage()
    await tab.goto(address)
    expect(await tab.locator('.hits').innerText()).toContain(name)
    expect(address).not.toContain(digits)
  },
  120_000,
)

test.each(ways.filter(({ scripts }) => scripts))(
  'in $language, results come while one types, in a list that Tab walks through; an emptied field takes them away',
  async ({ language }) => {
    const t = textsFor(language, 'SA')
    const { page } = await atTheDesk({ language, scripts: true })
    await page.locator('#search').focus()
    await page.keyboard.type(language === 'ar' ? 'محمد سعد' : 'mohammed saad', { delay: 20 })
    await page.locator('.found .hits li').first().waitFor()
    expect(await page.locator('#found-count').innerText()).not.toBe('')
    // What the list lies over is covered as long as it is open.
    expect(await axeFaults(page, '.finder')).toEqual([])
    expect(await page.evaluate('document.activeElement.id')).toBe('search')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.closest(".hits") !== null')).toBe(true)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/patients\/[0-9a-f-]{36}$/)
    expect(await page.locator('.patient-header').innerText()).toMatch(/R-\d{6}/)
    await page.locator('#search').fill('zzzz')
    await page.locator('.found', { hasText: t('search.none') }).waitFor()
    await page.locator('#search').fill('')
    await expect.poll(() => page.locator('.found').count()).toBe(0)
  },
  60_000,
)

/** Nobody of the demo, and no two of them alike. */
const newcomers: Record<string, { name: string; birth: string; phone: string }> = {
  'en true': { name: 'Zaynab Alnasser', birth: '14/5/1992', phone: '0551113344' },
  'en false': { name: 'Thuraya Alrumaihi', birth: '3/9/1961', phone: '0552224455' },
  'ar true': { name: 'غدير الخليفي', birth: '22/8/1979', phone: '0553335566' },
  'ar false': { name: 'وضحى الرويلي', birth: '17/11/2001', phone: '0554446677' },
}

test.each(ways)(
  'in $language, scripts: $scripts, who is not found is registered with four fields by keyboard, and is booked next',
  async ({ language, scripts }) => {
    const t = textsFor(language, 'SA')
    const desk = await atTheDesk({ language, scripts })
    const { page } = desk
    const { name, birth, phone } = newcomers[`${language} ${scripts}`] ?? {}
    if (!name || !birth || !phone) throw new Error('each way has its newcomer')
    await page.locator('#search').focus()
    await page.keyboard.type(name)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/search\//)
    await page
      .getByRole('main')
      .getByRole('link', { name: t('search.register') })
      .click()
    await page.waitForURL(/\/patients\/new\?from=/)
    expect(await page.locator('#f-name').inputValue()).toBe(name)
    await page.locator('#f-name').focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    await page.keyboard.type(birth)
    await page.keyboard.press('Tab')
    await page.keyboard.type(phone)
    if (scripts) {
      await expect.poll(() => page.locator('#birth-read').innerText()).toContain(birth.slice(-4))
      expect(await axeFaults(page)).toEqual([])
      expect(page.url()).not.toContain(phone)
    }
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/patients\/[0-9a-f-]{36}\/book/)
    expect(await page.locator('main').innerText()).toContain(name)
  },
  120_000,
)

test.each(ways)(
  'in $language, scripts: $scripts, whoever is registered already is met, and is opened or left alone',
  async ({ language, scripts }) => {
    const t = textsFor(language, 'SA')
    const { page, visit } = await atTheDesk({ language, scripts })
    await visit('/patients/new')
    await page.locator('#f-name').fill('Muhammad Saad Abdullah Al-Ghamdi')
    await page.locator('input[name=sex][value=male]').check()
    await page.locator('#f-birth').fill('1/7/1395')
    await page.locator('input[name=noPhone]').check()
    if (scripts) await page.locator('#likely', { hasText: 'R-003377' }).waitFor()
    await page.getByRole('button', { name: t('register.only') }).click()
    await page.getByRole('button', { name: t('register.somebodyElse') }).waitFor()
    expect(await page.locator('#f-name').inputValue()).toBe('Muhammad Saad Abdullah Al-Ghamdi')
    if (scripts) expect(await axeFaults(page)).toEqual([])
    await page
      .locator('main')
      .getByRole('link', { name: t('register.samePerson') })
      .first()
      .click()
    await page.waitForURL(/\/patients\/[0-9a-f-]{36}$/)
    expect(await page.locator('.patient-header').innerText()).toContain(language === 'ar' ? 'محمد سعد' : 'Saad')
  },
  60_000,
)

test('two people edit one patient: the second sees both versions, and saves', async () => {
  const t = textsFor('en', 'SA')
  const [one, other] = [await atTheDesk({ language: 'en', scripts: true }), await atTheDesk({ language: 'en', scripts: false })]
  await one.page.locator('#search').fill('R-001045')
  await one.page.locator('#search').press('Enter')
  await one.page.locator('main .hits a').first().click()
  await one.page.getByRole('link', { name: t('patientPage.edit'), exact: true }).click()
  await one.page.waitForURL(/\/edit$/)
  await other.page.goto(one.page.url())
  await other.page
    .locator('#f-email')
    .fill('khalid.other@patients.example', { force: true })
    .catch(() => {})
  await other.page.locator('#f-birth').fill('2/7/1384')
  await other.press(t('edit.save'))
  await other.page.waitForURL(/done=saved/)
  await one.page.locator('#f-birth').fill('3/7/1384')
  await one.press(t('edit.save'))
  await one.page.getByText(t('edit.conflict')).first().waitFor()
  const text = await one.page.locator('main').innerText()
  expect(text).toContain('2/7/1384')
  expect(text).toContain('3/7/1384')
  expect(await axeFaults(one.page)).toEqual([])
  await one.press(t('edit.save'))
  await one.page.waitForURL(/done=saved/)
  expect(await one.page.locator('.patient-header').innerText()).toContain('3 Rajab 1384')
}, 120_000)

test.each(['en', 'ar'] as const)(
  'in %s nothing of it is wider than a small phone',
  async (language) => {
    const { page, visit } = await atTheDesk({ language, scripts: true, width: 320 })
    await page.locator('#search').fill('saad')
    await page.locator('.found .hits li').first().waitFor()
    expect(await widerThan(page, 320)).toEqual([])
    await page.locator('#search').press('Enter')
    await page.waitForURL(/\/search\//)
    expect(await widerThan(page, 320)).toEqual([])
    await visit('/patients/new')
    await page.locator('.more summary').click()
    expect(await widerThan(page, 320)).toEqual([])
    expect(await axeFaults(page)).toEqual([])
  },
  60_000,
)

import { expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { axeFaults, widerThan } from './look.ts'
import { account, theBrowser, type Visitor } from './visitor.ts'

const { aVisitor, signIn } = theBrowser()

const ways = [
  { language: 'en', scripts: true },
  { language: 'ar', scripts: false },
] as const

async function looksRight({ page, scripts }: Visitor) {
  if (scripts) expect(await axeFaults(page)).toEqual([])
  const size = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await widerThan(page, 320)).toEqual([])
  if (size) await page.setViewportSize(size)
}

const isIn = async ({ visit, path }: Visitor) => {
  await visit('/directory')
  return path() === '/directory'
}

test.each(ways)(
  'in $language, scripts: $scripts: somebody ends one of their sessions, and then all others, with the password',
  async (way) => {
    const t = textsFor(way.language, 'SA')
    const role = way.language === 'en' ? 'lab-technician' : 'nurse'
    const here = await aVisitor('staff', { ...way, width: 1024 })
    const others = [await aVisitor('staff', way), await aVisitor('staff', way)]
    for (const visitor of [...others, here]) await signIn(visitor, account(role))
    const { page } = here

    await here.visit('/account')
    await page.locator('a[href="/account/sessions"]').click()
    await page.waitForURL(/\/sessions$/)
    const endings = page.locator('a[href$="/ending"]:not([href="/account/sessions/ending"])')
    const known = await endings.count()
    expect(known).toBeGreaterThanOrEqual(2)
    await looksRight(here)
    await endings.first().click()
    await page.waitForURL(/\/ending$/)
    await here.press(t('sessions.end'))
    expect(await page.title()).toContain(t('shell.errorTitle'))
    await looksRight(here)
    await page.locator('#f-current-password').fill(account(role).password)
    await page.keyboard.press('Enter')
    await page.waitForURL(/done=one/)
    expect(await endings.count()).toBe(known - 1)
    expect(await isIn(others[1] ?? here), 'the one that was used last').toBe(false)
    expect(await isIn(others[0] ?? here)).toBe(true)

    await page.locator('a[href="/account/sessions/ending"]').click()
    await page.waitForURL(/sessions\/ending$/)
    await looksRight(here)
    await page.locator('#f-current-password').fill(account(role).password)
    await here.press(t('sessions.end'))
    await page.waitForURL(/done=others/)
    expect(await endings.count()).toBe(0)
    expect(await isIn(others[0] ?? here)).toBe(false)
  },
  60_000,
)

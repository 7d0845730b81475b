import { describe, expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { testPassword } from '../support/people.ts'
import { knock } from './knock.ts'
import { axeFaults } from './look.ts'
import { somebodyNew } from './own-account.ts'
import { openMessage } from './sent-messages.ts'
import { theBrowser, type Visitor } from './visitor.ts'
import { ways } from './ways.ts'

const { aVisitor } = theBrowser()

describe.each(ways)('in $language, scripts: $scripts', ({ language, scripts }) => {
  const t = textsFor(language, 'SA')

  const looksRight = async ({ page }: Visitor) => {
    if (scripts) expect(await axeFaults(page)).toEqual([])
  }

  const enter = (visitor: Visitor, email: string, password: string) => knock(visitor, t, email, password)

  test('somebody forgets a password, sets a new one by the link, changes it on their own page, and ends who acts for them', async () => {
    const { email } = await somebodyNew(language)
    const visitor = await aVisitor('patient', { language, scripts })
    const { page } = visitor
    const first = 'camel window forty spoons'
    const second = 'kettle harbour seven almonds'

    await visitor.visit('/sign-in')
    await page.getByRole('link', { name: t('recovery.title') }).click()
    await page.waitForURL(/forgotten-password$/)
    await visitor.press(t('recovery.send'))
    await page.locator('#error-summary').waitFor()
    await looksRight(visitor)
    await page.locator('#f-login').fill(email)
    await visitor.press(t('recovery.send'))
    await page.waitForURL(/\/sent$/)
    await looksRight(visitor)

    await openMessage(visitor, email, t('notices.link.password-reset.subject', { clinic: await page.locator('.brand').innerText() }))
    await page.locator('a[href*="/new-password/"]').first().click()
    await page.waitForURL(/\/new-password\//)
    const link = page.url()
    await page.locator('#f-new-password').fill('too short')
    await visitor.press(t('recovery.set'))
    await page.locator('#error-summary').waitFor()
    await looksRight(visitor)
    await page.locator('#f-new-password').fill(first)
    await visitor.press(t('recovery.set'))
    await page.getByText(t('recovery.done')).waitFor()
    expect((await page.goto(link))?.status(), 'the link is spent').toBe(404)
    await looksRight(visitor)

    await enter(visitor, email, testPassword)
    await page.locator('#error-summary').waitFor()
    await enter(visitor, email, first)
    await page.locator('header .who').click()
    await page.waitForURL(/\/account$/)
    expect(await visitor.heading()).toBe(t('account.title'))
    await looksRight(visitor)

    await page.locator('a[href="/account/password"]').click()
    await page.locator('#f-current-password').fill('not this one')
    await page.locator('#f-new-password').fill(second)
    await visitor.press(t('account.changePassword'))
    await page.locator('#error-summary').waitFor()
    expect(await page.locator('#error-summary').innerText()).toContain(t('account.wrongCurrent'))
    await looksRight(visitor)
    await page.locator('#f-current-password').fill(first)
    await page.locator('#f-new-password').fill(second)
    await visitor.press(t('account.changePassword'))
    await page.getByText(t('account.done.password')).waitFor()

    await page.locator('a[href="/account/people"]').click()
    await page.waitForURL(/\/people$/)
    await looksRight(visitor)
    await page.locator('a[href$="/ending"]').first().click()
    await page.waitForURL(/\/ending$/)
    await looksRight(visitor)
    await visitor.press(t('people.end'))
    await page.getByText(t('people.ended')).waitFor()
    expect(await page.locator('main').innerText()).toContain(t('people.nobodyForMe'))
  }, 120_000)
})

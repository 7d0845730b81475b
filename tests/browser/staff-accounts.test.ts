import { describe, expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { testPassword } from '../support/people.ts'
import { looksRight } from './doors.ts'
import { knock } from './knock.ts'
import { aColleague } from './own-account.ts'
import { account, theBrowser, type Visitor } from './visitor.ts'
import { ways } from './ways.ts'

const { aVisitor, signIn } = theBrowser()

const isIn = async (visitor: Visitor): Promise<boolean> => {
  await visitor.visit('/directory')
  return visitor.path() === '/directory'
}

describe.each(ways)('in $language, scripts: $scripts', ({ language, scripts }) => {
  const t = textsFor(language, 'SA')

  test('an admin finds somebody by their full name, gives them another role, shuts them out at once, and lets them in again', async () => {
    const { staffName, name } = await aColleague()
    const shown = name[language]
    const person = await aVisitor('staff', { language, scripts })
    await knock(person, t, staffName, testPassword)
    await person.page.locator('form[action="/sign-out"]').first().waitFor()
    expect(await person.visit('/registrations')).toBe(200)

    const admin = await aVisitor('staff', { language, scripts, width: 1024 })
    const { page } = admin
    await admin.visit('/sign-in')
    await signIn(admin, account('admin'))
    await admin.visit('/administration')
    await page.locator('main a[href="/staff-accounts"]').click()
    await page.waitForURL(/\/staff-accounts$/)
    await page.locator('#content input[name=words]').fill(shown)
    await page.locator('#content form button').first().click()
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1)
    expect(page.url(), 'no name in an address').not.toContain('Amira')
    await looksRight(admin)
    await page.getByRole('link', { name: shown }).click()
    await page.waitForURL(/\/staff-accounts\/[0-9a-f-]{36}$/)
    await looksRight(admin)

    await page.locator('a[href*="/roles/"]').click()
    await page.waitForURL(/\/roles\//)
    await page.locator('select[name=role]').selectOption('nurse')
    await admin.press(t('staffAccounts.change'))
    await page.locator('#error-summary').waitFor()
    expect(await page.locator('#error-summary').innerText()).toContain(t('staffAccounts.enterReason'))
    expect(await page.locator('select[name=role]').inputValue(), 'what was chosen is kept').toBe('nurse')
    await looksRight(admin)
    await page.locator('textarea[name=reason]').fill('Trained as a nurse')
    await admin.press(t('staffAccounts.change'))
    await page.getByText(t('staffAccounts.done.role')).waitFor()
    expect(await page.locator('.summary').innerText()).toContain(t('staff.role.nurse', { sex: 'female' }))
    await looksRight(admin)
    expect(await isIn(person), 'who may do less is signed out').toBe(false)
    await knock(person, t, staffName, testPassword)
    await person.page.locator('form[action="/sign-out"]').first().waitFor()
    expect(await person.visit('/registrations')).toBe(403)
    await looksRight(person)

    await page.locator('a[href$="/disabling"]').click()
    await page.waitForURL(/\/disabling$/)
    await looksRight(admin)
    await admin.press(t('staffAccounts.disable'))
    await page.getByText(t('staffAccounts.done.disabled')).waitFor()
    await looksRight(admin)
    expect(await isIn(person), 'an open session ends at once').toBe(false)
    await knock(person, t, staffName, testPassword)
    await person.page.locator('#error-summary').waitFor()
    await looksRight(person)

    await admin.visit('/staff-accounts')
    await page.locator('#content input[name=words]').fill(shown)
    await page.locator('select[name=state]').selectOption('disabled')
    await page.locator('#content form button').first().click()
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1)
    await page.getByRole('link', { name: shown }).click()
    await page.locator('a[href$="/enabling"]').click()
    await page.waitForURL(/\/enabling$/)
    await looksRight(admin)
    await admin.press(t('staffAccounts.enable'))
    await page.getByText(t('staffAccounts.done.enabled')).waitFor()
    await knock(person, t, staffName, testPassword)
    await person.page.locator('form[action="/sign-out"]').first().waitFor()
  }, 120_000)
})

import { describe, expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { anApp, fromBase32 } from '../support/second-factor.ts'
import { looksRight } from './doors.ts'
import { enter, refusedInto, signInByKeys, tabTo, typeIn } from './keys.ts'
import { account, theBrowser, type Visitor } from './visitor.ts'

const { aVisitor, signIn } = theBrowser()

const password = 'amber window seven boats'
const send = 'main .button.primary[type=submit]'

/** Copies the key into an app and types its number; answers the letters. */
async function setUpApp({ page }: Visitor): Promise<string> {
  const letters = await page.locator('ol strong .num').innerText()
  await typeIn(page, 'input[name=code]', anApp(fromBase32(letters)).code())
  await page.keyboard.press('Enter')
  await page.locator('.codes').waitFor()
  return letters
}

describe.each(['en', 'ar'] as const)('by keyboard alone, in %s', (language) => {
  const t = textsFor(language, 'SA')

  test('an admin invites somebody, who sets up an app and comes in, and starts it anew with a reason when the phone is gone', async () => {
    const login = `keys.${language}.${Date.now()}`
    const admin = await aVisitor('staff', { language, width: 1280 })
    const { page } = admin
    await admin.visit('/sign-in')
    await signIn(admin, account('admin'))
    await admin.visit('/staff-accounts')
    await tabTo(page, 'main a[href="/staff-accounts/new"]')
    await enter(page)
    await typeIn(page, 'input[name=nameAr]', 'ندى العتيبي')
    await tabTo(page, 'input[name=sex]')
    await page.keyboard.press('Space')
    await tabTo(page, 'select[name=role]')
    await page.keyboard.press('ArrowDown')
    await typeIn(page, 'input[name=login]', login)
    await tabTo(page, 'input[name=way]')
    await page.keyboard.press('ArrowUp')
    await tabTo(page, send)
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: t('staffAccounts.toAccount') }).waitFor()
    const code = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/.exec(await page.locator('#content').innerText())?.[0] ?? ''
    expect(code).not.toBe('')
    await tabTo(page, 'main a[href^="/staff-accounts/"]')
    await enter(page)

    const person = await aVisitor('staff', { language, width: 1280 })
    await person.visit('/invitation')
    await typeIn(person.page, 'input[name=code]', code)
    await typeIn(person.page, 'input[name=new-password]', 'short')
    await refusedInto(person, 'new-password')
    await person.page.keyboard.type(password)
    await enter(person.page)
    const first = await setUpApp(person)
    await tabTo(person.page, 'main a.button')
    await enter(person.page)
    await person.visit('/directory')
    expect(person.path()).toBe('/directory')

    await page.reload()
    await tabTo(page, 'main a[href$="/second-factor-reset"]')
    await enter(page)
    await looksRight(admin)
    await tabTo(page, 'main .button.danger[type=submit]')
    await refusedInto(admin, 'reason')
    await page.keyboard.type('Phone lost, known by voice')
    await tabTo(page, 'main .button.danger[type=submit]')
    await enter(page)
    await page.getByText(t('staffAccounts.done.reset')).waitFor()
    await person.visit('/directory')
    expect(person.path(), 'signed out at once').toBe('/sign-in')
    await signInByKeys(person.page, login, password)
    expect(person.path()).toBe('/second-factor/set-up')
    expect(await setUpApp(person), 'the lost phone knows the old key').not.toBe(first)
  }, 120_000)
})
